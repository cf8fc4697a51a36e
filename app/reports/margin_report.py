"""The report on what service orders brought and cost, by whatever is compared."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from app.reports.report import Asked, Kind, Loaded, Report
from app.reports.rows import Group, Ids, sums
from app.reports.table import margin_columns, titles
from app.shared.money import money, percent
from app.shared.times import Times
from domain.language import tr
from domain.orders.margin import Margin
from domain.reporting.exporting import Table
from domain.reporting.money_tables import margin_of_groups, margin_of_lines
from domain.reporting.order_margin import MarginSearch, order_margin


def margin_report(ids: Ids) -> Report:
    """By order, customer, agreement and so on; its lines can be exported as well."""

    def read(session: Session, asked: Asked) -> Loaded:
        rows = ids.groups(order_margin(session, _search(asked)), asked.by)
        return Loaded(asked, rows, len(rows))

    return Report(
        kind=Kind.MARGIN,
        words=frozenset({"by", "period", "lines"}),
        columns=margin_columns,
        hint=tr("Lines of orders count here by the day of the work. Esc shows the whole year by customer."),
        read=read,
        table=_groups,
        lines=_lines,
        sums=_sums,
        least={"detail": 900, "lines": 760, "orders": 680, "cost": 600},
        titles=_titles,
    )


def margin_words(total: Margin, currency: str, times: Times) -> str:
    """A margin in one line."""
    return tr(
        "Sales {sales} · cost {cost} · margin {margin} · {percent}",
        sales=money(total.sales, currency, times),
        cost=money(total.cost, currency, times),
        margin=money(total.margin, currency, times),
        percent=percent(total.percent, times) or "–",
    )


def _search(asked: Asked) -> MarginSearch:
    return MarginSearch(asked.by, asked.since, asked.until, posted_only=asked.posted_only)


def _groups(session: Session, asked: Asked) -> Table:
    return margin_of_groups(session, _search(asked))


def _lines(session: Session, asked: Asked) -> Table:
    return margin_of_lines(session, _search(asked))


def _titles(asked: Asked) -> Mapping[str, str]:
    return titles(asked.by)


def _sums(rows: Sequence[Group], times: Times) -> Sequence[str]:
    return [margin_words(each, currency, times) for currency, each in sums(rows).items()]
