"""What the million orders were billed with: an invoice for each customer and year."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from bench.bulk import Bulk
from domain.billing.model import Invoice, InvoiceKind, InvoiceLine, InvoiceStatus
from domain.store.numbering import number_series

YEARS = 10
NET, TAX = 1_350_000, 256_500
"""What one line comes to, in ten-thousandths."""


def fill_bills(filling: Bulk, now: datetime, customers: Sequence[int], is_open: Callable[[int], bool]) -> None:
    """Bill the one line of each order that is done; `customers` has that of each order, from the first one on."""
    share = -(-len(customers) // YEARS)
    piles: dict[tuple[int, int], list[int]] = {}
    for key, customer in enumerate(customers, 1):
        if not is_open(key):
            piles.setdefault(((key - 1) // share, customer), []).append(key)
    filling.insert(Invoice, _INVOICE, _invoices(filling, now, piles))
    filling.insert(InvoiceLine, _LINE, _lines(piles))
    filling.insert(number_series, ("name", "last"), [("invoice", len(piles))])


def _invoices(filling: Bulk, now: datetime, piles: dict[tuple[int, int], list[int]]) -> Iterator[tuple[Any, ...]]:
    for key, ((year, customer), lines) in enumerate(piles.items(), 1):
        at = now - timedelta(days=365 * (YEARS - year - 1))
        day, due = at.date().isoformat(), (at + timedelta(days=14)).date().isoformat()
        count, kind, status = len(lines), InvoiceKind.INVOICE.value, InvoiceStatus.ISSUED.value
        net, tax = count * NET, count * TAX
        yield key, f"INV-{key:06}", kind, status, customer, "EUR", filling.moment(at), day, due, net, tax, net + tax


def _lines(piles: dict[tuple[int, int], list[int]]) -> Iterator[tuple[Any, ...]]:
    for invoice, lines in enumerate(piles.values(), 1):
        for position, line in enumerate(lines, 1):
            yield invoice, position, line, line, "Work", 15_000, "h", 900_000, 190_000, NET


_INVOICE = (
    "id", "number", "kind", "status", "customer_id", "currency", "created_at", "issued_on", "due_on", "net", "tax",
    "total",
)  # fmt: skip
_LINE = (
    "invoice_id", "position", "order_line_id", "billed_line_id", "text", "quantity", "unit", "price", "tax_percent",
    "net",
)  # fmt: skip
