"""Decides for scenarios: what is searched, which stand in the comparison, what is kept or proposed."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.dispatch.whatif.comparing import Comparing
from app.dispatch.whatif.reading import read_kept, read_offer
from app.dispatch.whatif.showing import found_columns, kept_column
from app.dispatch.whatif.values import Compared, KeptLine, Names, Offer, Progress
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.errors import CalloutError
from domain.language import tr
from domain.planning.whatif.asked import Asked, Outcome
from domain.planning.whatif.model import Scenario
from domain.planning.whatif.service import keep_scenario, propose_scenario


class WhatIfPresenter(QObject):
    """Runs one comparison at a time and holds its columns; knows no widget."""

    offered = Signal(object)
    """An `Offer`."""
    progressed = Signal(object)
    """A `Progress`."""
    compared = Signal(object)
    """The columns of a comparison that has ended, as a tuple of `Compared`."""
    columns_changed = Signal(object)
    """The same comparison with other columns."""
    kept_changed = Signal(object)
    """The kept scenarios, as a tuple of `KeptLine`."""
    refused = Signal(object)
    """Why nothing was compared, as an exception."""
    failed = Signal()
    """The comparison came to nothing; the window tells why."""
    proposal_made = Signal(int)
    said = Signal(object)
    """A `Notice`."""
    _heard = Signal(object, object)
    """A `Comparing` and its `Progress`, from the thread of the comparison."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._times, self._desk = kit.tasks, kit.times, desk
        self._comparing: Comparing | None = None
        self._found: tuple[Compared, ...] = ()
        self._kept: tuple[KeptLine, ...] = ()
        self._shown: frozenset[int] = frozenset()
        self._under_way: set[str] = set()
        """The keys of columns that are being kept or proposed."""
        self._reading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, (Scenario.subject,), self._on_touched, self)
        self._follower.set_visible(True)
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a comparison is under way."""
        return self._comparing is not None

    def offer(self) -> None:
        """Tell what there is to choose from, and what is kept."""
        self._tasks.run(self._read_offer, self.offered.emit, owner=self)
        self._read_again()

    def run(self, asked: Asked, names: Names) -> None:
        """Compare; what was found before is thrown away once this has ended."""
        comparing = Comparing(self._desk, self._is_awaited, asked, self._times, self._heard.emit)
        self._comparing = comparing
        done, failed = partial(self._on_found, comparing, names), partial(self._on_failed, comparing)
        self._tasks.run(comparing.find, done, failed, owner=self, lasting=True)

    @Slot()
    def stop(self) -> None:
        """Search no more; what was found is compared."""
        if self._comparing is not None:
            self._comparing.stop()

    @Slot(object)
    def keep(self, column: Compared) -> None:
        """Keep what was found for a scenario."""
        if column.can_be_kept and column.outcome is not None and column.asked is not None and self._begins(column):
            work = partial(self._desk.do, keep_scenario, column.outcome, column.asked)
            done, failed = partial(self._on_kept, column), partial(self._on_refused, column)
            self._tasks.run(work, done, failed, owner=self)

    @Slot(object)
    def propose(self, column: Compared) -> None:
        """Let the plan of a scenario be decided on."""
        if column.can_be_proposed and column.outcome is not None and self._begins(column):
            work = partial(self._desk.do, propose_scenario, column.outcome, self._times.zone)
            done, failed = partial(self._on_proposed, column), partial(self._on_refused, column)
            self._tasks.run(work, done, failed, owner=self)

    @Slot(object)
    def drop(self, column: Compared) -> None:
        """Take a column out; what is kept stays so."""
        self._found = tuple(each for each in self._found if each.key != column.key)
        self._shown -= frozenset((column.scenario_id,))
        self._tell()

    @Slot(object)
    def show_kept(self, ids: frozenset[int]) -> None:
        """Let these kept scenarios stand in the comparison, and no others."""
        self._shown = ids
        self._tell()

    def _begins(self, column: Compared) -> bool:
        """Whether nothing becomes of the column yet; a second click while something does changes nothing."""
        if column.key in self._under_way:
            return False
        self._under_way.add(column.key)
        return True

    def _is_awaited(self) -> bool:
        """Whether the window is still there, asked from the thread of the comparison."""
        return self._tasks.open and shiboken6.isValid(self)

    def _columns(self) -> tuple[Compared, ...]:
        there = {each.scenario_id for each in self._found}
        kept = (kept_column(line) for line in self._kept if line.id in self._shown and line.id not in there)
        return (*self._found, *kept)

    def _tell(self) -> None:
        columns = self._columns()
        shown = {each.scenario_id for each in columns}
        self._kept = tuple(replace(line, shown=line.id in shown) for line in self._kept)
        self.columns_changed.emit(columns)
        self.kept_changed.emit(self._kept)

    def _read_offer(self) -> Offer:
        with self._desk.store.read() as session:
            return read_offer(session)

    def _read_kept(self) -> tuple[KeptLine, ...]:
        with self._desk.store.read() as session:
            return read_kept(session, self._times)

    def _read_again(self) -> None:
        self._reading.run(self._read_kept, self._on_read)

    def _on_heard(self, comparing: Comparing, progress: Progress) -> None:
        if comparing is self._comparing:
            self.progressed.emit(progress)

    def _on_found(self, comparing: Comparing, names: Names, outcomes: Sequence[Outcome]) -> None:
        if comparing is not self._comparing:
            return
        self._comparing = None
        self._found = found_columns(comparing, outcomes, names, self._times)
        self._tell()
        self.compared.emit(self._columns())

    def _on_failed(self, comparing: Comparing, error: Exception) -> None:
        if comparing is not self._comparing:
            return
        self._comparing = None
        if isinstance(error, CalloutError):
            self.refused.emit(error)
        else:
            self._tasks.failed.emit(error)
            self.failed.emit()

    def _on_read(self, lines: tuple[KeptLine, ...]) -> None:
        there = {line.id for line in lines}
        self._kept = lines
        self._shown &= there
        self._found = tuple(
            each if each.scenario_id in there else replace(each, scenario_id=None) for each in self._found
        )
        self._tell()

    def _on_touched(self, _touched: Touched) -> None:
        """Somebody has kept or deleted one: here or elsewhere."""
        self._read_again()

    def _on_kept(self, column: Compared, scenario_id: int) -> None:
        self._under_way.discard(column.key)
        self._found = tuple(
            replace(each, scenario_id=scenario_id) if each.key == column.key else each for each in self._found
        )
        self.said.emit(Notice(tr("{name} is kept.", name=column.name)))
        self._read_again()

    def _on_proposed(self, column: Compared, proposal_id: int) -> None:
        self._under_way.discard(column.key)
        self._tell()
        self.proposal_made.emit(proposal_id)

    def _on_refused(self, column: Compared, error: Exception) -> None:
        """What was asked of a column can be asked again."""
        self._under_way.discard(column.key)
        self._tell()
        if isinstance(error, CalloutError):
            self.said.emit(Notice(str(error), Mood.WARNING))
        else:
            self._tasks.failed.emit(error)
