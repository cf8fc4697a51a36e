"""Why an alert was raised and what was done about it, in sentences that a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.language import tr, trn
from domain.monitoring.decisions import Outcome
from domain.monitoring.definitions.condition import NoData
from domain.monitoring.definitions.definition import Definition, decode
from domain.monitoring.definitions.looking import leading
from domain.monitoring.definitions.wording import describe, number
from domain.monitoring.trouble_words import larger_trouble, standing_under
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class Figures:
    """What the readings of an alert came to, in the unit of the metric."""

    count: int
    first_value: float | None
    last_value: float | None
    peak_value: float | None


def explain(decision: Mapping[str, Any], figures: Figures, gathered: int = 0) -> tuple[str, ...]:
    """Rule, readings, decision, what was merged and what stands under it, one sentence each."""
    if not decision:
        return ()
    definition = decode(decision["definition"])
    unit = str(decision["unit"])
    sentences = [
        tr(
            "Rule “{rule}”: {condition}.",
            rule=decision["rule"],
            condition=describe(definition, decision["metric"], unit),
        ),
        _readings(definition, figures, unit, str(decision["device"])),
        larger_trouble(decision) or _decided(decision),
        _merged(decision, figures),
        standing_under(decision, gathered),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def _readings(definition: Definition, figures: Figures, unit: str, device: str) -> str:
    if isinstance(leading(definition), NoData):
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
    if plan := decision.get("plan"):
        return _by_plan(decision, outcome, plan)
    if outcome is Outcome.NONE:
        return tr("No order: the rule only warns.")
    if outcome is Outcome.JOINED:
        return tr("No new order: {order} of an earlier alert of this rule is still open and covers it.", **values)
    return _opened(decision)


def _by_plan(decision: Mapping[str, Any], outcome: Outcome, plan: str) -> str:
    """A plan sees to orders; what it has done so far."""
    if outcome is Outcome.JOINED:
        return tr("The plan “{plan}” joined it to order {order} of the asset.", plan=plan, order=decision["order"])
    answers = tr("The plan “{plan}” answers it, and sees to an order if one is needed.", plan=plan)
    return _opened(decision) if outcome is Outcome.OPENED else answers


def _opened(decision: Mapping[str, Any]) -> str:
    opened = tr(
        "Order {order} opened with priority {priority}.",
        priority=Priority(decision["priority"]).label,
        order=decision["order"],
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
