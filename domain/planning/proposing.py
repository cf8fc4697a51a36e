"""From a wish for a better plan to a proposal: read the board, search, and keep what was found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo

import msgspec

from domain.errors import Refusal
from domain.language import tr
from domain.optimising.cost import Evaluated
from domain.optimising.running.ending import Ending, How, Progress
from domain.optimising.running.run import Run
from domain.optimising.running.workers import Workers
from domain.planning.changes import Change, Found
from domain.planning.explaining import Meaning, explained
from domain.planning.goals import Goals
from domain.planning.model import ChangeKind, PlanningProfile
from domain.planning.noting import notes
from domain.planning.own_costs import dearer, own_costs
from domain.planning.profiles import decode, encode
from domain.planning.proposals import store_proposal
from domain.planning.reasons.apart import whatever
from domain.planning.scope import Scope
from domain.planning.translation import back
from domain.planning.translation.loaded import Loaded, load
from domain.planning.translation.translate import translate
from domain.planning.translation.values import Translated, Untouched
from domain.store.store import Store

#: Of one job the order, the requirement and the booking, where there is one.
Key = tuple[int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is planned, by the goals of which profile, for how many seconds is looked, and from where chance begins."""

    scope: Scope
    profile_id: int
    seconds: float
    seed: int = 1
    engines: Sequence[str] = ("chosen",)


@dataclass(frozen=True, slots=True)
class Task:
    """What was asked, by which goals, and the same as numbers."""

    wanted: Wanted
    goals: Goals
    translated: Translated
    loaded: Loaded

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search: nobody works, or nothing may be planned."""
        return not self.translated.problem.tours or all(work is None for work in self.translated.work)


def propose(
    store: Store,
    actor: str,
    workers: Workers,
    wanted: Wanted,
    zone: tzinfo | None = None,
    told: Callable[[Progress], None] | None = None,
) -> int:
    """Look for a better plan and keep it as a proposal of `actor`; returns its id. Takes as long as is looked.

    Raises Refusal where the profile is gone.
    """
    task = read(store, wanted, zone)
    ending = None if task.is_empty else started(task, workers, told).wait()
    return store.run(actor, store_proposal, found(task, ending), zone)


def as_it_is(loaded: Loaded) -> Loaded:
    """The board as it stands."""
    return loaded


def read(store: Store, wanted: Wanted, zone: tzinfo | None = None, seen: Callable[[Loaded], Loaded] = as_it_is) -> Task:
    """The board, or what is `seen` in it, as numbers. Raises Refusal where the profile is gone."""
    with store.read() as session:
        profile = session.get(PlanningProfile, wanted.profile_id)
        if profile is None:
            raise Refusal(tr("These goals are not there any more; choose others."), field="goals")
        goals = decode(profile.goals)
        loaded = seen(load(session, wanted.scope, store.clock.now(), zone))
    return Task(wanted, goals, translate(loaded, wanted.scope, goals), loaded)


def started(task: Task, workers: Workers, told: Callable[[Progress], None] | None = None) -> Run:
    """The search for it, under way."""
    problem, wanted = task.translated.problem, task.wanted
    return Run(
        workers,
        problem,
        task.translated.present,
        seconds=wanted.seconds,
        engines=wanted.engines,
        seed=wanted.seed,
        told=told,
    ).start()


def found(task: Task, ending: Ending | None, unhurried: Callable[[], bool] = whatever) -> Found:
    """What came of a search, or of none, as it is kept; what could not be planned is left out with its reason.

    Reasons take some seconds; nobody waits for them once it is not `unhurried`.
    """
    wanted, translated = task.wanted, task.translated
    kept = Found(
        wanted.profile_id,
        encode(task.goals),
        msgspec.json.encode(wanted.scope).decode(),
        wanted.seed,
        changes=tuple(map(_left_out, translated.untouched)),
        notes=notes(translated, None if ending is None else ending.before),
    )
    if ending is None:
        return kept
    return replace(
        kept,
        seconds=ending.curve[-1][0] if ending.curve else 0.0,
        engine=ending.engine,
        cost_before=_costs(ending.before),
        cost_after=_costs(ending.after),
        changes=(*_changes(task, ending, unhurried), *kept.changes),
        failure=ending.sentence if ending.how is How.FAILED else "",
    )


def _changes(task: Task, ending: Ending, unhurried: Callable[[], bool]) -> Sequence[Change]:
    """What the plan changes, each with what it costs by itself; what it leaves out with the reason."""
    if ending.after is None or ending.how is How.FAILED:
        return ()
    translated = task.translated
    problem, after = translated.problem, ending.after.starts
    before = {} if ending.before is None else ending.before.starts
    was, now = own_costs(problem, translated.present, before), own_costs(problem, ending.plan, after)
    jobs = {key: job for job, keys in enumerate(_keys(translated)) for key in keys}
    meaning = Meaning.of(task.loaded, translated, task.goals)
    why = explained(meaning, ending.plan, unhurried) if unhurried() else {}
    cost = {key: dearer(was[job], now[job]) / problem.jobs[job].crew for key, job in jobs.items()}
    return [
        replace(each, cost=cost[_key(each)], reasons=why.get(jobs[_key(each)], ""))
        for each in back.changes(translated, ending.plan, after)
    ]


def _keys(translated: Translated) -> list[tuple[Key, ...]]:
    """By job, what stands for it among the changes."""
    return [
        ()
        if work is None
        else tuple((row.id, row.requirement_id, None) for row in work.waiting)
        if work.booking is None
        else ((work.booking.order_id, work.booking.requirement_id, work.booking.id),)
        for work in translated.work
    ]


def _key(change: Change) -> Key:
    return change.order_id, change.requirement_id, change.booking_id


def _left_out(work: Untouched) -> Change:
    return Change(ChangeKind.LEFT_OUT, work.order_id, work.requirement_id, work.booking_id, reasons=work.reason)


def _costs(evaluated: Evaluated | None) -> Mapping[str, float]:
    """By cause; a plan that breaks rules costs nothing that could be compared."""
    if evaluated is None or evaluated.broken:
        return {}
    return {name: float(cost) for name, cost in msgspec.structs.asdict(evaluated.cost).items()}
