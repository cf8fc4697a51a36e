"""The columns of the reports on agreements."""

from functools import partial

from app.reports.rows import OfAgreement, Renewing
from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.money import money, percent
from app.shared.times import Times
from domain.language import tr


def margin_columns(times: Times) -> tuple[Column[OfAgreement], ...]:
    return (
        Column("agreement", tr("Agreement"), _number, width=110, strong=True),
        Column("name", tr("Name"), _name, width=150, stretch=True, muted=True, tip=_name),
        Column("customer", tr("Customer"), _customer, width=150, tip=_customer),
        Column("fees", tr("Fees"), lambda each: times.number(each.row.fees), lambda each: each.row.fees, RIGHT, 70),
        Column(
            "fee_sales",
            tr("Sales of fees"),
            lambda each: money(each.row.fee_sales, each.row.currency, times),
            lambda each: each.row.fee_sales,
            RIGHT,
            126,
        ),
        Column(
            "orders", tr("Orders"), lambda each: times.number(each.row.orders), lambda each: each.row.orders, RIGHT, 76
        ),
        Column(
            "order_sales",
            tr("Sales of orders"),
            lambda each: money(each.row.order_sales, each.row.currency, times),
            lambda each: each.row.order_sales,
            RIGHT,
            126,
        ),
        Column("cost", tr("Cost"), partial(_cost, times), lambda each: each.row.cost, RIGHT, 126),
        Column("margin", tr("Margin"), partial(_margin, times), _left, RIGHT, 126, tone=_tone),
        Column(
            "percent",
            tr("Of sales"),
            lambda each: percent(each.row.result.percent, times),
            lambda each: each.row.result.percent,
            RIGHT,
            84,
            tone=_tone,
        ),
    )


def renewal_columns(_times: Times) -> tuple[Column[Renewing], ...]:
    return (
        Column("notice", tr("Notice until"), _notice, lambda each: each.row.due.notice_on, width=110, strong=True),
        Column("ends", tr("Ends on"), _ends, lambda each: each.row.due.ends_on, width=110),
        Column("agreement", tr("Agreement"), lambda each: each.row.number, width=110),
        Column("name", tr("Name"), lambda each: each.row.name, stretch=True, tip=lambda each: each.row.name),
        Column("customer", tr("Customer"), lambda each: each.row.customer, width=190, stretch=True, muted=True),
        Column("renewal", tr("Renewal"), lambda each: each.row.renewal, width=190, muted=True),
    )


def _number(each: OfAgreement) -> str:
    return each.row.number or tr("none")


def _name(each: OfAgreement) -> str:
    return each.row.name


def _customer(each: OfAgreement) -> str:
    return each.row.customer


def _cost(times: Times, each: OfAgreement) -> str:
    return money(each.row.cost, each.row.currency, times)


def _margin(times: Times, each: OfAgreement) -> str:
    return money(each.row.result.margin, each.row.currency, times)


def _left(each: OfAgreement) -> object:
    return each.row.result.margin


def _tone(each: OfAgreement) -> str:
    return "critical" if each.row.result.margin < 0 else ""


def _notice(each: Renewing) -> str:
    return short_day(each.row.due.notice_on)


def _ends(each: Renewing) -> str:
    return short_day(each.row.due.ends_on)
