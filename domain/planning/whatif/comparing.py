"""One supposition after the other, each searched in a child, beside the plan in force."""

from collections.abc import Callable
from dataclasses import replace
from threading import Event

import msgspec

from domain.errors import Refusal
from domain.language import tr
from domain.optimising.cost import Cost, Evaluated
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.running.ending import Ending, How, Progress
from domain.optimising.running.run import Run
from domain.optimising.running.workers import Workers
from domain.planning.profiles import encode
from domain.planning.proposing import Task, Wanted, found, started
from domain.planning.translation.translate import translate
from domain.planning.whatif.asked import Asked, Outcome
from domain.planning.whatif.figures import Reckoned, figures, in_minutes
from domain.planning.whatif.reading import Ground
from domain.planning.whatif.supposed import Supposed
from domain.planning.whatif.supposing import suppose
from domain.planning.whatif.telling import misplaced, told_of
from domain.planning.whatif.values import Supposition

#: How often it is asked whether the outcome is still wanted, and told how far it is.
STEP_S = 0.1


class Comparison:
    """Knows what is compared; `outcomes` takes as long as all searches."""

    def __init__(
        self,
        workers: Workers,
        asked: Asked,
        ground: Ground,
        told: Callable[[int, Progress], None] | None,
        wanted: Callable[[], bool],
    ) -> None:
        self._workers, self._asked, self._ground = workers, asked, ground
        self._told, self._wanted = told, wanted
        self._step = Event()
        self._present = self._task(Supposed(ground.loaded, asked.scope))

    def outcomes(self) -> tuple[Outcome, ...]:
        """The plan in force, and each supposition."""
        return (self._as_planned(), *map(self._of, range(len(self._asked.suppositions))))

    def _as_planned(self) -> Outcome:
        """Without any search; a plan that breaks rules has no costs that could be compared."""
        told = (*misplaced(self._present.translated), *told_of(self._present.translated))
        outcome = self._outcome(Supposition(tr("As planned now")), told)
        problem, present = self._present.translated.problem, self._present.translated.present
        # Nobody waits for a child that is compiled for the first time, which takes a minute.
        evaluated = self._evaluated(problem, present, patient=False) if self._wanted() else None
        if not self._wanted():
            return replace(outcome, failure=_ended())
        if evaluated is not None and evaluated.broken:
            return replace(outcome, failure=tr("The plan in force breaks rules, so it cannot be compared."))
        measured = self._measured(outcome, self._present, present, evaluated)
        if measured.figures is None:
            return measured
        # What breaks rules where it is counts as left out, but nobody has to be told anything new.
        return replace(measured, figures=msgspec.structs.replace(measured.figures, changed_promises=0))

    def _of(self, index: int) -> Outcome:
        outcome = self._outcome(self._asked.suppositions[index])
        if not self._wanted():
            return replace(outcome, failure=_ended())
        try:
            supposed = suppose(self._ground.loaded, self._asked.scope, outcome.supposition, self._ground.facts)
            return self._searched(index, outcome, supposed)
        except Refusal as refusal:
            return replace(outcome, failure=str(refusal))

    def _searched(self, index: int, outcome: Outcome, supposed: Supposed) -> Outcome:
        task = self._task(supposed)
        told = told_of(task.translated, self._present.translated, supposed.loaded.freed)
        outcome = replace(outcome, told=(*supposed.told, *told))
        if task.is_empty:
            present = task.translated.present
            outcome = replace(outcome, found=found(task, None))
            return self._measured(outcome, task, present, self._evaluated(task.translated.problem, present))
        ending = self._followed(started(task, self._workers), index)
        outcome = replace(outcome, seconds=self._asked.seconds if ending.how is How.FINISHED else _spent(ending))
        if ending.how is How.FAILED:
            return replace(outcome, failure=ending.sentence)
        if ending.after is None or ending.after.broken:
            return replace(outcome, failure=_ended())
        unhurried = self._wanted if outcome.supposition.is_real else _never
        outcome = self._measured(outcome, task, ending.plan, ending.after)
        return outcome if outcome.figures is None else replace(outcome, found=found(task, ending, unhurried))

    def _outcome(self, supposition: Supposition, told: tuple[str, ...] = ()) -> Outcome:
        return Outcome(supposition, told=told, goals=encode(self._ground.goals))

    def _followed(self, run: Run, index: int | None = None) -> Ending:
        """How it ends, which is soon once nobody wants it; the progress of what has an index is told."""
        stopping = False
        while run.running:
            self._step.wait(STEP_S)
            if not stopping and not self._wanted():
                stopping = True
                run.cancel()
            if self._told is not None and index is not None:
                self._told(index, run.progress)
        return run.wait()

    def _measured(self, outcome: Outcome, task: Task, plan: Plan, evaluated: Evaluated | None) -> Outcome:
        minutes = self._evaluated(in_minutes(task.translated.problem), plan)
        if evaluated is None or minutes is None:
            return replace(outcome, failure=tr("The optimiser ended unexpectedly; try again."))
        reckoned = Reckoned(plan, evaluated, minutes.cost)
        return replace(outcome, figures=figures(task.loaded, task.wanted.scope, task.goals, task.translated, reckoned))

    def _evaluated(self, problem: Problem, plan: Plan, *, patient: bool = True) -> Evaluated | None:
        """What a plan costs, by a search that takes no time; None where the child does not answer."""
        if not problem.tours:
            return Evaluated(Cost(), {})
        run = Run(self._workers, problem, plan, seconds=0.0).start()
        return (run.wait() if patient else self._followed(run)).before

    def _task(self, supposed: Supposed) -> Task:
        asked, goals = self._asked, self._ground.goals
        wanted = Wanted(supposed.scope, asked.profile_id, asked.seconds, asked.seed)
        return Task(wanted, goals, translate(supposed.loaded, supposed.scope, goals), supposed.loaded)


def _spent(ending: Ending) -> float:
    return ending.curve[-1][0] if ending.curve else 0.0


def _ended() -> str:
    return tr("It was ended before anything was found.")


def _never() -> bool:
    """Nobody asks for the reasons of what could not be proposed."""
    return False
