"""What a search reads of the board before it begins, and how what it finds is kept as a proposal."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

import msgspec

from app.dispatch.optimising.values import Asked
from domain.errors import Refusal
from domain.language import tr
from domain.optimising.cost import Evaluated
from domain.optimising.running.ending import Ending, How
from domain.planning.changes import Change, Found
from domain.planning.goals import Goals
from domain.planning.model import ChangeKind, PlanningProfile
from domain.planning.profiles import decode, encode
from domain.planning.translation import back
from domain.planning.translation.loaded import load
from domain.planning.translation.translate import translate
from domain.planning.translation.values import Translated, Untouched
from domain.store.store import Store


@dataclass(frozen=True, slots=True)
class Task:
    """What was asked, by which goals, and the same as numbers."""

    asked: Asked
    goals: Goals
    translated: Translated

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to search: nobody works, or nothing may be planned."""
        return not self.translated.problem.tours or all(work is None for work in self.translated.work)


def read(store: Store, asked: Asked, now: datetime, zone: tzinfo | None) -> Task:
    """The board as numbers. Raises Refusal where the goals are gone meanwhile."""
    with store.read() as session:
        profile = session.get(PlanningProfile, asked.profile_id)
        if profile is None:
            raise Refusal(tr("These goals are not there any more; choose others."), field="goals")
        goals = decode(profile.goals)
        loaded = load(session, asked.scope, now, zone)
    return Task(asked, goals, translate(loaded, asked.scope, goals))


def found(task: Task, ending: Ending | None) -> Found:
    """What came of a search, or of none, as it is kept; what cannot be planned at all is left out, with why."""
    asked, translated = task.asked, task.translated
    scope = msgspec.json.encode(asked.scope).decode()
    left = tuple(_left_out(each) for each in translated.untouched if each.booking_id is None)
    if ending is None:
        return Found(asked.profile_id, encode(task.goals), scope, changes=left)
    changes: tuple[Change, ...] = ()
    if ending.after is not None and ending.how is not How.FAILED:
        changes = back.changes(translated, ending.plan, ending.after.starts)
    return Found(
        asked.profile_id,
        encode(task.goals),
        scope,
        seconds=ending.curve[-1][0] if ending.curve else 0.0,
        engine=ending.engine,
        cost_before=_costs(ending.before),
        cost_after=_costs(ending.after),
        changes=(*changes, *left),
        failure=ending.sentence if ending.how is How.FAILED else "",
    )


def _left_out(work: Untouched) -> Change:
    return Change(ChangeKind.LEFT_OUT, work.order_id, work.requirement_id, reasons=work.reason)


def _costs(evaluated: Evaluated | None) -> dict[str, float]:
    """By cause; a plan that breaks rules costs nothing that could be compared."""
    if evaluated is None or evaluated.broken:
        return {}
    return {name: float(cost) for name, cost in msgspec.structs.asdict(evaluated.cost).items()}
