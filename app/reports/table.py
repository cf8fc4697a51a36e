"""The columns of the margin report."""

from functools import partial

from app.reports.rows import Group
from app.shared.columns import RIGHT, Column
from app.shared.money import money, percent
from app.shared.times import Times
from domain.language import tr
from domain.reporting.order_margin import Grouping


def titles(by: Grouping) -> dict[str, str]:
    """What stands over the first two columns; the second has a title only where it has something to say."""
    beside = {
        Grouping.ORDER: tr("Work"),
        Grouping.CUSTOMER: tr("Number"),
        Grouping.AGREEMENT: tr("Name"),
        Grouping.ASSET_MODEL: "",
        Grouping.TECHNICIAN: tr("Level"),
    }
    return {"name": by.label, "detail": beside.get(by, "")}


def margin_columns(times: Times) -> tuple[Column[Group], ...]:
    named = titles(Grouping.CUSTOMER)
    return (
        Column("name", named["name"], _name, _order, stretch=True, strong=True, tip=_name),
        Column("detail", named["detail"], _detail, width=170, stretch=True, muted=True, tip=_detail),
        Column("orders", tr("Orders"), partial(_orders, times), lambda group: group.row.orders, RIGHT, 76),
        Column("lines", tr("Lines"), partial(_lines, times), lambda group: group.row.lines, RIGHT, 76),
        Column("sales", tr("Sales"), partial(_sales, times), lambda group: group.row.sales, RIGHT, 132),
        Column("cost", tr("Cost"), partial(_cost, times), lambda group: group.row.cost, RIGHT, 132),
        Column("margin", tr("Margin"), partial(_margin, times), lambda group: group.row.margin, RIGHT, 132, tone=_tone),
        Column(
            "percent", tr("Of sales"), partial(_share, times), lambda group: group.row.percent, RIGHT, 84, tone=_tone
        ),
    )


def _name(group: Group) -> str:
    return group.name


def _order(group: Group) -> tuple[str, str]:
    """Months in their order, names by their letters."""
    return group.row.name.casefold(), group.row.currency


def _detail(group: Group) -> str:
    return group.row.detail


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
