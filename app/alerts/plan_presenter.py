"""Loads the plan that answers the chosen alert, follows it live, and stops, resumes and repeats it; no widgets."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.language import tr
from domain.monitoring import plan_runs
from domain.monitoring.plan_progress import RunRow, run_of
from domain.monitoring.response_model import RunState

STOPPED = (RunState.PAUSED, RunState.TAKEN_OVER)


class PlanPresenter(QObject):
    """What is known of the plan, and what people may do with it."""

    loaded = Signal(object)
    """A `RunRow`, or None where no plan answers the alert."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._tasks = kit.tasks
        self._alert_id: int | None = None
        self._run: RunRow | None = None
        self._loading = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, ("alert", "plan run", "delivery"), self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        self._follower.set_visible(visible)
        if visible:
            self._load()

    def look(self, alert_id: int | None) -> None:
        """Show the plan of an alert, or none."""
        if alert_id == self._alert_id:
            return
        self._alert_id = alert_id
        self._loading.drop()
        self._show(None)
        self._load()

    def is_at(self, *states: RunState) -> Callable[[], bool]:
        """Whether the plan that is shown stands so, asked later."""
        return partial(self._stands, states)

    @Slot()
    def pause(self) -> None:
        self._do_with_shown(plan_runs.pause, tr("The plan is paused"))

    @Slot()
    def resume(self) -> None:
        self._do_with_shown(plan_runs.resume, tr("The plan goes on"))

    @Slot()
    def take_over(self) -> None:
        self._do_with_shown(plan_runs.take_over, tr("Taken over from the plan"))

    def repeat(self, run_id: int, position: int) -> None:
        """Let a plan go on from a step, whatever was done before, and whichever alert is shown by now."""
        words = tr("The plan begins anew with step {step}", step=position + 1)
        self._do(run_id, plan_runs.replay, words, position)

    def _stands(self, states: tuple[RunState, ...]) -> bool:
        return self._run is not None and self._run.state in states

    def _do_with_shown(self, service: Callable[..., None], words: str) -> None:
        if self._run is not None:
            self._do(self._run.id, service, words)

    def _do(self, run_id: int, service: Callable[..., None], words: str, *args: Any) -> None:
        work = partial(self._desk.do, service, run_id, *args)
        self._tasks.run(work, partial(self._on_done, words), self._on_refused, owner=self)

    def _load(self) -> None:
        if self._alert_id is not None:
            self._loading.run(partial(self._read, self._alert_id), self._show)

    def _read(self, alert_id: int) -> RunRow | None:
        with self._desk.store.read() as session:
            return run_of(session, alert_id)

    @Slot(object)
    def _show(self, run: RunRow | None) -> None:
        self._run = run
        self.loaded.emit(run)

    def _on_done(self, words: str, _result: None) -> None:
        self.told.emit(Notice(words))
        self._load()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        self.told.emit(Notice(str(error), Mood.ERROR))
        self._load()

    def _on_touched(self, touched: Touched) -> None:
        run_id = None if self._run is None else self._run.id
        if ("alert", self._alert_id) in touched or ("plan run", run_id) in touched or _sends(touched):
            self._load()


def _sends(touched: Touched) -> bool:
    return any(subject == "delivery" for subject, _ in touched)
