"""How `callout backtest` tells what it found: as tables for people, as one object for programs."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from devices.backtest.alert import PastAlert
from devices.backtest.scoring import Score
from devices.backtest.suggesting import Suggestion
from domain.clock import from_ms
from domain.language import figure, tr

Rows = Mapping[str, Score]
"""Scores by the name of the rule."""


def totals(rows: Rows) -> Score:
    """All rules together, over the time of one."""
    total = sum(rows.values(), Score())
    months = max((score.months for score in rows.values()), default=0.0)
    return Score(total.alerts, total.hits, total.troubles, total.foreseen, total.leads, months)


def print_scores(rows: Rows) -> None:
    """One line for each rule, and one for all."""
    heads = [tr("Rule"), tr("Alerts"), tr("Hits"), tr("Troubles"), tr("Foreseen"), tr("Precision"), tr("Recall")]
    heads += [tr("Lead, hours"), tr("False per month")]
    lines = [[name, *_cells(score)] for name, score in rows.items()]
    if len(rows) > 1:
        lines.append([tr("All"), *_cells(totals(rows))])
    table([heads, *lines])


def print_suggestions(found: Mapping[str, Suggestion | None]) -> None:
    """The limit of each rule, and between which limits it makes no difference."""
    heads = [tr("Rule"), tr("Limit"), tr("From"), tr("To")]
    lines = [
        [name, *(["–"] * 3 if each is None else numbers(each.limit, each.least, each.greatest))]
        for name, each in found.items()
    ]
    table([heads, *lines])


def print_alerts(alerts: Iterable[tuple[str, str, PastAlert]]) -> None:
    """One line for each alert: asset, rule, and the alert."""
    heads = [tr("Asset"), tr("Rule"), tr("Raised"), tr("Cleared"), tr("Count"), tr("Peak")]
    lines = [
        [asset, name, at_moment(each.raised), at_moment(each.cleared), str(each.count), *numbers(each.peak)]
        for asset, name, each in alerts
    ]
    table([heads, *lines])


def as_object(score: Score) -> dict[str, Any]:
    """The figures of a rule for programs."""
    return {
        "alerts": score.alerts,
        "hits": score.hits,
        "troubles": score.troubles,
        "foreseen": score.foreseen,
        "precision": score.precision,
        "recall": score.recall,
        "lead_hours": score.lead_hours,
        "false_per_month": score.false_per_month,
    }


def alert_object(asset: str, name: str, alert: PastAlert) -> dict[str, Any]:
    """An alert for programs; times are ISO 8601."""
    return {
        "asset": asset,
        "rule": name,
        "since": from_ms(alert.since).isoformat(),
        "raised": from_ms(alert.raised).isoformat(),
        "cleared": None if alert.cleared is None else from_ms(alert.cleared).isoformat(),
        "count": alert.count,
        "peak": alert.peak,
        "severity": alert.severity,
    }


def _cells(score: Score) -> list[str]:
    counts = [str(count) for count in (score.alerts, score.hits, score.troubles, score.foreseen)]
    return counts + numbers(score.precision, score.recall, score.lead_hours, score.false_per_month)


def numbers(*values: float | None) -> list[str]:
    """Figures for people; a dash where there is none."""
    return ["–" if value is None else figure(value, 2) for value in values]


def at_moment(at: int | None) -> str:
    """A time (ms) to the minute; a dash where there is none."""
    return "–" if at is None else from_ms(at).isoformat(" ", "minutes").removesuffix("+00:00")


def table(lines: Sequence[Sequence[str]]) -> None:
    """Columns as wide as they need to be, the first one to the left."""
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    for line in lines:
        others = (cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))
        sys.stdout.write("  ".join((line[0].ljust(widths[0]), *others)).rstrip() + "\n")
