"""What the days of a plan come to, as numbers that stand side by side."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import msgspec

from domain.optimising.cost import Cost, Evaluated
from domain.optimising.plan import Plan, served
from domain.optimising.problem import Problem, Weights
from domain.planning.goals import Goals
from domain.planning.model import ChangeKind
from domain.planning.scope import Scope
from domain.planning.translation import back
from domain.planning.translation.breaks import rest
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.values import Translated, Work
from domain.planning.whatif.never import left_out_price, never_planned
from domain.scheduling.model import BookingStatus
from domain.words import Priority

URGENT = frozenset({Priority.CRITICAL, Priority.HIGH})
#: What each minute on the way, and each one in overtime, is counted with.
MINUTES = Weights(travel=1.0, overtime=1.0)


class Figures(msgspec.Struct, frozen=True):
    """Costs by cause and what they come from; orders and promises are counted, all else is minutes.

    `utilisation` is how much of the working time is work and ways. Late is what the plan does after its due time. What
    cannot be planned at all costs what it does to leave it out, which the costs of a proposal do not count; `never` are
    the orders of which that holds, which are left out, too.
    """

    cost: Cost
    left_out: int = 0
    left_out_urgent: int = 0
    late: int = 0
    late_minutes: int = 0
    travel_minutes: int = 0
    overtime_minutes: int = 0
    work_minutes: int = 0
    utilisation: float = 0.0
    orders: int = 0
    people: int = 0
    changed_promises: int = 0
    never: int = 0


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A plan with its costs; `minutes` are those of the same plan where each minute costs one."""

    plan: Plan
    evaluated: Evaluated
    minutes: Cost


def in_minutes(problem: Problem) -> Problem:
    """The same problem with ways and overtime that cost one a minute, whatever the goals say of them."""
    return msgspec.structs.replace(problem, weights=MINUTES)


def figures(loaded: Loaded, scope: Scope, goals: Goals, translated: Translated, reckoned: Reckoned) -> Figures:
    """What a plan comes to; what could not be planned at all is left out, and costs as much."""
    problem, plan = translated.problem, reckoned.plan
    never = never_planned(loaded, translated)
    left_out = {**_left_out(translated, plan), **{key: work.priority for key, work in never.items()}}
    late = list(_late(translated, reckoned.evaluated.starts))
    travel = round(reckoned.minutes.travel)
    work = sum(problem.jobs[job].ticks for route in plan.routes for job in route)
    return Figures(
        cost=_with_never(reckoned.evaluated.cost, left_out_price(never, loaded, translated, scope, goals)),
        left_out=len(left_out),
        left_out_urgent=sum(priority in URGENT for priority in left_out.values()),
        late=len({work.order_id for work, _ in late}),
        late_minutes=sum(minutes for _, minutes in late),
        travel_minutes=travel,
        overtime_minutes=round(reckoned.minutes.overtime),
        work_minutes=work,
        utilisation=(work + travel) / max(1, working_minutes(translated)),
        orders=len(_orders(loaded, scope, translated, plan)),
        people=len({who for who, route in zip(translated.technicians, plan.routes, strict=True) if route}),
        changed_promises=_changed_promises(translated, reckoned),
        never=len(never),
    )


def _with_never(cost: Cost, price: float) -> Cost:
    return msgspec.structs.replace(cost, left_out=cost.left_out + price)


def _left_out(translated: Translated, plan: Plan) -> Mapping[int, Priority]:
    """The orders that have nobody, or lose whom they have."""
    done = served(plan)
    return {work.order_id: work.priority for job, work in _works(translated) if job not in done}


def _late(translated: Translated, starts: Mapping[int, int]) -> Iterator[tuple[Work, int]]:
    """What is done after it is due, and by how many minutes."""
    clock, jobs = translated.clock, translated.problem.jobs
    for job, work in _works(translated):
        if job in starts and work.due is not None:
            minutes = starts[job] + jobs[job].ticks - clock.floor(work.due)
            if minutes > 0:
                yield work, minutes


def _orders(loaded: Loaded, scope: Scope, translated: Translated, plan: Plan) -> set[int]:
    """The orders that somebody does in these days, those that stand fast among them."""
    done = served(plan)
    works = dict(_works(translated))
    open_to_change = loaded.freed | {work.booking.id for work in works.values() if work.booking is not None}
    fast = {
        row.order_id
        for row in loaded.bookings
        if row.id not in open_to_change
        and row.status is not BookingStatus.CANCELLED
        and scope.covers(row.technician_id)
        and scope.since <= row.start < scope.until
    }
    return fast | {work.order_id for job, work in works.items() if job in done}


def _changed_promises(translated: Translated, reckoned: Reckoned) -> int:
    """How many bookings, of which the customer or the technician knows, would be otherwise."""
    told = {work.booking.id for _, work in _works(translated) if work.booking is not None and work.is_told}
    changes = back.changes(translated, reckoned.plan, reckoned.evaluated.starts)
    return sum(each.booking_id in told for each in changes if each.kind in (ChangeKind.MOVE, ChangeKind.TAKE_OFF))


def working_minutes(translated: Translated) -> int:
    """The hours of all tours without what nobody works in; what is over without work is working time all the same."""
    days = translated.problem.tours
    return translated.idle + sum(each.ends - each.starts - rest(each.breaks, (each.starts, each.ends)) for each in days)


def _works(translated: Translated) -> Iterator[tuple[int, Work]]:
    """By job, what it stands for, as far as it may be planned."""
    return ((job, work) for job, work in enumerate(translated.work) if work is not None)
