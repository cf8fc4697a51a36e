"""Why an alert was raised and what was done about it, in sentences that a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.language import figure, tr, trn
from domain.monitoring.conditions import Condition, NoData, Side, decode
from domain.monitoring.decisions import Outcome
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class Figures:
    """What the readings of an alert came to, in the unit of the metric."""

    count: int
    first_value: float | None
    last_value: float | None
    peak_value: float | None


def explain(decision: Mapping[str, Any], figures: Figures) -> tuple[str, ...]:
    """Rule, readings, decision and what was merged, one sentence each."""
    if not decision:
        return ()
    condition = decode(decision["condition"])
    unit = str(decision["unit"])
    sentences = [
        tr(
            "Rule “{rule}”: {condition}.",
            rule=decision["rule"],
            condition=describe(condition, decision["metric"], unit),
        ),
        _readings(condition, figures, unit, str(decision["device"])),
        _decided(decision),
        _merged(decision, figures),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def describe(condition: Condition, metric: str = "", unit: str = "") -> str:
    """A condition in words; `metric` is the label people know it by."""
    if isinstance(condition, NoData):
        what = metric or condition.metric or tr("any metric")
        return tr("no reading of {metric} for {time}", metric=what, time=span(condition.silence))
    values = {"metric": metric or condition.metric, "limit": number(condition.limit, unit)}
    beyond = (
        tr("{metric} above {limit}", **values)
        if condition.side is Side.ABOVE
        else tr("{metric} below {limit}", **values)
    )
    lasting = tr(" for {time}", time=span(condition.duration)) if condition.duration else ""
    return beyond + lasting


def number(value: float | None, unit: str = "") -> str:
    """A value with at most two decimals and its unit."""
    if value is None:
        return "–"
    return f"{figure(value, 2)} {unit}".rstrip()


def span(seconds: float) -> str:
    """A length of time in words."""
    if seconds < 120:  # noqa: PLR2004  # up to two minutes people think in seconds
        return trn("{count} second", "{count} seconds", round(seconds))
    if seconds < 7200:  # noqa: PLR2004  # up to two hours people think in minutes
        return trn("{count} minute", "{count} minutes", round(seconds / 60))
    return trn("{count} hour", "{count} hours", round(seconds / 3600))


def _readings(condition: Condition, figures: Figures, unit: str, device: str) -> str:
    if isinstance(condition, NoData):
        return tr("Device {device} was silent.", device=device)
    return trn(
        "{count} reading of device {device}: first {first}, last {last}, peak {peak}.",
        "{count} readings of device {device}: first {first}, last {last}, peak {peak}.",
        figures.count,
        device=device,
        first=number(figures.first_value, unit),
        last=number(figures.last_value, unit),
        peak=number(figures.peak_value, unit),
    )


def _decided(decision: Mapping[str, Any]) -> str:
    values = {"order": decision["order"]}
    outcome = Outcome(decision["outcome"])
    if refused := decision.get("refused"):
        return tr("No order could be opened: {reason}", reason=refused)
    if outcome is Outcome.NONE:
        return tr("No order: the rule only warns.")
    if outcome is Outcome.JOINED:
        return tr("No new order: {order} of an earlier alert of this rule is still open and covers it.", **values)
    opened = tr(
        "Order {order} opened with priority {priority}.",
        priority=Priority(decision["priority"]).label,
        **values,
    )
    skills = tr(" Skill needed: {skills}.", skills=", ".join(decision["skills"])) if decision["skills"] else ""
    return opened + skills


def _merged(decision: Mapping[str, Any], figures: Figures) -> str:
    folded = trn(
        "{count} further reading was folded into this alert.",
        "{count} further readings were folded into this alert.",
        figures.count - 1,
    )
    others = decision["also_open"]
    beside = tr("Also open on this asset: {rules}.", rules=", ".join(others)) if others else ""
    return " ".join(part for part in (folded if figures.count > 1 else "", beside) if part)
