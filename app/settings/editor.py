"""The form of a section: drafts survive other people's changes and a look at other rows."""

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from app.settings.section import Section
from app.settings.source import Loaded
from app.shared.actions import BoundAction, tooltip
from app.shared.buttons import IconButton
from app.shared.columns import HasId
from app.shared.forms import Form
from app.shared.layout import column, label, line, row
from app.shared.theme import Theme
from domain.errors import Refusal
from domain.language import tr

R = TypeVar("R", bound=HasId)
WIDEST = 760


class RowEditor(QWidget, Generic[R]):
    """Shows one row of a section, or a new one; knows what the user changed of it."""

    save_asked = Signal()
    remove_asked = Signal()
    changed = Signal()
    """Whether there is something to save may have changed."""

    def __init__(self, section: Section[R], theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._deeds = row(spacing=2)
        self._section = section
        self._row: R | None = None
        self._is_open = False
        self._filled: Mapping[str, Any] = {}
        self._drafts: dict[int | None, dict[str, Any]] = {}
        self._loaded: Loaded[R] = Loaded(())
        self.form = Form(section.fields)
        self._content = QWidget()
        self._whole = column(self._content)
        self._heading = label("", "heading", wrap=True)
        self._meanwhile = label("", "late", wrap=True)
        self.save_button = QPushButton(tr("Save"))
        self.discard_button = QPushButton(tr("Discard"))
        self.remove_button = QPushButton(tr("Delete"))
        self._arrange()
        self._connect()

    def row(self) -> R | None:
        """The row that is shown; None for a new one."""
        return self._row

    def is_open(self) -> bool:
        """Whether a row, or a new one, is shown."""
        return self._is_open

    def values(self) -> dict[str, Any]:
        return self.form.values()

    def draft(self) -> dict[str, Any]:
        """What the user changed and did not save."""
        return self.form.draft() if self._is_open else {}

    def can_save(self) -> bool:
        return self._is_open and bool(self.form.draft())

    def offer(self, loaded: Loaded[R]) -> None:
        """Take over what can be chosen."""
        self._loaded = loaded
        with self.form.filling():
            for name, choices in loaded.choices.items():
                offer = getattr(self.form.fields.get(name), "offer", None)
                if offer is not None:
                    offer(choices)

    def show_row(self, row: R | None, beside: R | None = None) -> None:
        """Show a row, or a new one as it would be `beside` another; what was typed before lies over it."""
        same = self._is_open and _key(row) == _key(self._row)
        self._keep_draft()
        draft = self._drafts.get(_key(row), {})
        before, now = self._filled, dict(self._section.values(row, beside))
        if row is None and draft and same:
            now = dict(before)
        self._row, self._is_open, self._filled = row, True, now
        self._fill(now, draft)
        overlap = {name: now[name] for name in draft if same and before.get(name) != now.get(name)}
        self._tell_meanwhile(overlap, keep=same)
        self._show_state()

    def show_nothing(self) -> None:
        self._keep_draft()
        self._is_open, self._row = False, None
        self._show_state()

    def forget_draft(self, row_id: int | None) -> None:
        """It is saved or deleted."""
        self._drafts.pop(row_id, None)
        if self._is_open and _key(self._row) == row_id:
            self._filled = self.form.values()
            self._fill(self._filled, {})
            self._tell_meanwhile({}, keep=False)
            self._show_state()

    def show_refusal(self, row_id: int | None, refusal: Exception) -> bool:
        """Say why not, beside the field it is about; says whether that row is shown."""
        shown = self._is_open and _key(self._row) == row_id
        if shown:
            if self._section.uncover is not None and isinstance(refusal, Refusal):
                self._section.uncover(self.form, refusal.field or "")
            self.form.show_refusal(refusal)
        return shown

    def meanwhile(self) -> str:
        """What is told of other people's changes."""
        return "" if self._meanwhile.isHidden() else self._meanwhile.text()

    def set_deeds(self, bound: Iterable[BoundAction]) -> None:
        """Buttons for what else can be done with the row."""
        for each in bound:
            button = IconButton(each.action.icon, tooltip(each.action), self._theme)
            button.clicked.connect(each.trigger)
            each.enabledChanged.connect(button.setEnabled)
            button.setEnabled(each.isEnabled())
            self._deeds.addWidget(button)

    def begin(self) -> None:
        """Put the cursor where editing begins."""
        for field in self.form.fields.values():
            if field.widget.isVisibleTo(self) and field.widget.isEnabled() and _takes_keys(field.widget):
                field.widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return

    @Slot()
    def discard(self) -> None:
        """Forget what was typed."""
        self._drafts.pop(_key(self._row), None)
        self._fill(self._filled, {})
        self._tell_meanwhile({}, keep=False)
        self._show_state()

    def _keep_draft(self) -> None:
        if self._is_open and self.form.draft():
            self._drafts[_key(self._row)] = self.form.draft()
        elif self._is_open:
            self._drafts.pop(_key(self._row), None)

    def _fill(self, values: Mapping[str, Any], draft: Mapping[str, Any]) -> None:
        # Twice, because what some fields offer follows from the value of others.
        for _ in range(2):
            self.form.fill(values)
            self._follow()
        for _ in range(2):
            self.form.restore(draft)
            self._follow()

    def _follow(self) -> None:
        if self._section.follow is not None:
            with self.form.filling():
                self._section.follow(self.form, self._row, self._loaded)

    def _arrange(self) -> None:
        self.save_button.setProperty("role", "primary")
        self.save_button.setToolTip(tr("Save  (Ctrl+Enter)"))
        self.discard_button.setToolTip(tr("Forget what was changed here"))
        self.remove_button.setToolTip(tr("Delete  (Ctrl+Del)"))
        said = column(margins=(16, 12, 16, 8), spacing=4)
        said.addWidget(self._heading)
        said.addWidget(self._meanwhile)
        self._meanwhile.hide()
        column(self).addWidget(self._content)
        self._whole.addLayout(said)
        self._show_state()

    def settle(self) -> None:
        """Take in the form, once all around it stands where it is seen: each move dresses all that is inside anew."""
        content, scroll, wide = QWidget(), QScrollArea(), self._section.wide
        content.setProperty("role", "plain")
        if not wide:
            content.setMaximumWidth(WIDEST)
        self._whole.addWidget(scroll, 1)
        scroll.setWidget(content)
        scroll.setWidgetResizable(True)
        inner = column(content)
        inner.addWidget(self.form, int(wide))
        if wide:
            self.form.give_room(next(iter(self.form.fields)))
        else:
            inner.addStretch(1)
        self._whole.addWidget(line())
        self._whole.addWidget(self._foot())

    def _foot(self) -> QWidget:
        foot = QWidget()
        if not self._section.wide:
            foot.setMaximumWidth(WIDEST)
        buttons = row(foot, margins=(16, 8, 16, 10), spacing=6)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.discard_button)
        buttons.addStretch(1)
        buttons.addLayout(self._deeds)
        buttons.addWidget(self.remove_button)
        return foot

    def _connect(self) -> None:
        self.form.edited.connect(self._on_edited)
        self.save_button.clicked.connect(self.save_asked)
        self.discard_button.clicked.connect(self.discard)
        self.remove_button.clicked.connect(self.remove_asked)

    def _tell_meanwhile(self, changed: Mapping[str, Any], *, keep: bool) -> None:
        """Tell what somebody else changed where the user has a draft; `keep` leaves what was told before."""
        if changed:
            told = ", ".join(self.form.fields[name].title for name in changed)
            self._meanwhile.setText(
                tr("Changed by somebody else meanwhile: {told}. Saving puts yours over it.", told=told)
            )
        self._meanwhile.setVisible(bool(changed) or (keep and not self._meanwhile.isHidden()))

    def _show_state(self) -> None:
        self._content.setVisible(self._is_open)
        self._heading.setText(self._section.new_title if self._row is None else self._section.name(self._row))
        changed = self.can_save()
        if not changed and (self.save_button.hasFocus() or self.discard_button.hasFocus()):
            self.begin()  # else the keyboard would go on to whatever comes next in the window
        self.save_button.setEnabled(changed)
        self.discard_button.setVisible(changed)
        self.remove_button.setVisible(self._row is not None and self._section.source.remove is not None)
        self.changed.emit()

    @Slot(str)
    def _on_edited(self, _name: str) -> None:
        self._follow()
        self._show_state()


def _takes_keys(widget: QWidget) -> bool:
    """Whether the keyboard can be there, unlike in mere words."""
    return widget.focusProxy() is not None or widget.focusPolicy() is not Qt.FocusPolicy.NoFocus


def _key(row: HasId | None) -> int | None:
    return None if row is None else row.id
