"""What of `callout backtest` is about orders: what is assumed, which plan answers, and how what followed is told."""

import argparse
import math
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from app.commands.backtest_tables import at_moment, numbers, table
from devices.backtest.aftermath import Aftermath, Answered, Assumed, Ended, PastOrder, PastStep
from devices.backtest.answering import follow
from devices.backtest.order_scoring import OrderScore, order_scores
from devices.backtest.scoring import Trial
from devices.backtest.source import Period, Source, alerts_of
from devices.backtest.stored import Stored
from domain.clock import from_ms
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring import plan_file
from domain.monitoring.plans.plan import Steps
from domain.monitoring.plans.wording import Names

REPLIES = {"succeeded": True, "failed": False, "none": None}

OrderRows = Mapping[str, OrderScore]
"""Scores by the name of the rule."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What would have followed from the alerts of some rules, and what it was worth."""

    aftermath: Aftermath
    scores: OrderRows


def assumed(words: argparse.Namespace) -> Assumed:
    """What the words say of a past that did not happen. Raises Refusal."""
    for length in (words.acknowledged, words.begun, words.open):
        if length is not None and not (math.isfinite(length) and length >= 0):
            raise Refusal(tr("The times that are assumed must be 0 or more."))
    return Assumed(words.acknowledged, words.begun, REPLIES[words.replies], words.open)


def is_plan(source: Source, name: str) -> bool:
    """Whether this is a plan of the store, or a file that holds one as it is exported."""
    if isinstance(source, Stored) and source.plan(name) is not None:
        return True
    try:
        content = msgspec.json.decode(Path(name).read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(content, dict) and content.get("callout") == "plan"


def plan_steps(source: Source, name: str) -> Steps:
    """The steps of a plan of the store, or of a file; tells which names of the file nobody has here. Raises Refusal."""
    stored = source.plan(name) if isinstance(source, Stored) else None
    if stored is not None:
        return stored
    try:
        plan = plan_file.read(Path(name).read_bytes())
    except OSError as error:
        raise Refusal(tr("“{file}” cannot be read: {reason}", file=name, reason=error.strerror or "")) from None
    names = source.names if isinstance(source, Stored) else Names()
    steps, missing = plan_file.steps_of(plan, names)
    if missing:
        told = tr("Nobody here knows {names}; the steps do without.", names=", ".join(missing))
        sys.stderr.write(f"callout: {told}\n")
    return steps


def answered_by(trials: Iterable[Trial], steps: Steps) -> list[Trial]:
    """The same rules, answered by a plan."""
    return [
        replace(trial, answer=msgspec.structs.replace(trial.answer, plan=steps, opens_order=False)) for trial in trials
    ]


def followed(
    source: Source, of_asset: Mapping[str, Sequence[Trial]], period: Period, horizon: int, words: argparse.Namespace
) -> Followed:
    """What would have followed; the rules may differ from asset to asset, but for what they do about alerts."""
    trials = next(iter(of_asset.values()))
    raised = (
        (number, asset, alert)
        for asset, own in of_asset.items()
        for number, trial in enumerate(own)
        if trial.among([asset])
        for alert in alerts_of(source, trial.definition, asset, period)
    )
    aftermath = follow(source, trials, raised, period.until, assumed(words))
    return Followed(aftermath, order_scores(source, trials, aftermath, period, horizon, of_asset))


def total(rows: OrderRows) -> OrderScore:
    """All rules together, over the time of one."""
    months = max((score.months for score in rows.values()), default=0.0)
    return replace(sum(rows.values(), OrderScore()), months=months)


def print_orders(rows: OrderRows) -> None:
    """One line for each rule, and one for all."""
    heads = [tr("Rule"), tr("Orders"), tr("Hits"), tr("Cancelled"), tr("Alerts joined"), tr("Gathered"), tr("Quiet")]
    heads += [tr("Lead, hours"), tr("False orders per month"), tr("Told")]
    lines = [[name, *_cells(score)] for name, score in rows.items()]
    if len(rows) > 1:
        lines.append([tr("All"), *_cells(total(rows))])
    table([heads, *lines])


def print_each_order(aftermath: Aftermath) -> None:
    """One line for each order."""
    heads = [tr("Asset"), tr("Rule"), tr("Opened"), tr("Closed"), tr("Ended"), tr("Alerts")]
    table([heads, *map(_order_cells, aftermath.orders)])


def followed_object(found: Followed) -> dict[str, Any]:
    """The figures of the orders, then every alert, order and step for programs; times are ISO 8601.

    Alerts are named by their place among those that are `answered`, orders by theirs.
    """
    return {
        "order_rules": {rule: _score_object(score) for rule, score in found.scores.items()},
        "order_all": _score_object(total(found.scores)),
        "answered": [_answered_object(each) for each in found.aftermath.alerts],
        "orders": [_order_object(each) for each in found.aftermath.orders],
        "steps": [_step_object(each) for each in found.aftermath.steps],
    }


def _score_object(score: OrderScore) -> dict[str, Any]:
    return {
        "orders": score.orders,
        "hits": score.hits,
        "cancelled": score.cancelled,
        "joined": score.joined,
        "gathered": score.gathered,
        "quiet": score.quiet,
        "reached": score.reached,
        "lead_hours": score.lead_hours,
        "false_per_month": score.false_per_month,
        "steps": dict(sorted(score.steps.items())),
    }


def _answered_object(answered: Answered) -> dict[str, Any]:
    return {
        "asset": answered.asset,
        "rule": answered.rule,
        "raised": from_ms(answered.alert.raised).isoformat(),
        "outcome": answered.outcome,
        "order": answered.order,
        "under": answered.under,
        "quiet": answered.quiet,
    }


def _order_object(order: PastOrder) -> dict[str, Any]:
    return {
        "asset": order.asset,
        "rule": order.rule,
        "priority": order.priority,
        "opened": from_ms(order.opened).isoformat(),
        "closed": None if order.closed is None else from_ms(order.closed).isoformat(),
        "ended": order.ended,
        "alerts": [joined.alert for joined in order.alerts],
    }


def _step_object(step: PastStep) -> dict[str, Any]:
    return {
        "at": from_ms(step.at).isoformat(),
        "alert": step.alert,
        "step": step.step,
        "name": step.name,
        "what": step.what,
        "how": step.how,
    }


def _cells(score: OrderScore) -> list[str]:
    counts = (score.orders, score.hits, score.cancelled, score.joined, score.gathered, score.quiet)
    told = ", ".join(f"{kind} {count}" for kind, count in sorted(score.steps.items()))
    return [*map(str, counts), *numbers(score.lead_hours, score.false_per_month), told or "–"]


def _order_cells(order: PastOrder) -> list[str]:
    span = at_moment(order.opened), at_moment(order.closed)
    return [order.asset, order.rule, *span, _ended(order.ended), str(len(order.alerts))]


def _ended(how: Ended | None) -> str:
    return {
        None: "–",
        Ended.MENDED: tr("mended"),
        Ended.EXPIRED: tr("expired"),
        Ended.CANCELLED: tr("cancelled"),
    }[how]
