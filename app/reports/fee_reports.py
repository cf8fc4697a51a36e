"""The reports on fees of subscriptions: as transactions, and by what of them is billed, earned and deferred."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from sqlalchemy.orm import Session

from app.reports.fee_columns import fee_columns, transaction_columns
from app.reports.report import Asked, Kind, Loaded, Report
from app.shared.links import Link
from app.shared.money import money
from app.shared.times import Times
from domain.language import tr
from domain.reporting.exporting import Table
from domain.reporting.fee_transactions import FeeSearch, FeeTransaction, count_fees, fee_transactions
from domain.reporting.subscription_tables import fee_table, transaction_table
from domain.subscriptions.model import FeeStatus

WORDS = frozenset({"period", "status"})
ZERO = Decimal(0)


def transaction_report() -> Report:
    """Fees by subscription and time, with their state and their invoice."""
    return Report(
        kind=Kind.TRANSACTIONS,
        words=WORDS,
        columns=transaction_columns,
        hint=_hint(),
        read=_read,
        table=_transactions,
        sums=_sums_of_transactions,
        least={"credit_note": 1480, "price": 1400, "agreement": 1300, "kind": 1000, "customer": 880, "issued": 780},
        opens=_subscription,
    )


def fee_report() -> Report:
    """Fees with what of them is billed, earned and deferred."""
    return Report(
        kind=Kind.FEES,
        words=WORDS,
        columns=fee_columns,
        hint=_hint(),
        read=_read,
        table=_fees,
        sums=_sums_of_fees,
        least={"agreement": 1200, "status": 1060, "customer": 960, "amount": 780},
        opens=_subscription,
    )


def _hint() -> str:
    return tr("Fees of subscriptions count here by their first day. Esc shows the whole year.")


def _search(asked: Asked) -> FeeSearch:
    return FeeSearch(asked.since, asked.until, asked.statuses)


def _read(session: Session, asked: Asked) -> Loaded:
    search = _search(asked)
    return Loaded(asked, tuple(fee_transactions(session, search)), count_fees(session, search))


def _transactions(session: Session, asked: Asked) -> Table:
    return transaction_table(session, _search(asked))


def _fees(session: Session, asked: Asked) -> Table:
    return fee_table(session, _search(asked))


def _subscription(row: FeeTransaction) -> Link:
    return Link("subscriptions", row.subscription_id)


def _sums_of_transactions(rows: Sequence[FeeTransaction], times: Times) -> Sequence[str]:
    return [
        tr(
            "Open {open} · invoiced {invoiced}",
            open=money(sum((row.amount for row in mine if row.status is FeeStatus.OPEN), ZERO), currency, times),
            invoiced=money(sum((row.billed for row in mine), ZERO), currency, times),
        )
        for currency, mine in _by_currency(rows).items()
    ]


def _sums_of_fees(rows: Sequence[FeeTransaction], times: Times) -> Sequence[str]:
    return [
        tr(
            "Billed {billed} · earned {earned} · deferred {deferred}",
            billed=money(sum((row.billed for row in mine), ZERO), currency, times),
            earned=money(sum((row.earned for row in mine), ZERO), currency, times),
            deferred=money(sum((row.deferred for row in mine), ZERO), currency, times),
        )
        for currency, mine in _by_currency(rows).items()
    ]


def _by_currency(rows: Sequence[FeeTransaction]) -> Mapping[str, list[FeeTransaction]]:
    found: dict[str, list[FeeTransaction]] = {}
    for row in rows:
        found.setdefault(row.currency, []).append(row)
    return found
