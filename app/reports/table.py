"""The columns of the margin report."""

from functools import partial

from app.reports.rows import Group
from app.shared.columns import RIGHT, Column
from app.shared.money import money, percent
from app.shared.times import Times
from domain.language import tr


def margin_columns(times: Times) -> tuple[Column[Group], ...]:
    return (
        Column("name", tr("Compared"), group_name, stretch=True, strong=True, tip=group_name),
        Column("detail", "", lambda group: group.row.detail, width=170, muted=True, tip=lambda group: group.row.detail),
        Column("orders", tr("Orders"), partial(_orders, times), lambda group: group.row.orders, RIGHT, 76),
        Column("lines", tr("Lines"), partial(_lines, times), lambda group: group.row.lines, RIGHT, 76),
        Column("sales", tr("Sales"), partial(_sales, times), lambda group: group.row.sales, RIGHT, 132),
        Column("cost", tr("Cost"), partial(_cost, times), lambda group: group.row.cost, RIGHT, 132),
        Column("margin", tr("Margin"), partial(_margin, times), lambda group: group.row.margin, RIGHT, 132, tone=_tone),
        Column(
            "percent", tr("Of sales"), partial(_share, times), lambda group: group.row.percent, RIGHT, 84, tone=_tone
        ),
    )


def group_name(group: Group) -> str:
    """What a group is called; lines that belong to none say so."""
    return group.row.name or tr("none")


def _orders(times: Times, group: Group) -> str:
    return times.number(group.row.orders)


def _lines(times: Times, group: Group) -> str:
    return times.number(group.row.lines)


def _sales(times: Times, group: Group) -> str:
    return money(group.row.sales, group.row.currency, times)


def _cost(times: Times, group: Group) -> str:
    return money(group.row.cost, group.row.currency, times)


def _margin(times: Times, group: Group) -> str:
    return money(group.row.margin, group.row.currency, times)


def _share(times: Times, group: Group) -> str:
    return percent(group.row.percent, times)


def _tone(group: Group) -> str:
    return "critical" if group.row.margin < 0 else ""
