"""A console without a screen that optimises what its board shows, and prints how long its window was deaf meanwhile."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QElapsedTimer, QObject, Slot

from app.commands.console import Console, open_desk
from app.commands.screen import application
from app.dispatch.optimising.pane import OptimisingPane
from app.dispatch.optimising.values import Progress, Proposed
from app.dispatch.view import DispatchPage
from app.shared.changes import Changes
from app.shared.heartbeat import Heartbeat
from app.shared.links import Link
from bench.lingering import pause
from domain.clock import FixedClock
from domain.settings import load

#: How long the board is watched before it is asked, and after the proposal is there.
STILL_MS = 3000
#: When the journal told nothing for so long, the watches have worked off what a base that was filled at once left them.
QUIET_MS = 4000
#: How often it is looked whether something has happened.
STEP_MS = 10
#: A run that has not ended after so many steps never will.
PATIENCE = 30_000

Figures = dict[str, dict[str, float]]


@dataclass
class Watching:
    """Tells one part of a run from the next, and what the window's thread did in each."""

    heartbeat: Heartbeat
    figures: Figures = field(default_factory=lambda: {"longest_block_ms": {}, "work_ms": {}})
    _phase: str = ""

    def begin(self, phase: str) -> None:
        """What comes from now on counts for this part."""
        self.end()
        self._phase = phase
        self.heartbeat.reset()

    def end(self) -> None:
        """Keep what the part under way came to."""
        if self._phase:
            self.figures["longest_block_ms"][self._phase] = self.heartbeat.longest_ms
            self.figures["work_ms"][self._phase] = self.heartbeat.hardest_ms
        self._phase = ""


class Quiet(QObject):
    """Knows since when nobody has changed anything."""

    def __init__(self, changes: Changes) -> None:
        super().__init__(changes)
        self._since = QElapsedTimer()
        self._since.start()
        changes.arrived.connect(self._on_facts)

    def lasts(self) -> bool:
        """Whether it has been quiet for long enough."""
        return self._since.hasExpired(QUIET_MS)

    @Slot(object)
    def _on_facts(self, _facts: object) -> None:
        self._since.restart()


class Phases(QObject):
    """Hears from the pane how far the run is."""

    def __init__(self, pane: OptimisingPane, watching: Watching) -> None:
        super().__init__(pane)
        self._watching = watching
        self._at = ""
        self.changes: int | None = None
        self.failure = ""
        pane.presenter.progressed.connect(self._on_progress)
        pane.presenter.proposed.connect(self._on_proposed)
        pane.presenter.renewed.connect(self._on_proposed)
        pane.presenter.refused.connect(self._on_refused)
        pane.presenter.ended.connect(self._on_ended)

    @property
    def over(self) -> bool:
        return self.changes is not None or bool(self.failure)

    def turn(self, phase: str) -> None:
        """Go on to this part, unless it is the one under way."""
        if phase != self._at:
            self._at = phase
            self._watching.begin(phase)

    @Slot(object)
    def _on_progress(self, progress: Progress) -> None:
        if progress.best is not None:
            self.turn("keeping" if progress.reasons else "searching")

    @Slot(object)
    def _on_refused(self, why: Exception) -> None:
        self.failure = str(why)

    @Slot()
    def _on_ended(self) -> None:
        self.failure = self.failure or "nothing was proposed"

    @Slot(object)
    def _on_proposed(self, proposed: Proposed) -> None:
        self.changes = len(proposed.lines)


def main() -> None:
    """Run as told and print what was measured."""
    words = _words()
    desk = open_desk(load({"database": words.database}, {}))
    if words.now is not None:
        desk.store.clock = FixedClock(words.now)
    console = Console(application(headless=True), desk, None)
    quiet = Quiet(console.changes)
    window = console.open()
    window.resize(1600, 1000)
    window.go(Link("dispatch"))
    page = window.places.pages["dispatch"]
    assert isinstance(page, DispatchPage)
    _wait(lambda: bool(page.board.scene.rows.technicians) and not console.kit.tasks.busy)
    page.board.fit_days(words.days)
    pause(STILL_MS)
    _wait(lambda: quiet.lasts() and not console.kit.tasks.busy)
    watching = Watching(console.heartbeat)
    watching.begin("before")
    pause(STILL_MS)
    changes = _optimise(page, watching, words.seconds)
    watching.end()
    console.close()
    sys.stdout.write(json.dumps({**watching.figures, "changes": changes}) + "\n")


def _optimise(page: DispatchPage, watching: Watching, seconds: int) -> int:
    """From the key to the proposal on the board; how many changes it has."""
    (pane,) = page.findChildren(OptimisingPane)
    watching.begin("asking")
    pane.begin()
    _wait(lambda: pane.asking.common.goals.count() > 0)
    phases = Phases(pane, watching)
    phases.turn("reading")
    pane.asking.run_asked.emit(replace(pane.asking.asked(), seconds=float(seconds)))
    _wait(lambda: phases.over)
    phases.turn("shown")
    pause(STILL_MS)
    if phases.changes is None:
        raise RuntimeError(phases.failure)
    return phases.changes


def _wait(happened: Callable[[], bool]) -> None:
    for _ in range(PATIENCE):
        if happened():
            return
        pause(STEP_MS)
    raise TimeoutError


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--now", type=datetime.fromisoformat, help="let time stand still at this moment")
    parser.add_argument("--days", type=int, default=1)
    parser.add_argument("--seconds", type=int, default=10)
    return parser.parse_args()


if __name__ == "__main__":
    main()
