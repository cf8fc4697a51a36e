"""The part of the form about a plan that asks for a value to be watched."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from app.shared.fields import ChoiceField, Field, NumberField, TextField
from app.shared.numbers import typed, written
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.monitoring.device_queries import MetricRow
from domain.visits.asking_service import ConditionDue

OF_A_VALUE = ("above", "limit", "hold", "gap")
MINUTE = 60
MOST_MINUTES = 60 * 24 * 366
NONE = "–"


def condition_fields(metrics: Sequence[MetricRow], seen: ConditionDue | None) -> tuple[Field, ...]:
    """A value that a device of the asset measures, and the limit it must not stay beyond."""
    measured = {metric.name: f"{metric.label} ({metric.name})" for metric in metrics}
    if seen is not None:
        measured.setdefault(seen.metric, seen.metric)
    if not measured:
        return ()
    return (
        SearchChoiceField(
            "metric", tr("Or when a value stays beyond a limit"), [(None, NONE), *sorted(measured.items())]
        ),
        ChoiceField("above", tr("It stays"), [(True, tr("above the limit")), (False, tr("below the limit"))]),
        TextField("limit", tr("Limit"), tr("in the unit of the value")),
        NumberField("hold", tr("For at least"), most=MOST_MINUTES, unit=tr("minutes")),
        TextField("gap", tr("It asks again once it was back by"), tr("units; empty for none")),
    )


def condition_values(seen: ConditionDue | None) -> dict[str, Any]:
    """What the form begins with."""
    draft = seen or ConditionDue("", 0)
    return {
        "metric": draft.metric or None,
        "above": draft.above,
        "limit": written(seen.limit) if seen else "",
        "hold": draft.hold.total_seconds() / MINUTE,
        "gap": written(seen.gap) if seen else "",
    }


def condition_draft(values: Mapping[str, Any], seen: ConditionDue | None) -> ConditionDue | None:
    """The condition that is asked for; where the form did not ask, it stays as it was `seen`."""
    if "metric" not in values:
        return seen
    if values["metric"] is None:
        return None
    return ConditionDue(
        metric=values["metric"],
        limit=typed(values["limit"]),
        above=values["above"],
        hold=timedelta(minutes=values["hold"]),
        gap=typed(values["gap"]) or 0,
    )
