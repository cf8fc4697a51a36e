"""The columns of all tables of billing."""

from decimal import Decimal
from functools import partial

from app.billing.rows import Entry, Pile, Ready, Result
from app.shared.chips import Chip
from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.money import bare, money, rate
from app.shared.times import Times
from domain.billing.posting_queries import PostingRow
from domain.billing.queries import BilledLine, InvoiceRow
from domain.language import tr

TONES = {"proposal": "info", "issued": "good", "credited": "neutral"}


def ready_columns(times: Times) -> tuple[Column[Ready], ...]:
    return (
        Column("number", tr("Order"), lambda each: each.row.number, width=96, strong=True),
        Column("title", tr("Work"), lambda each: each.row.title, stretch=True),
        Column("customer", tr("Customer"), lambda each: each.row.customer, width=190, muted=True),
        Column("stage", tr("Stage"), lambda each: each.row.stage, width=110, muted=True),
        Column("lines", tr("Open lines"), _lines, sort=lambda each: each.row.lines, width=84, align=RIGHT),
        Column(
            "signed",
            tr("Signed off"),
            lambda each: times.short(each.row.signed_off_at),
            sort=lambda each: each.row.signed_off_at,
            tip=lambda each: times.full(each.row.signed_off_at),
            width=130,
            muted=True,
        ),
    )


def _lines(each: Ready) -> str:
    return str(each.row.lines)


def result_columns() -> tuple[Column[Result], ...]:
    return (
        Column("order", tr("Order"), lambda each: each.number, width=110, strong=True),
        Column("result", tr("What became of it"), lambda each: each.sentence, stretch=True, chip=_result),
    )


def _result(each: Result) -> Chip:
    return Chip(each.sentence, "good" if each.posted else "major", soft=True)


def pile_columns(times: Times) -> tuple[Column[Pile], ...]:
    return (
        Column("customer", tr("Customer"), lambda each: each.row.customer, stretch=True, strong=True),
        Column("agreement", tr("Agreement"), lambda each: each.row.agreement, width=120, muted=True),
        Column("orders", tr("Orders"), lambda each: times.number(each.row.orders), _orders, RIGHT, 76),
        Column("lines", tr("Lines"), lambda each: times.number(each.row.lines), _pile_lines, RIGHT, 76),
        Column("fees", tr("Fees"), lambda each: times.number(each.row.fees), _fees, RIGHT, 76),
        Column(
            "net",
            tr("Without tax"),
            lambda each: money(each.row.net, each.row.currency, times),
            lambda each: each.row.net,
            RIGHT,
            130,
        ),
        Column("since", tr("Since"), lambda each: short_day(each.row.first_on), _first, width=110, muted=True),
    )


def _orders(each: Pile) -> int:
    return each.row.orders


def _pile_lines(each: Pile) -> int:
    return each.row.lines


def _fees(each: Pile) -> int:
    return each.row.fees


def _first(each: Pile) -> object:
    return each.row.first_on


def invoice_columns(times: Times) -> tuple[Column[InvoiceRow], ...]:
    total = partial(_total, times)
    return (
        Column("number", tr("Number"), lambda row: row.number or "–", width=100, strong=True),
        Column("status", tr("State"), lambda row: row.status.label, width=92, chip=_status),
        Column("kind", tr("Kind"), lambda row: row.kind.label, width=92, muted=True),
        Column("customer", tr("Customer"), lambda row: row.customer, stretch=True),
        Column(
            "issued",
            tr("Issued"),
            lambda row: short_day(row.issued_on),
            lambda row: row.issued_on,
            width=104,
            muted=True,
        ),
        Column("due", tr("Due"), lambda row: short_day(row.due_on), lambda row: row.due_on, width=104, muted=True),
        Column("total", tr("Total"), total, _signed, RIGHT, 120),
    )


def _total(times: Times, row: InvoiceRow) -> str:
    return money(_signed(row), row.currency, times)


def _signed(row: InvoiceRow) -> Decimal:
    """What the customer owes for it: less than nothing for a credit note."""
    return -row.total if row.kind.value == "credit_note" else row.total


def _status(row: InvoiceRow) -> Chip:
    return Chip(row.status.label, TONES[row.status.value], soft=True)


def bill_line_columns(times: Times) -> tuple[Column[BilledLine], ...]:
    return (
        Column("origin", tr("Belongs to"), lambda line: line.origin, width=96, strong=True, tip=_origin),
        Column("kind", tr("Kind"), _kind, width=64, muted=True),
        Column("text", tr("Text"), _billed_text, stretch=True, tip=_billed_text),
        Column("quantity", tr("Quantity"), partial(_quantity, times), lambda line: line.quantity, RIGHT, 70),
        Column("price", tr("Price"), lambda line: bare(line.price, line.currency, times), None, RIGHT, 78),
        Column("tax", tr("Tax"), lambda line: rate(line.tax_percent, times), None, RIGHT, 54),
        Column("net", tr("Without tax"), lambda line: bare(line.net, line.currency, times), None, RIGHT, 88),
    )


def _origin(line: BilledLine) -> str:
    return line.origin_name


def _kind(line: BilledLine) -> str:
    return tr("Work") if line.until is None else tr("Fee")


def _billed_text(line: BilledLine) -> str:
    text = line.text if line.until is None else f"{line.text} · {short_day(line.done_on)} – {short_day(line.until)}"
    return tr("Credited: {line}", line=text) if line.credited else text


def _quantity(times: Times, line: BilledLine) -> str:
    whole = line.quantity == line.quantity.to_integral_value()
    return f"{times.number(float(line.quantity), 0 if whole else 2)} {line.unit}"


def posting_columns(times: Times) -> tuple[Column[PostingRow], ...]:
    return (
        Column("number", tr("Posting"), lambda row: row.number, width=104, strong=True),
        Column("on", tr("Day"), lambda row: short_day(row.posted_on), lambda row: row.posted_on, width=104),
        Column("order", tr("Order"), lambda row: row.order, width=96),
        Column("by", tr("By"), lambda row: row.posted_by, width=90, muted=True),
        Column("state", tr("State"), posting_state, width=150, muted=True, stretch=True, tip=lambda row: row.remark),
        Column(
            "turnover",
            tr("Turnover"),
            lambda row: money(row.turnover, row.currency, times),
            lambda row: row.turnover,
            RIGHT,
            120,
        ),
    )


def posting_state(row: PostingRow) -> str:
    """Whether it takes another one back, or was taken back."""
    if row.reverses:
        return tr("takes back {number}", number=row.reverses)
    return tr("taken back by {number}", number=row.reversed_by) if row.reversed_by else ""


def entry_columns(times: Times) -> tuple[Column[Entry], ...]:
    return (
        Column("account", tr("Account"), lambda each: each.row.account, width=76, strong=True),
        Column(
            "text", tr("Line"), lambda each: each.row.text, stretch=True, muted=True, tip=lambda each: each.row.text
        ),
        Column("debit", tr("Debit"), partial(_side, times, debit=True), None, RIGHT, 110),
        Column("credit", tr("Credit"), partial(_side, times, debit=False), None, RIGHT, 110),
    )


def _side(times: Times, each: Entry, *, debit: bool) -> str:
    value = each.row.debit if debit else each.row.credit
    return money(value, each.currency, times) if value else ""
