"""The lists about money as tables to be exported: margin, articles, prices, postings, invoices."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from domain.billing.posting_queries import journal
from domain.billing.queries import invoices
from domain.catalogue.queries import articles
from domain.language import tr
from domain.orders.margin import Margin
from domain.pricing.queries import prices
from domain.reporting.exporting import Column, Table, Value, plain_money
from domain.reporting.order_margin import MarginSearch, margin_lines, order_margin

EVERY_BILL = 1_000_000


def margin_of_groups(session: Session, search: MarginSearch) -> Table:
    """The margin by what `search` compares."""
    columns = (
        Column(search.by.value, search.by.label),
        Column("detail", ""),
        Column("currency", tr("Currency")),
        Column("orders", tr("Orders")),
        Column("lines", tr("Lines")),
        *margin_columns(),
    )
    rows = (
        (row.name, row.detail, row.currency, row.orders, row.lines, *margin_figures(row.result))
        for row in order_margin(session, search)
    )
    return Table(tr("Service order margin"), columns, rows)


def margin_of_lines(session: Session, search: MarginSearch) -> Table:
    """The margin line by line."""
    columns = (
        Column("order", tr("Order")),
        Column("title", tr("Title")),
        Column("customer", tr("Customer")),
        Column("done_on", tr("Day")),
        Column("kind", tr("Kind")),
        Column("status", tr("Status")),
        Column("text", tr("Text")),
        Column("technician", tr("Technician")),
        Column("quantity", tr("Quantity")),
        Column("unit", tr("Unit")),
        Column("currency", tr("Currency")),
        *margin_columns(),
    )
    rows = (
        (
            line.order,
            line.title,
            line.customer,
            line.done_on,
            line.kind.value,
            line.status.value,
            line.text,
            line.technician,
            line.quantity.normalize(),
            line.unit,
            line.currency,
            *margin_figures(line.result),
        )
        for line in margin_lines(session, search)
    )
    return Table(tr("Service order margin"), columns, rows)


def article_table(session: Session) -> Table:
    """All articles."""
    columns = (
        Column("number", tr("Number")),
        Column("name", tr("Name")),
        Column("kind", tr("Kind")),
        Column("unit", tr("Unit")),
        Column("cost_price", tr("Cost price")),
        Column("sales_price", tr("Sales price")),
        Column("tax_percent", tr("Tax in percent")),
        Column("currency", tr("Currency")),
        Column("active", tr("In use")),
    )
    rows = (
        (
            row.number,
            row.name,
            row.kind.value,
            row.unit,
            plain_money(row.cost_price),
            plain_money(row.sales_price),
            row.tax_percent.normalize(),
            row.currency,
            row.active,
        )
        for row in articles(session)
    )
    return Table(tr("Articles"), columns, rows)


def price_table(session: Session) -> Table:
    """All price lists."""
    columns = (
        Column("name", tr("Name")),
        Column("kind", tr("Kind")),
        Column("article", tr("Article")),
        Column("customer", tr("Customer")),
        Column("agreement", tr("Agreement")),
        Column("technician_category", tr("Technician category")),
        Column("asset_model", tr("Asset model")),
        Column("valid_from", tr("From")),
        Column("valid_until", tr("Until")),
        Column("cost_price", tr("Cost price")),
        Column("sales_price", tr("Sales price")),
        Column("currency", tr("Currency")),
    )
    rows = (
        (
            row.name,
            row.kind.value,
            row.article,
            row.customer,
            row.agreement,
            row.technician_category,
            row.asset_model,
            row.valid_from,
            row.valid_until,
            plain_money(row.cost_price),
            plain_money(row.sales_price),
            row.currency,
        )
        for row in prices(session)
    )
    return Table(tr("Price lists"), columns, rows)


def posting_table(session: Session, since: date | None, until: date | None) -> Table:
    """Every entry that was booked on some days."""
    columns = (
        Column("posting", tr("Posting")),
        Column("posted_on", tr("Day")),
        Column("posted_by", tr("By")),
        Column("order", tr("Order")),
        Column("reverses", tr("Takes back")),
        Column("text", tr("Text")),
        Column("kind", tr("Kind")),
        Column("side", tr("Side")),
        Column("account", tr("Account")),
        Column("debit", tr("Debit")),
        Column("credit", tr("Credit")),
        Column("currency", tr("Currency")),
    )
    return Table(tr("Postings"), columns, _entries(session, since or date.min, until or date.max))


def invoice_table(session: Session) -> Table:
    """All bills and proposals."""
    columns = (
        Column("number", tr("Number")),
        Column("kind", tr("Kind")),
        Column("status", tr("Status")),
        Column("customer", tr("Customer")),
        Column("agreement", tr("Agreement")),
        Column("issued_on", tr("Issued on")),
        Column("due_on", tr("Due on")),
        Column("currency", tr("Currency")),
        Column("net", tr("Net")),
        Column("tax", tr("Tax")),
        Column("total", tr("Total")),
        Column("credits", tr("Credits")),
        Column("credited_by", tr("Credited by")),
    )
    rows = (
        (
            row.number,
            row.kind.value,
            row.status.value,
            row.customer,
            row.agreement,
            row.issued_on,
            row.due_on,
            row.currency,
            plain_money(row.net),
            plain_money(row.tax),
            plain_money(row.total),
            row.credits,
            row.credited_by,
        )
        for row in invoices(session, limit=EVERY_BILL)
    )
    return Table(tr("Invoices"), columns, rows)


def margin_columns() -> tuple[Column, ...]:
    """What a margin is told in."""
    return (
        Column("sales", tr("Sales")),
        Column("cost", tr("Cost")),
        Column("margin", tr("Margin")),
        Column("percent", tr("Margin in percent")),
    )


def margin_figures(result: Margin) -> tuple[Value, ...]:
    """A margin as `margin_columns` tell it."""
    return plain_money(result.sales), plain_money(result.cost), plain_money(result.margin), result.percent


def _entries(session: Session, since: date, until: date) -> Iterator[tuple[Value, ...]]:
    for row in journal(session, since, until):
        head = (row.number, row.posted_on, row.posted_by, row.order, row.reverses)
        for entry in row.entries:
            what = (
                entry.text,
                entry.kind.value,
                entry.side.value,
                entry.account,
                plain_money(entry.debit),
                plain_money(entry.credit),
            )
            yield (*head, *what, row.currency)
