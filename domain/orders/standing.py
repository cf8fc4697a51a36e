"""How one promise of an order stands: a pure function of SLA, working hours, history and the present moment."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.calendars.hours import Hours
from domain.orders.terms import Level
from domain.sla.clock import Mark, Reckoning, State, TargetKind, reaches, reckon

#: Which of several open promises an order is listed by.
LEADING = (TargetKind.COMPLETION, TargetKind.ARRIVAL, TargetKind.RESPONSE)


@dataclass(frozen=True, slots=True)
class Standing:
    """The columns of a promise, without those that say whose it is."""

    sla_id: int
    chosen_by: str
    state: State
    running: bool
    started_at: datetime
    target_seconds: int
    used_seconds: int
    held_seconds: int
    reopened_seconds: int
    deadline: datetime | None
    paused_at: datetime | None
    met_at: datetime | None
    overrun_seconds: int
    next_at: datetime | None
    warned_percent: int

    @property
    def open(self) -> bool:
        """Whether it is still to be kept."""
        return self.running or self.paused_at is not None

    def columns(self) -> dict[str, Any]:
        """The values by the name of their columns."""
        return {name: getattr(self, name) for name in COLUMNS}


COLUMNS = tuple(Standing.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Measure:
    """What one target of an order is measured by."""

    kind: TargetKind
    sla_id: int
    chosen_by: str
    seconds: int
    levels: Sequence[Level]
    hours: Hours


def stand(
    measure: Measure, marks: Sequence[Mark], now: datetime, before: Standing | None
) -> tuple[Standing, tuple[Level, ...]]:
    """How the promise stands at `now`, and the levels that are reached and were not acted on yet, lowest first.

    What only grows with the time is kept as it was before, so that nothing is written for that alone.
    """
    found = reckon(measure.kind, measure.seconds, measure.hours, marks, now)
    warned = _warned(measure, found, before)
    moments = _moments(measure, found, warned, now)
    reached = tuple(level for level, moment in moments if moment <= now)
    waiting = [moment for _, moment in moments]
    if found.state is State.DUE and found.deadline is not None:
        waiting.append(found.deadline)
    standing = Standing(
        sla_id=measure.sla_id,
        chosen_by=measure.chosen_by,
        state=found.state,
        running=found.running,
        started_at=found.started,
        target_seconds=found.target_seconds,
        used_seconds=found.used_seconds,
        held_seconds=found.held_seconds,
        reopened_seconds=found.reopened_seconds,
        deadline=found.deadline,
        paused_at=found.paused_since,
        met_at=found.met_at,
        overrun_seconds=found.overrun_seconds,
        next_at=_next(waiting, now, before),
        warned_percent=warned,
    )
    return (before if before is not None and _alike(standing, before) else standing), reached


def leading(standings: Mapping[TargetKind, Standing]) -> Standing | None:
    """The open promise that an order is listed by, completion first."""
    return next((standings[kind] for kind in LEADING if kind in standings and standings[kind].open), None)


def due_of(standings: Mapping[TargetKind, Standing], *, closed: bool, before: datetime | None) -> datetime | None:
    """Until when the order is promised; nothing while its clock stands still. What is closed keeps what it had."""
    if not closed:
        found = leading(standings)
        return None if found is None else found.deadline
    kept = [standings[kind].deadline for kind in LEADING if kind in standings]
    return next((deadline for deadline in kept if deadline is not None), before)


def changed(before: Standing | None, after: Standing | None, names: Iterable[str]) -> list[str]:
    """Those of the columns in which two standings differ; all of them if there is but one."""
    if before is after:
        return []
    if before is None or after is None:
        return list(names)
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def _warned(measure: Measure, found: Reckoning, before: Standing | None) -> int:
    """What was warned of; another SLA or a clock that began anew warns anew."""
    if before is None or before.sla_id != measure.sla_id or before.started_at != found.started:
        return 0
    return before.warned_percent


def _moments(measure: Measure, found: Reckoning, warned: int, now: datetime) -> list[tuple[Level, datetime]]:
    """When each level that was not acted on yet is reached, if the clock goes on running."""
    waiting = (level for level in measure.levels if level.percent > warned)
    moments = ((level, reaches(found, level.percent, measure.hours, now)) for level in waiting)
    return [(level, moment) for level, moment in moments if moment is not None]


def _next(waiting: Iterable[datetime], now: datetime, before: Standing | None) -> datetime | None:
    """When to look again; what waits to be looked at already keeps its moment."""
    found = min(waiting, default=None)
    if found is not None and found <= now and before is not None and before.next_at is not None:
        return min(found, before.next_at)
    return found


def _alike(one: Standing, other: Standing) -> bool:
    """Whether they differ in nothing but what grows by itself."""
    growing = ("used_seconds", "overrun_seconds") if one.running else ("held_seconds",) if one.open else ()
    return all(getattr(one, name) == getattr(other, name) for name in COLUMNS if name not in growing)
