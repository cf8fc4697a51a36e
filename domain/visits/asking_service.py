"""The meter or the condition of a plan: what is asked for, checked and put there."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import func, select

from domain.agreements.model import Agreement, AgreementLine
from domain.errors import Refusal
from domain.language import figure, tr
from domain.meters.model import Meter
from domain.meters.standing import standings
from domain.money import PLACES, exact
from domain.parties import checks
from domain.store.unit_of_work import UnitOfWork
from domain.visits.condition_due import Threshold, check_threshold
from domain.visits.model import Visit, VisitCondition, VisitPlan


@dataclass(frozen=True, slots=True)
class MeterDue:
    """Due each so many units of a meter, a tolerance sooner or later.

    `units_at_last` is its total when the work was last done; left empty, that follows from the readings.
    """

    meter_id: int
    every: Decimal | int | str
    tolerance: Decimal | int | str = 0
    units_at_last: Decimal | int | str | None = None


@dataclass(frozen=True, slots=True)
class ConditionDue:
    """Due when a value of the asset stays beyond a limit for a time; it can ask again once it is back by the gap."""

    metric: str
    limit: Decimal | int | str
    above: bool = True
    hold: timedelta = timedelta(0)
    gap: Decimal | int | str = 0


def fill_meter(work: UnitOfWork, line: AgreementLine, plan: VisitPlan, draft: MeterDue | None) -> None:
    """Let a plan go by a meter of the asset of its line, or by none any more."""
    plan.meter_id, plan.every_units, plan.meter_tolerance, plan.units_at_last = None, None, Decimal(0), None
    if draft is None:
        return
    meter = work.get(Meter, draft.meter_id)
    if meter.asset_id != line.asset_id:
        raise Refusal(tr("{name} is not a meter of the asset of this line.", name=meter.name), field="meter")
    every, tolerance = exact(draft.every, "every_units"), exact(draft.tolerance, "meter_tolerance")
    if every <= 0:
        raise Refusal(tr("The units from one visit to the next must be more than 0."), field="every_units")
    if not 0 <= tolerance < every:
        sentence = tr("The tolerance must be less than the units from one visit to the next.")
        raise Refusal(sentence, field="meter_tolerance")
    plan.meter_id, plan.every_units, plan.meter_tolerance = meter.id, every, tolerance
    plan.units_at_last = _units_at_last(work, meter, draft)


def set_condition(work: UnitOfWork, agreement: Agreement, plan: VisitPlan, draft: ConditionDue | None) -> bool:
    """Let a plan watch a value, or none any more; says whether anything is different now."""
    there = plan.condition
    if draft is None:
        if there is not None:
            work.session.delete(there)
            work.note("visit_condition.removed", there)
        return there is not None
    if agreement.folder_id is None and plan.agreement_line.asset_id is None:
        raise Refusal(tr("The line names no asset, so nothing measures a value."), field="metric")
    metric, threshold = _checked(draft)
    if there is not None and (there.metric, threshold_of(there)) == (metric, threshold):
        return False
    condition = there or VisitCondition(visit_plan_id=plan.id, times=_times(work, plan))
    condition.metric, condition.limit, condition.above = metric, threshold.limit, threshold.above
    condition.hold_seconds, condition.gap = int(threshold.hold.total_seconds()), threshold.gap
    condition.since, condition.asked, condition.seen_until = None, False, work.now
    if there is None:
        work.add(condition, "visit_condition.set")
    else:
        work.note("visit_condition.changed", condition)
    return True


def meter_due(plan: VisitPlan) -> MeterDue | None:
    """The meter of a plan as it would be asked for."""
    if plan.meter_id is None or plan.every_units is None:
        return None
    return MeterDue(plan.meter_id, plan.every_units, plan.meter_tolerance, plan.units_at_last)


def condition_due(plan: VisitPlan) -> ConditionDue | None:
    """The condition of a plan as it would be asked for."""
    found = plan.condition
    if found is None:
        return None
    return ConditionDue(found.metric, found.limit, found.above, timedelta(seconds=found.hold_seconds), found.gap)


def threshold_of(condition: VisitCondition) -> Threshold:
    """The limit that a condition watches."""
    hold = timedelta(seconds=condition.hold_seconds)
    return Threshold(condition.limit, condition.above, hold, condition.gap)


def _units_at_last(work: UnitOfWork, meter: Meter, draft: MeterDue) -> Decimal | None:
    if draft.units_at_last is None:
        return None
    units = exact(draft.units_at_last, "units_at_last")
    standing = standings(work.session, [meter.id]).get(meter.id)
    if standing is not None and units > standing.last.total:
        total = figure(float(standing.last.total), PLACES)
        raise Refusal(tr("The total of this meter is {total} until now.", total=total), field="units_at_last")
    return units


def _checked(draft: ConditionDue) -> tuple[str, Threshold]:
    metric = checks.name(draft.metric, "metric")
    threshold = Threshold(exact(draft.limit, "limit"), draft.above, draft.hold, exact(draft.gap, "gap"))
    check_threshold(threshold)
    return metric, threshold


def _times(work: UnitOfWork, plan: VisitPlan) -> int:
    """How often the line was asked of until now, so that no visit gets a number that there is already."""
    numbers = select(func.max(Visit.occurrence)).where(Visit.agreement_line_id == plan.agreement_line_id)
    return work.session.scalar(numbers) or 0
