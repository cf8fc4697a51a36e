"""Forms over a page that enter and change records: ask, keep, and say what is refused at the field."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid
from sqlalchemy.orm import Session

from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.fields import Field
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.errors import Refusal
from domain.language import tr

T = TypeVar("T")
Submit = Callable[[FormDialog, dict[str, Any]], None]
Done = Callable[[Any], Notice]
Service = Callable[..., Any]


class Asking(Protocol):
    """A form or assistant that stays open until what it asks for is kept."""

    def show_refusal(self, error: Exception) -> None: ...
    def finish(self) -> None: ...


class Entry(QObject):
    """One form after the other; each stays open until what it asks for is kept."""

    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit = kit
        self._desk = desk
        self._pane = pane

    def read(self, query: Callable[[Session], T], then: Callable[[T], None]) -> None:
        """Ask the store for what a form offers, then go on."""
        self._kit.tasks.run(partial(self._read, query), then, self._on_failed, owner=self)

    def ask(
        self,
        name: str,
        title: str,
        fields: Sequence[Field],
        verb: str,
        submit: Submit,
        values: Mapping[str, Any] | None = None,
        said: str = "",
        kind: Callable[[str, Sequence[Field], str, QWidget, str], FormDialog] = FormDialog,
    ) -> FormDialog:
        """Open a form; `submit` gets it with what was typed, and may raise a Refusal."""
        dialog = kind(title, fields, verb, self._pane, said)
        self.show(name, dialog, submit, values)
        return dialog

    def show(self, name: str, dialog: FormDialog, submit: Submit, values: Mapping[str, Any] | None = None) -> None:
        """Open a form that was made elsewhere; `submit` as with `ask`."""
        dialog.setObjectName(f"dialog_{name}")
        dialog.submitted.connect(partial(self._on_submitted, dialog, submit))
        dialog.begin(values)

    def keep(self, dialog: Asking, done: Done, service: Callable[..., Any], *args: Any) -> None:
        """Do it; then the form closes and `done(result)` is told, or it says why not."""
        work = partial(self._desk.do, service, *args)
        self._kit.tasks.run(work, partial(self._on_kept, dialog, done), partial(self._on_refused, dialog), owner=self)

    def rehearse(self, dialog: Asking, then: Callable[[T], None], service: Callable[..., T], *args: Any) -> None:
        """Ask what would come of it; then go on, or the form says why not."""
        work = partial(self._desk.rehearse, service, *args)
        going_on = partial(self._on_rehearsed, dialog, then)
        self._kit.tasks.run(work, going_on, partial(self._on_refused, dialog), owner=self)

    def check(self, dialog: FormDialog, query: Callable[[Session], None], then: Callable[[], None]) -> None:
        """Ask the store whether it may be done; then the form closes and it goes on, or it says why not."""
        work, done = partial(self._read, query), partial(self._on_checked, dialog, then)
        self._kit.tasks.run(work, done, partial(self._on_refused, dialog), owner=self)

    def confirm_delete(self, name: str, service: Callable[..., Any], record_id: int) -> None:
        """Delete a record once it was said again."""
        said = tr("Only what was entered by mistake can be deleted; the journal keeps who did it.")
        submit = partial(self._delete, Notice(tr("{name} is deleted.", name=name)), service, record_id)
        self.ask("delete", tr("Delete {name}?", name=name), (), tr("Delete"), submit, said=said)

    def switch(self, name: str, record_id: int, archive: Service, restore: Service, *, active: bool) -> None:
        """Archive a record that is in use, or bring back one that is archived; either can be undone."""
        there, back = (archive, restore) if active else (restore, archive)
        undo = partial(self.act, Notice(tr("Undone.")), back, record_id)
        words = tr("{name} is archived.", name=name) if active else tr("{name} is in use again.", name=name)
        self.act(Notice(words, undo=undo), there, record_id)

    def act(self, done: Notice, service: Service, record_id: int) -> None:
        """Do what needs no form; then `done` is told, or why not."""
        work = partial(self._desk.do, service, record_id)
        self._kit.tasks.run(work, partial(self._on_switched, done), self._on_failed, owner=self)

    def _on_switched(self, done: Notice, _result: None) -> None:
        self.told.emit(done)

    def _on_failed(self, error: Exception) -> None:
        self.told.emit(Notice(str(error), Mood.ERROR))

    def _delete(
        self, done: Notice, service: Service, record_id: int, dialog: FormDialog, _values: dict[str, Any]
    ) -> None:
        self.keep(dialog, partial(_told, done), service, record_id)

    def _read(self, query: Callable[[Session], T]) -> T:
        with self._desk.store.read() as session:
            return query(session)

    def _on_submitted(self, dialog: FormDialog, submit: Submit, values: dict[str, Any]) -> None:
        try:
            submit(dialog, values)
        except Refusal as refusal:
            dialog.show_refusal(refusal)

    def _on_rehearsed(self, dialog: Asking, then: Callable[[T], None], result: T) -> None:
        if isValid(dialog):
            then(result)

    def _on_checked(self, dialog: FormDialog, then: Callable[[], None], _result: None) -> None:
        if isValid(dialog):
            dialog.finish()
        then()

    def _on_kept(self, dialog: Asking, done: Done, result: Any) -> None:
        if isValid(dialog):
            dialog.finish()
        self.told.emit(done(result))

    def _on_refused(self, dialog: Asking, error: Exception) -> None:
        if isValid(dialog):
            dialog.show_refusal(error)
        else:  # the form was closed while it was being kept
            self._on_failed(error)


def entered(name: str, _record_id: int) -> Notice:
    """What is told of a new record."""
    return Notice(tr("{name} is entered.", name=name))


def saved(name: str, _result: None) -> Notice:
    """What is told of a changed record."""
    return Notice(tr("{name} saved.", name=name))


def told(words: str, _result: object) -> Notice:
    """What is told of anything else, whatever came of it."""
    return Notice(words)


def _told(done: Notice, _result: None) -> Notice:
    return done
