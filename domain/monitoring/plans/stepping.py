"""How a plan goes on: from where it stands and the facts of the moment to what is done next, and when to look again.

A pure function: asked again with the same state and facts it says the same, so a restart changes nothing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

import msgspec

from domain.calendars.hours import Hours
from domain.monitoring.plans.plan import (
    AnyStep,
    Awaited,
    CloseOrder,
    Covered,
    During,
    Escalate,
    Office,
    Only,
    OpenOrder,
    SendCommand,
    Steps,
    Until,
    Wait,
    target,
)
from domain.words import Severity


class Standing(msgspec.Struct, frozen=True):
    """Where a run stands: at which step, since when, and whether what it does is done and only awaited."""

    position: int
    since: datetime
    acted: bool = False


class Facts(msgspec.Struct, frozen=True):
    """What is so at the moment. `replied` tells whether the command of the step succeeded; None while it is open."""

    now: datetime
    severity: Severity
    cleared: bool = False
    acknowledged: bool = False
    warranty: bool = False
    agreement: bool = False
    replied: bool | None = None
    hours: Mapping[int, Hours] = {}


class How(StrEnum):
    """How a step ended; that the business refused what it does is known to whoever does it."""

    DONE = "done"
    SKIPPED = "skipped"
    IN_VAIN = "in_vain"
    REFUSED = "refused"


class Act(msgspec.Struct, frozen=True):
    """Do what the step says; afterwards it has acted."""


class Rest(msgspec.Struct, frozen=True):
    """Nothing to do before `until`, unless something happens; None is for as long as it takes."""

    until: datetime | None


class Move(msgspec.Struct, frozen=True):
    """Go on with the step at `to`."""

    to: int
    how: How


class End(msgspec.Struct, frozen=True):
    """The plan is through."""


Next = Act | Rest | Move | End


def next_of(steps: Steps, standing: Standing, facts: Facts) -> Next:
    """What comes next."""
    if standing.position >= len(steps):
        return End()
    step = steps[standing.position]
    if not standing.acted and not _holds(_conditions(step), facts):
        return Move(target(steps, standing.position, step.otherwise), How.SKIPPED)
    return _of_step(steps, standing, facts)


def _of_step(steps: Steps, standing: Standing, facts: Facts) -> Next:
    step = steps[standing.position]
    done = Move(target(steps, standing.position, step.then), How.DONE)
    in_vain = Move(target(steps, standing.position, step.otherwise), How.IN_VAIN)
    match step:
        case Wait():
            return _waited(step, standing, facts, done, in_vain)
        case Escalate() if not standing.acted:
            if facts.acknowledged or facts.cleared:
                return msgspec.structs.replace(in_vain, how=How.SKIPPED)
            return _wait(standing, facts, step.minutes * 60, Act())
        case SendCommand() if standing.acted:
            return _answered(step, standing, facts, done, in_vain)
        case OpenOrder() | CloseOrder() if not standing.acted:
            return _when_possible(step, facts)
    return done if standing.acted else Act()


def _waited(step: Wait, standing: Standing, facts: Facts, done: Move, in_vain: Move) -> Next:
    if step.until is Until.TIME:
        return _wait(standing, facts, step.seconds, done)
    return done if _happened(step.until, facts) else _wait(standing, facts, step.seconds, in_vain)


def _when_possible(step: OpenOrder | CloseOrder, facts: Facts) -> Next:
    if isinstance(step, CloseOrder):
        return Act() if facts.cleared else Rest(None)
    if step.calendar_id is None or _is_open(step.calendar_id, facts):
        return Act()
    return Rest(facts.hours[step.calendar_id].next_opening(facts.now))


def _answered(step: SendCommand, standing: Standing, facts: Facts, done: Move, in_vain: Move) -> Next:
    if step.awaited is Awaited.NOTHING:
        return done
    if facts.replied is False:
        return in_vain
    if facts.cleared if step.awaited is Awaited.CLEARED else facts.replied:
        return done
    return _wait(standing, facts, step.seconds, in_vain)


def _wait(standing: Standing, facts: Facts, seconds: float, then: Next) -> Next:
    until = standing.since + timedelta(seconds=seconds)
    return then if facts.now >= until else Rest(until)


def _happened(until: Until, facts: Facts) -> bool:
    return facts.cleared or (until is Until.ACKNOWLEDGED and facts.acknowledged)


def _conditions(step: AnyStep) -> Only:
    """Those that wait for the alert to clear, or to be acknowledged, are not passed over because it is."""
    if isinstance(step, Wait | CloseOrder) and step.only.during is During.OPEN:
        return msgspec.structs.replace(step.only, during=During.ALWAYS)
    return step.only


def _holds(only: Only, facts: Facts) -> bool:
    return _weighs(only, facts) and _during(only.during, facts) and _in_office(only, facts) and _paid(only, facts)


def _weighs(only: Only, facts: Facts) -> bool:
    return only.severity is None or facts.severity.rank <= only.severity.rank


def _during(during: During, facts: Facts) -> bool:
    return {
        During.OPEN: not facts.cleared,
        During.UNACKNOWLEDGED: not facts.cleared and not facts.acknowledged,
        During.CLEARED: facts.cleared,
        During.ALWAYS: True,
    }[during]


def _in_office(only: Only, facts: Facts) -> bool:
    if only.office is Office.ANY or only.calendar_id is None:
        return True
    return _is_open(only.calendar_id, facts) == (only.office is Office.WITHIN)


def _is_open(calendar_id: int, facts: Facts) -> bool:
    """Whether the office is open; one whose calendar is gone always is."""
    hours = facts.hours.get(calendar_id)
    return hours is None or hours.is_open(facts.now)


def _paid(only: Only, facts: Facts) -> bool:
    return {
        Covered.ANY: True,
        Covered.BY_WARRANTY: facts.warranty,
        Covered.BY_AGREEMENT: facts.agreement,
        Covered.BY_EITHER: facts.warranty or facts.agreement,
        Covered.NOT_AT_ALL: not facts.warranty and not facts.agreement,
    }[only.covered]
