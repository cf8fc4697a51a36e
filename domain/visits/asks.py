"""What meters and conditions ask of lines, read for many lines at once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.meters.model import Meter
from domain.meters.standing import Standing, standings, totals_at
from domain.visits.asking import Asked, ByCondition, by_meter
from domain.visits.made import Made
from domain.visits.meter_due import MeterUse
from domain.visits.model import VisitCondition, VisitPlan

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Asking:
    """A line with its plan, the zone of its site, the day from which it holds, and what became of its visits."""

    plan: VisitPlan
    zone: ZoneInfo
    holds_from: date
    made: Made

    @property
    def done_before(self) -> bool:
        """Whether the work was last done before there were visits, or by none of them."""
        last = self.made.last_done
        return last is None or (self.plan.last_done_on is not None and self.plan.last_done_on > last)

    @property
    def since(self) -> datetime:
        """The moment from which units count: that of the last completion, else the beginning of the series."""
        if not self.done_before and self.made.last_done_at is not None:
            return self.made.last_done_at
        if self.plan.last_done_on is not None:
            return datetime.combine(self.plan.last_done_on + timedelta(1), time(), self.zone)
        return datetime.combine(self.plan.anchor_on, time(), self.zone)


def read_asks(session: Session, lines: Iterable[Asking]) -> dict[int, Asked]:
    """What is asked for now, by agreement line."""
    some = list(lines)
    found = _by_meters(session, [line for line in some if line.plan.meter_id is not None])
    found |= _by_conditions(session, [line for line in some if line.plan.on_condition])
    return {line.plan.agreement_line_id: _held(found[key], line) for line in some if (key := line.plan.id) in found}


def _by_meters(session: Session, lines: Sequence[Asking]) -> dict[int, Asked]:
    if not lines:
        return {}
    meter_ids = {line.plan.meter_id for line in lines if line.plan.meter_id is not None}
    units = dict(iter(session.execute(select(Meter.id, Meter.unit).where(Meter.id.in_(meter_ids)))))
    standing = standings(session, meter_ids)
    moments = {(line.plan.meter_id or 0, line.since) for line in lines}
    totals = totals_at(session, moments, standing)
    found = {}
    for line in lines:
        key = line.plan.meter_id or 0
        if key in standing:
            asked = by_meter(_use(line, standing[key], totals), units[key])
            if asked is not None:
                found[line.plan.id] = asked
    return found


def _use(line: Asking, standing: Standing, totals: Mapping[tuple[int, datetime], Decimal]) -> MeterUse:
    plan, read_at, total = line.plan, standing.last.at, standing.last.total
    begun = totals[plan.meter_id or 0, line.since]
    if line.done_before and plan.units_at_last is not None:
        begun = plan.units_at_last
    elif line.since > read_at:
        read_at, total = line.since, begun
    return MeterUse(
        read_on=read_at.astimezone(line.zone).date(),
        total=total,
        per_day=standing.per_day,
        used=max(ZERO, total - begun),
        every=(plan.every_units or ZERO) * (1 + line.made.passed),
        tolerance=plan.meter_tolerance,
        times_done=line.made.asked,
    )


def _by_conditions(session: Session, lines: Sequence[Asking]) -> dict[int, Asked]:
    if not lines:
        return {}
    keys = [line.plan.id for line in lines]
    statement = select(VisitCondition).where(VisitCondition.visit_plan_id.in_(keys), VisitCondition.due_on.is_not(None))
    conditions = {each.visit_plan_id: each for each in session.scalars(statement)}
    return {
        line.plan.id: Asked(day, found.times, day, day, ByCondition(found.metric, found.limit, found.above))
        for line in lines
        if (found := conditions.get(line.plan.id)) is not None and (day := _pending(found, line)) is not None
    }


def _pending(condition: VisitCondition, line: Asking) -> date | None:
    """The day on which it asked, unless that was answered by a visit or by work done since."""
    if condition.times <= line.made.asked or condition.due_on is None:
        return None
    done = line.made.last_done_at
    again = done is not None and condition.asked and condition.since is not None and condition.since > done
    last = max((day for day in (line.made.last_done, line.plan.last_done_on) if day is not None), default=None)
    return condition.due_on if last is None or condition.due_on > last or again else None


def _held(asked: Asked, line: Asking) -> Asked:
    """Nothing is due before the line holds."""
    first = line.holds_from
    if asked.due >= first:
        return asked
    return replace(asked, due=first, earliest=first, latest=max(first, asked.latest))
