"""Two versions of rules or plans side by side, figure by figure."""

from collections.abc import Iterator

from app.commands.backtest_orders import Followed, total
from app.commands.backtest_tables import Rows, numbers, table, totals
from devices.backtest.order_scoring import OrderScore
from devices.backtest.scoring import Score
from domain.language import tr

Version = tuple[str, Rows, Followed | None]
"""Its name, what its alerts were worth, and what followed from them."""

Figures = dict[str, float | None]


def print_beside(one: Version, other: Version) -> None:
    """One line for each figure of each rule that both have, then of all rules."""
    lines = [[tr("Rule"), tr("Figure"), one[0], other[0], tr("Difference")]]
    others = dict(_figures(other))
    for rule, before in _figures(one):
        after = others.get(rule, {})
        lines += [
            [rule, figure, *numbers(value, after[figure], _difference(value, after[figure]))]
            for figure, value in before.items()
            if figure in after
        ]
    table(lines)


def _figures(version: Version) -> Iterator[tuple[str, Figures]]:
    _, rows, followed = version
    orders = {} if followed is None else followed.scores
    if len(rows) > 1:
        for rule, score in rows.items():
            yield rule, _of_alerts(score) | (_of_orders(orders[rule]) if rule in orders else {})
    yield tr("All"), _of_alerts(totals(rows)) | (_of_orders(total(orders)) if orders else {})


def _of_alerts(score: Score) -> Figures:
    return {
        tr("Alerts"): score.alerts,
        tr("Precision"): score.precision,
        tr("Recall"): score.recall,
        tr("Lead, hours"): score.lead_hours,
        tr("False per month"): score.false_per_month,
    }


def _of_orders(score: OrderScore) -> Figures:
    return {
        tr("Orders"): score.orders,
        tr("Orders that were hits"): score.hits,
        tr("Orders cancelled"): score.cancelled,
        tr("Lead of the first order, hours"): score.lead_hours,
        tr("False orders per month"): score.false_per_month,
    }


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before
