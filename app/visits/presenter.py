"""Loads what the page of visits shows, as far as somebody looks at it; holds no widgets."""

from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from app.visits.question import Question
from domain.agreements.queries import groups
from domain.visits.choosing import chosen_agreements
from domain.visits.made_queries import AT_ONCE, MadePage, MadeQuestion, made_page
from domain.visits.model import VisitStatus
from domain.visits.outlook import Outlook, outlook
from domain.visits.preview import PreviewRow, preview
from domain.visits.queries import TroubleRow, troubles

SUBJECTS = (
    "agreement",
    "agreement line",
    "calendar",
    "order",
    "service interval",
    "service task",
    "visit",
    "visit plan",
    "visit planning",
    "visit trouble",
)

AT_MOST_EVERY_MS = 2000


class Shown(StrEnum):
    """The tab in front."""

    PREVIEW = "preview"
    MADE = "made"
    TROUBLES = "troubles"


class VisitsPresenter(QObject):
    """Answers one question at a time; what is overtaken stops in the middle."""

    previewed = Signal(object, object)
    """The `Question`, and the `Outlook` that answers it."""
    made_loaded = Signal(object)
    """A `MadePage`."""
    troubles_loaded = Signal(object)
    """A list of `TroubleRow`, of all agreements that were asked for."""
    groups_loaded = Signal(object)
    """The groups of agreements, as (id, name)."""
    loading = Signal(bool)
    failed = Signal(str)
    """Why something could not be loaded."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = kit.tasks
        self._desk = desk
        self._question: Question | None = None
        self._statuses: frozenset[VisitStatus] = frozenset()
        self._limit = AT_ONCE
        self._shown = Shown.PREVIEW
        self._overtaken = Event()
        self._previewing, self._again, self._held = False, False, False
        self._listing, self._grouping = Latest(kit.tasks, self), Latest(kit.tasks, self)
        self._troubling = Latest(kit.tasks, self)
        self.follower = Follower(kit.changes, SUBJECTS, self._on_touched, self, interval_ms=AT_MOST_EVERY_MS)

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        self.follower.set_visible(visible)
        if visible:
            self._grouping.run(self._read_groups, self.groups_loaded.emit)
            self.load()
        else:
            self._overtaken.set()

    def ask(self, question: Question) -> None:
        """Show what answers another question."""
        self._question, self._limit = question, AT_ONCE
        self.load()

    def show(self, shown: Shown) -> None:
        """Another tab came in front."""
        self._shown = shown
        self.load()

    def filter_made(self, statuses: frozenset[VisitStatus]) -> None:
        """List visits that stand so."""
        self._statuses, self._limit = statuses, AT_ONCE
        self.load()

    def hold(self, held: bool) -> None:
        """While orders are made nothing is read anew for each of them, but once at the end."""
        self._held = held
        if not held:
            self.load()

    @Slot()
    def more(self) -> None:
        """Show further visits below those that are shown."""
        self._limit += AT_ONCE
        self.load()

    @Slot()
    def load(self) -> None:
        """Read what is shown anew."""
        question = self._question
        if question is None or not self.follower.visible:
            return
        self._troubling.run(partial(self._read_troubles, question), self.troubles_loaded.emit, self._on_failed)
        if self._shown is Shown.PREVIEW:
            self._preview()
        elif self._shown is Shown.MADE:
            self.loading.emit(True)
            asked = MadeQuestion(question.period.first, question.period.last, question.choice, self._statuses)
            self._listing.run(partial(self._read_made, asked, self._limit), self._on_made, self._on_failed)

    def _preview(self) -> None:
        """One preview at a time: two that compute take twice as long each."""
        self._overtaken.set()
        if self._previewing:
            self._again = True
            return
        assert self._question is not None
        self._previewing, self._overtaken = True, Event()
        self.loading.emit(True)
        work = partial(self._read_preview, self._question, self._overtaken)
        self._tasks.run(work, self._on_previewed, self._on_failed, owner=self)

    def _read_preview(self, question: Question, overtaken: Event) -> tuple[Question, Outlook] | None:
        with self._desk.store.read() as session:
            chosen = chosen_agreements(session, question.choice)
            found = outlook(self._until(overtaken, preview(session, question.period, chosen=chosen)))
        return None if overtaken.is_set() else (question, found)

    def _until(self, overtaken: Event, rows: Iterator[PreviewRow]) -> Iterator[PreviewRow]:
        for row in rows:
            if overtaken.is_set() or not self._tasks.open:
                return
            yield row

    def _read_made(self, question: MadeQuestion, limit: int) -> MadePage:
        with self._desk.store.read() as session:
            return made_page(session, question, limit)

    def _read_troubles(self, question: Question) -> list[TroubleRow]:
        with self._desk.store.read() as session:
            return troubles(session, question.choice)

    def _read_groups(self) -> list[tuple[int, str]]:
        with self._desk.store.read() as session:
            return list(groups(session))

    def _on_previewed(self, found: tuple[Question, Outlook] | None) -> None:
        self._previewing = False
        if found is not None and found[0] == self._question:
            self.loading.emit(False)
            self.previewed.emit(*found)
        self._go_on()

    def _on_made(self, page: MadePage) -> None:
        self.loading.emit(False)
        self.made_loaded.emit(page)

    def _on_failed(self, error: Exception) -> None:
        self._previewing = False
        self.loading.emit(False)
        self.failed.emit(str(error))
        self._go_on()

    def _go_on(self) -> None:
        if self._again:
            self._again = False
            self.load()

    def _on_touched(self, _touched: Touched) -> None:
        """What others do never keeps a preview from its end."""
        if self._previewing:
            self._again = True
        elif not self._held:
            self.load()
