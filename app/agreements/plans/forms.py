"""What the forms about plans ask, and how it becomes what the services want."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from app.agreements.plans.condition_forms import condition_draft, condition_fields, condition_values
from app.shared.date_fields import DateField, OptionalDateField
from app.shared.fields import ChoiceField, Field, NumberField, TextField
from app.shared.numbers import typed, written
from app.shared.search_choice import SearchChoiceField
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.device_queries import MetricRow
from domain.visits.asking_service import MeterDue
from domain.visits.basis import Basis
from domain.visits.combine import Combine
from domain.visits.plan_choices import Choices, PlanChoices
from domain.visits.plan_service import PlanDraft, PlanningDraft
from domain.visits.window import MOST_DAYS, ClosedPolicy, Window, WindowKind

NONE = "–"
Values = Mapping[str, Any]


def plan_fields(
    choices: PlanChoices, metrics: Sequence[MetricRow] = (), seen: PlanDraft | None = None
) -> tuple[Field, ...]:
    """When a line falls due, and what is done then by whom."""
    days = tr("days")
    return (
        SearchChoiceField(
            "interval", tr("Falls due"), [(None, tr("once, or by a meter or value alone")), *choices.intervals]
        ),
        DateField("anchor_on", tr("First day of the series")),
        *_meter_fields(choices),
        *condition_fields(metrics, seen.condition if seen else None),
        ChoiceField("basis", tr("Later visits follow"), [(each, each.label) for each in Basis]),
        OptionalDateField("last_done_on", tr("Last completion before the first visit"), tr("done on")),
        ChoiceField("window", tr("It may be"), [(each, each.label) for each in WindowKind]),
        NumberField("before", tr("Days before"), most=MOST_DAYS, unit=days),
        NumberField("after", tr("Days after"), most=MOST_DAYS, unit=days),
        ChoiceField("closed", tr("Where the day is closed"), [(each, each.label) for each in ClosedPolicy]),
        TextField("start_after", tr("Begins after"), tr("such as 07:30; empty for any time")),
        TextField("end_before", tr("Ends before"), tr("such as 15:00; empty for any time")),
        SearchChoiceField("task", tr("Service task"), _or_none(choices.tasks)),
        SearchChoiceField("technician", tr("Technician"), [(None, tr("that of the agreement")), *choices.technicians]),
        *_site_fields(choices),
    )


def plan_values(draft: PlanDraft | None, today: date) -> dict[str, Any]:
    """What a form begins with."""
    seen = draft or PlanDraft(today)
    window, meter = seen.window, seen.meter
    return {
        "interval": seen.interval_id,
        "anchor_on": seen.anchor_on,
        "meter": meter.meter_id if meter else None,
        "every_units": written(meter.every) if meter else "",
        "meter_tolerance": written(meter.tolerance) if meter else "",
        "units_at_last": written(meter.units_at_last) if meter else "",
        **condition_values(seen.condition),
        "basis": seen.basis,
        "last_done_on": seen.last_done_on,
        "window": window.kind,
        "before": float(window.before),
        "after": float(window.after),
        "closed": window.closed,
        "start_after": _written(window.start_after),
        "end_before": _written(window.end_before),
        "task": seen.task_id,
        "technician": seen.technician_id,
        "site": seen.site_id,
    }


def plan_draft(values: Values, seen: PlanDraft | None) -> PlanDraft:
    """The plan that is asked for; what the form did not ask stays as it was `seen`. Raises Refusal."""
    by_days = values["window"] is WindowKind.DAYS
    window = Window(
        kind=values["window"],
        before=int(values["before"]) if by_days else 0,
        after=int(values["after"]) if by_days else 0,
        start_after=_time(values["start_after"], "start_after"),
        end_before=_time(values["end_before"], "end_before"),
        closed=values["closed"],
    )
    return replace(
        seen or PlanDraft(values["anchor_on"]),
        anchor_on=values["anchor_on"],
        interval_id=values["interval"],
        basis=values["basis"],
        window=window,
        task_id=values["task"],
        technician_id=values["technician"],
        site_id=values.get("site"),
        last_done_on=values["last_done_on"],
        meter=_meter(values, seen),
        condition=condition_draft(values, seen.condition if seen else None),
    )


def planning_fields(calendars: Choices) -> tuple[Field, ...]:
    """How the visits of an agreement go together."""
    return (
        ChoiceField("combine", tr("Visits go on one order"), [(each, each.label) for each in Combine]),
        SearchChoiceField("calendar", tr("Open days"), [(None, tr("those of the default SLA")), *calendars]),
        TextField("days_ahead", tr("Orders are made ahead"), tr("days; empty for those of the parameters")),
    )


def planning_values(draft: PlanningDraft) -> dict[str, Any]:
    """What the form begins with."""
    ahead = "" if draft.days_ahead is None else str(draft.days_ahead)
    return {"combine": draft.combine, "calendar": draft.calendar_id, "days_ahead": ahead}


def planning_draft(values: Values) -> PlanningDraft:
    """What is asked for. Raises Refusal."""
    days = values["days_ahead"]
    if days and not days.isdecimal():
        raise Refusal(tr("Type a whole number of days."), field="days_ahead")
    return PlanningDraft(values["combine"], values["calendar"], int(days) if days else None)


def _meter_fields(choices: PlanChoices) -> tuple[Field, ...]:
    if not choices.meters:
        return ()
    return (
        SearchChoiceField("meter", tr("Or by a meter, whichever comes first"), _or_none(choices.meters)),
        TextField("every_units", tr("Every so many units"), tr("such as 500")),
        TextField("meter_tolerance", tr("Sooner or later by"), tr("units; empty for none")),
        TextField("units_at_last", tr("Its total when it was last done"), tr("units; empty for what was read then")),
    )


def _site_fields(choices: PlanChoices) -> tuple[Field, ...]:
    """The work is where the asset stands, where there is one."""
    return () if choices.with_asset else (SearchChoiceField("site", tr("Site"), _or_none(choices.sites)),)


def _meter(values: Values, seen: PlanDraft | None) -> MeterDue | None:
    before = None if seen is None else seen.meter
    if "meter" not in values:
        return before
    if values["meter"] is None:
        return None
    every, tolerance = typed(values["every_units"]) or 0, typed(values["meter_tolerance"]) or 0
    return MeterDue(values["meter"], every, tolerance, typed(values["units_at_last"]) or None)


def _time(entered: str, field: str) -> time | None:
    if not entered:
        return None
    try:
        return time.fromisoformat(entered if len(entered.partition(":")[0]) > 1 else f"0{entered}")
    except ValueError:
        raise Refusal(tr("Type a time such as 07:30."), field=field) from None


def _written(at: time | None) -> str:
    return "" if at is None else f"{at:%H:%M}"


def _or_none(choices: Choices) -> list[tuple[int | None, str]]:
    return [(None, NONE), *choices]
