"""Lets the assistant look off the window's thread; only the newest question counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.parameters.service import read as read_parameters
from domain.scheduling.assistant.asking import Job
from domain.scheduling.assistant.assistant import Assistant
from domain.scheduling.assistant.values import ALL_DAY, Search, Slot
from domain.scheduling.assistant.why import why_not

#: Reads the job, and an assistant for the time between two moments.
Read = Callable[[Session, datetime, datetime], tuple[Job, Assistant]]


@dataclass(frozen=True, slots=True)
class Asked:
    """When somebody is wanted, and whether a skill may lack; `since` None is now."""

    since: datetime | None = None
    days: int = 14
    hours: tuple[time, time] = ALL_DAY
    lacking: bool = False
    most: int = 12


@dataclass(frozen=True, slots=True)
class Found:
    """What the assistant answered, and itself for further questions."""

    job: Job
    search: Search
    assistant: Assistant
    slots: tuple[Slot, ...]
    currency: str


class SlotFinder(QObject):
    """Asks, and says what was answered."""

    found = Signal(object)
    """A `Found`."""
    explained = Signal(object)
    """Sentences, as a tuple."""
    failed = Signal(object)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._looking = Latest(kit.tasks, self)
        self._asking = Latest(kit.tasks, self)

    def look(self, read: Read, asked: Asked) -> None:
        """Look for the best slots of what `read` brings."""
        self._looking.run(partial(self._look, read, asked), self.found.emit, self.failed.emit)

    def ask_why(self, found: Found, technician_id: int) -> None:
        """Ask why somebody is not offered, or stands where they stand."""
        best = found.slots[0] if found.slots else None
        self._asking.run(partial(why_not, found.assistant, found.search, technician_id, best), self.explained.emit)

    def drop(self) -> None:
        """What is under way is not wanted any more."""
        self._looking.drop()
        self._asking.drop()

    def _look(self, read: Read, asked: Asked) -> Found:
        now = self._kit.times.now()
        since = now if asked.since is None else max(now, asked.since)
        until = since + timedelta(days=asked.days)
        with self._desk.store.read() as session:
            job, assistant = read(session, since, until)
            currency = read_parameters(session).currency
        search = Search(
            job.need,
            job.minutes,
            since,
            until,
            booking_id=job.booking_id,
            hours=asked.hours,
            lacking=asked.lacking,
            most=asked.most,
        )
        return Found(job, search, assistant, assistant.slots(search), currency)
