"""Days along the road with Kim and Lou, and the best that is found at once for what is supposed of them."""

from collections.abc import Sequence
from typing import Any

from bench.planning.reference import judge
from domain.optimising.greedy import greedy
from domain.planning.changes import Change
from domain.planning.goals import Goals
from domain.planning.scope import Scope, Touch
from domain.planning.translation.back import changes
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.translate import translate
from domain.planning.translation.values import Translated
from domain.planning.whatif.figures import Reckoned, in_minutes
from domain.planning.whatif.supposed import Supposed
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from tests.domain.planning.asked import ALL_WEEK, ON_THE_ROAD
from tests.domain.scheduling.assistant.days import MONDAY, technician

KIM, LOU = technician(1, "Kim", days=2), technician(2, "Lou", home=30, days=2)


def days(
    bookings: Sequence[BoardBooking] = (),
    waiting: Sequence[UnassignedOrder] = (),
    touch: Touch = Touch.WAITING,
    **more: Any,
) -> Supposed:
    """The first days of the week as they are; what is more is the scope's."""
    loaded = Loaded([KIM, LOU], bookings, waiting, ON_THE_ROAD)
    return Supposed(loaded, Scope(MONDAY, ALL_WEEK, touch=touch, **more))


def translated(supposed: Supposed, goals: Goals | None = None) -> Translated:
    return translate(supposed.loaded, supposed.scope, goals or Goals())


def found(made: Translated) -> Reckoned:
    """What is found at once, judged by the slow arithmetic."""
    return reckoned(made, greedy(made.problem, made.present))


def reckoned(made: Translated, plan: Any) -> Reckoned:
    evaluated = judge(made.problem, plan)
    assert not evaluated.broken
    return Reckoned(plan, evaluated, judge(in_minutes(made.problem), plan).cost)


def changed(supposed: Supposed) -> tuple[Change, ...]:
    """What would be otherwise on the board."""
    made = translated(supposed)
    best = found(made)
    return changes(made, best.plan, best.evaluated.starts)
