"""The columns of the lines of an agreement with their plans, and the plan in words."""

from app.shared.columns import Column
from app.shared.days import short_day
from domain.language import figure, tr, trn
from domain.money import PLACES
from domain.visits.basis import Basis
from domain.visits.queries import PlanRow
from domain.visits.window import Window, WindowKind

#: The columns that give way, and the pixels of the table below which they do.
LEAST = {"who": 760, "task": 620}


def plan_columns() -> tuple[Column[PlanRow], ...]:
    """Every line, also those that never fall due."""
    return (
        Column("line", tr("Service"), lambda row: row.line, width=170, strong=True, tip=lambda row: row.name),
        Column("asset", tr("Asset"), _where, width=120, tip=_where),
        Column("plan", tr("Falls due"), plan_words, width=190, stretch=True, tip=plan_words, tone=_tone),
        Column("task", tr("Task"), lambda row: row.task, width=120, muted=True),
        Column("who", tr("Technician"), lambda row: row.technician, width=110, muted=True),
    )


def plan_words(row: PlanRow) -> str:
    """When a line falls due, in one line."""
    if row.stopped:
        return tr("stopped")
    draft = row.draft
    if draft is None:
        return tr("never")
    often = row.interval or ("" if draft.is_asked_for else tr("once"))
    asked = (_meter(row), _value(row))
    parts = [part for part in (often, *asked) if part]
    begins = tr("from {day}", day=short_day(draft.anchor_on))
    floating = tr("from the last completion") if draft.basis is Basis.FLOATING else ""
    told = (tr(" or ").join(parts), begins, floating, window_words(draft.window))
    return " · ".join(part for part in told if part)


def window_words(window: Window) -> str:
    """On which days and at what time it may be, where that is not just the day."""
    days = window.kind.label if window.kind is not WindowKind.EXACT else ""
    if window.kind is WindowKind.DAYS:
        before = trn("{count} day before", "{count} days before", window.before)
        after = trn("{count} day after", "{count} days after", window.after)
        days = tr("{before}, {after}", before=before, after=after)
    begins = tr("after {time}", time=f"{window.start_after:%H:%M}") if window.start_after else ""
    ends = tr("until {time}", time=f"{window.end_before:%H:%M}") if window.end_before else ""
    return ", ".join(part for part in (days, begins, ends) if part)


def _where(row: PlanRow) -> str:
    return row.asset or row.site


def _meter(row: PlanRow) -> str:
    if row.draft is None or row.draft.meter is None:
        return ""
    return tr("every {units} units of its meter", units=figure(float(row.draft.meter.every), PLACES))


def _value(row: PlanRow) -> str:
    condition = None if row.draft is None else row.draft.condition
    if condition is None:
        return ""
    limit = figure(float(condition.limit), PLACES)
    if condition.above:
        return tr("when {metric} stays above {limit}", metric=condition.metric, limit=limit)
    return tr("when {metric} stays below {limit}", metric=condition.metric, limit=limit)


def _tone(row: PlanRow) -> str:
    return "minor" if row.draft is None or row.stopped else ""
