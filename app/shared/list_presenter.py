"""Loads a list part by part, and the record of it that is looked at; holds no widgets."""

from datetime import date
from functools import partial
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from sqlalchemy.orm import Session

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest

Question = TypeVar("Question")
Listing = TypeVar("Listing")
Record = TypeVar("Record")


class ListPresenter(QObject, Generic[Question, Listing, Record]):
    """Says what list and detail show; a subclass reads them, and names the subjects whose changes concern them."""

    loaded = Signal(object, bool)
    """A listing, and whether it answers the question asked before: then what differs in it is news."""
    record_loaded = Signal(object)
    """The record that is looked at, or None when it is gone."""
    loading = Signal(bool)
    failed = Signal(str)
    """Why something could not be loaded."""

    subjects: ClassVar[tuple[str, ...]]
    at_once: ClassVar[int]
    """How many rows are read at first, and how many more each time that more are asked for."""

    def __init__(self, kit: Kit, desk: Desk, question: Question, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._times = kit.times
        self._question = question
        self._words = ""
        self._limit = self.at_once
        self._answered = False
        self._shown: int | None = None
        self._listing = Latest(kit.tasks, self)
        self._looking = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, self.subjects, self._on_touched, self)

    def read_list(self, session: Session, question: Question, words: str, limit: int) -> Listing:
        """Read the first rows in which every word is found; called on another thread."""
        raise NotImplementedError

    def read_record(self, session: Session, record_id: int) -> Record | None:
        """Read one record; called on another thread."""
        raise NotImplementedError

    @property
    def today(self) -> date:
        """The day on which everything stands as it is shown."""
        return self._times.local(self._times.now()).date()

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        self._follower.set_visible(visible)
        if visible:
            self._answered = False
            self.load()
            self.look_at(self._shown)

    @Slot(str)
    def search(self, words: str) -> None:
        """Show the records in which every word is found."""
        self._words = words
        self._begin()
        self.load()

    def ask(self, question: Question) -> None:
        """From the next time on, read the answer to this."""
        self._question = question
        self._begin()

    @Slot()
    def more(self) -> None:
        """Show further records below those that are shown."""
        self._limit += self.at_once
        self._answered = False
        self.load()

    @Slot()
    def load(self) -> None:
        """Read all that is listed anew."""
        self.loading.emit(True)
        read = partial(self._read_list, self._question, self._words, self._limit)
        self._listing.run(read, self._on_loaded, self._on_failed)

    def look_at(self, record_id: int | None) -> None:
        """Load one record, and keep it fresh."""
        self._shown = record_id
        self._looking.drop()
        if record_id is not None:
            self._looking.run(partial(self._read_record, record_id), self._on_record, self._on_failed)

    def _begin(self) -> None:
        self._limit, self._answered = self.at_once, False

    def _read_list(self, question: Question, words: str, limit: int) -> Listing:
        with self._desk.store.read() as session:
            return self.read_list(session, question, words, limit)

    def _read_record(self, record_id: int) -> Record | None:
        with self._desk.store.read() as session:
            return self.read_record(session, record_id)

    def _on_loaded(self, listing: Listing) -> None:
        self.loading.emit(False)
        self.loaded.emit(listing, self._answered)
        self._answered = True

    def _on_record(self, found: Record | None) -> None:
        self.record_loaded.emit(found)

    def _on_failed(self, error: Exception) -> None:
        self.loading.emit(False)
        self.failed.emit(str(error))

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
        self.look_at(self._shown)
