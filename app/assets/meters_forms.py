"""What the forms about meters and readings ask, and how it becomes what the services want."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.shared.fields import ChoiceField, Field, MomentField, NumberField, TextField
from app.shared.numbers import typed, written
from domain.language import tr
from domain.meters.counter import Event
from domain.meters.reading_service import ReadingDraft
from domain.meters.service import MOST_DAYS, MeterDraft
from domain.monitoring.device_queries import MetricRow

ANEW = (Event.REPLACED, Event.RESET)
Values = Mapping[str, Any]


def meter_fields(metrics: Sequence[MetricRow], seen: MeterDraft | None) -> tuple[Field, ...]:
    """A counter, and what is known of how it runs."""
    reported = {metric.name: f"{metric.label} ({metric.name})" for metric in metrics}
    if seen is not None and seen.metric:
        reported.setdefault(seen.metric, seen.metric)
    return (
        TextField("name", tr("Name"), tr("such as running hours")),
        TextField("unit", tr("Unit"), tr("such as h, m³ or copies")),
        ChoiceField("metric", tr("Read by a device as"), [("", tr("by hand alone")), *sorted(reported.items())]),
        TextField("rolls_over_at", tr("Rolls over at"), tr("such as 100000, after which it shows 0; empty for never")),
        NumberField("averaging_days", tr("Averaged over the last"), least=1, most=MOST_DAYS, unit=tr("days")),
        TextField("least_a_day", tr("Never taken for less a day than"), tr("units; 0 for what is read")),
    )


def meter_values(draft: MeterDraft) -> dict[str, Any]:
    """What the form begins with."""
    return {
        "name": draft.name,
        "unit": draft.unit,
        "metric": draft.metric,
        "rolls_over_at": written(draft.rolls_over_at),
        "averaging_days": float(draft.averaging_days),
        "least_a_day": written(draft.least_a_day),
    }


def meter_draft(values: Values) -> MeterDraft:
    """The meter that is asked for."""
    return MeterDraft(
        name=values["name"],
        unit=values["unit"],
        metric=values["metric"],
        rolls_over_at=typed(values["rolls_over_at"]) if values["rolls_over_at"] else None,
        averaging_days=int(values["averaging_days"]),
        least_a_day=typed(values["least_a_day"] or "0"),
    )


def reading_fields(unit: str, events: Sequence[Event] = tuple(Event)) -> tuple[Field, ...]:
    """What a counter showed, when, and what had happened to it."""
    return (
        TextField("value", tr("It shows, in {unit}", unit=unit)),
        MomentField("taken_at", tr("Read at")),
        ChoiceField("event", tr("What happened"), [(event, event.label) for event in events]),
        TextField("left_at", tr("It showed before"), tr("empty where nobody knows")),
        TextField("began_at", tr("The new one began at")),
    )


def reading_values(taken_at: datetime, event: Event = Event.NONE) -> dict[str, Any]:
    """What the form for a new reading begins with."""
    return {"value": "", "taken_at": taken_at, "event": event, "left_at": "", "began_at": "0"}


def seen_values(draft: ReadingDraft) -> dict[str, Any]:
    """What the form to correct a reading begins with."""
    return {
        "value": written(draft.value),
        "taken_at": draft.taken_at,
        "event": draft.event,
        "left_at": written(draft.left_at),
        "began_at": written(draft.began_at),
    }


def reading_draft(values: Values) -> ReadingDraft:
    """The reading that is asked for."""
    return ReadingDraft(
        taken_at=values["taken_at"],
        value=typed(values["value"]),
        event=values["event"],
        left_at=typed(values["left_at"]) if values["left_at"] else None,
        began_at=typed(values["began_at"] or "0"),
    )


def corrected(values: Values, seen: ReadingDraft) -> ReadingDraft:
    """A reading as corrected; inputs show no seconds, so the moment is another one only where it was edited."""
    draft = reading_draft(values)
    same = draft.taken_at.replace(second=0, microsecond=0) == seen.taken_at.replace(second=0, microsecond=0)
    return replace(draft, taken_at=seen.taken_at) if same else draft
