"""The reports on agreements: what they bring and cost, and which of them fall due."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from app.reports.agreement_columns import margin_columns, renewal_columns
from app.reports.margin_report import margin_words
from app.reports.report import Asked, Kind, Loaded, Report
from app.reports.rows import Ids, OfAgreement, Renewing
from app.shared.links import Link
from app.shared.times import Times
from domain.agreements.listing import renewals_due
from domain.language import tr, trn
from domain.orders.margin import Margin
from domain.reporting.agreement_margin import agreement_margin
from domain.reporting.exporting import Table
from domain.reporting.subscription_tables import agreement_margin_table, renewal_table

AHEAD = timedelta(days=730)
"""How far ahead renewals are looked for when any time is asked for: what renews itself does so for ever."""


def agreement_report(ids: Ids) -> Report:
    """Fees and work of each agreement against all cost of its orders."""

    def read(session: Session, asked: Asked) -> Loaded:
        found = agreement_margin(session, asked.since, asked.until, posted_only=asked.posted_only)
        return Loaded(asked, ids.agreements(found), len(found))

    return Report(
        kind=Kind.AGREEMENTS,
        words=frozenset({"period", "lines"}),
        columns=margin_columns,
        hint=tr("Fees count here by their first day, work by the day it was done. Esc shows the whole year."),
        read=read,
        table=_margins,
        sums=_sums,
        least={"orders": 1140, "fees": 1064, "name": 990, "order_sales": 846},
    )


def renewal_report(ids: Ids) -> Report:
    """The agreements for which something is to be decided, or that end."""

    def read(session: Session, asked: Asked) -> Loaded:
        found = renewals_due(session, *_days(asked))
        return Loaded(asked, ids.renewals(found), len(found))

    return Report(
        kind=Kind.RENEWALS,
        words=frozenset({"period"}),
        columns=renewal_columns,
        hint=tr("Agreements stand here by the last day for notice, or by their end. Esc shows the whole year."),
        read=read,
        table=_renewals,
        sums=_agreements,
        least={"renewal": 700, "customer": 560},
        opens=_agreement,
    )


def _margins(session: Session, asked: Asked) -> Table:
    return agreement_margin_table(session, asked.since, asked.until, posted_only=asked.posted_only)


def _renewals(session: Session, asked: Asked) -> Table:
    return renewal_table(session, *_days(asked))


def _days(asked: Asked) -> tuple[date, date]:
    return asked.since or asked.today, asked.until or asked.today + AHEAD


def _sums(rows: Sequence[OfAgreement], times: Times) -> Sequence[str]:
    found: dict[str, Margin] = {}
    for each in rows:
        before, own = found.get(each.row.currency, Margin()), each.row.result
        found[each.row.currency] = Margin(before.sales + own.sales, before.cost + own.cost)
    return [margin_words(total, currency, times) for currency, total in found.items()]


def _agreements(rows: Sequence[Renewing], _times: Times) -> Sequence[str]:
    count = len({each.row.agreement_id for each in rows})
    return [trn("{count} agreement falls due", "{count} agreements fall due", count)] if rows else []


def _agreement(row: Renewing) -> Link:
    return Link("agreements", row.row.agreement_id)
