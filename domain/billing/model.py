"""Postings as double entry, invoices and credit notes."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.catalogue.model import LineKind
from domain.language import tr
from domain.orders.content import OrderLine
from domain.orders.model import Order
from domain.parties.model import Customer
from domain.store.base import Entity, choice
from domain.store.versions import Versioned
from domain.subscriptions.model import Fee


class Side(StrEnum):
    """What an entry stands for."""

    COST = "cost"
    REVENUE = "revenue"


class Posting(Entity):
    """The lines of one order booked together. A counter-posting `reverses` another one, once."""

    __tablename__ = "posting"
    __table_args__ = (UniqueConstraint("order_id", "sequence"),)
    subject: ClassVar[str] = "posting"

    number: Mapped[str] = mapped_column(unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("service_order.id"))
    sequence: Mapped[int]
    """1 for the first posting of the order; two programs cannot both make the same one."""
    posted_at: Mapped[datetime]
    posted_on: Mapped[date]
    posted_by: Mapped[str]
    currency: Mapped[str]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("posting.id"), unique=True)
    remark: Mapped[str] = mapped_column(default="")

    order: Mapped[Order] = relationship()
    entries: Mapped[list["PostingEntry"]] = relationship(order_by="PostingEntry.id")


class PostingEntry(Entity):
    """One amount on one account; in each posting debit equals credit."""

    __tablename__ = "posting_entry"
    __table_args__ = (
        CheckConstraint("debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)", name="one_side"),
        UniqueConstraint("posting_id", "order_line_id", "side", "account"),
    )
    subject: ClassVar[str] = "posting entry"

    posting_id: Mapped[int] = mapped_column(ForeignKey("posting.id"), index=True)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("order_line.id"), index=True)
    kind: Mapped[LineKind] = mapped_column(choice(LineKind))
    side: Mapped[Side] = mapped_column(choice(Side))
    account: Mapped[str]
    debit: Mapped[Decimal]
    credit: Mapped[Decimal]


class InvoiceKind(StrEnum):
    """Whether money is asked for or given back."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {InvoiceKind.INVOICE: tr("Invoice"), InvoiceKind.CREDIT_NOTE: tr("Credit note")}[self]


class InvoiceStatus(StrEnum):
    """A proposal can still be changed or dropped; what is issued stays as it is."""

    PROPOSAL = "proposal"
    ISSUED = "issued"
    CREDITED = "credited"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            InvoiceStatus.PROPOSAL: tr("Proposal"),
            InvoiceStatus.ISSUED: tr("Issued"),
            InvoiceStatus.CREDITED: tr("Credited"),
        }[self]


class Invoice(Versioned, Entity):
    """A bill to a customer, or a credit note for one. It has its number from the moment it is issued.

    Name and address are kept as they were then. Totals are those of the lines, tax rounded once for each rate. Amounts
    on a credit note are those it gives back, so they stand there as they stood on the invoice.
    """

    __tablename__ = "invoice"
    # Proposals are dropped, and the journal knows them by id: one id must never mean two of them.
    __table_args__ = ({"sqlite_autoincrement": True},)
    subject: ClassVar[str] = "invoice"

    number: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[InvoiceKind] = mapped_column(choice(InvoiceKind))
    status: Mapped[InvoiceStatus] = mapped_column(choice(InvoiceStatus), index=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    agreement_id: Mapped[int | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    credits_id: Mapped[int | None] = mapped_column(ForeignKey("invoice.id"), index=True)
    """The invoice that this credit note takes back."""
    currency: Mapped[str]
    created_at: Mapped[datetime]
    issued_on: Mapped[date | None]
    due_on: Mapped[date | None]
    billed_name: Mapped[str] = mapped_column(default="")
    billed_address: Mapped[str] = mapped_column(default="")
    net: Mapped[Decimal]
    tax: Mapped[Decimal]
    total: Mapped[Decimal]
    remark: Mapped[str] = mapped_column(default="")

    customer: Mapped[Customer] = relationship()
    lines: Mapped[list["InvoiceLine"]] = relationship(
        cascade="all, delete-orphan", order_by="InvoiceLine.position", foreign_keys="InvoiceLine.invoice_id"
    )


class InvoiceLine(Entity):
    """A posted order line or a fee on an invoice; either stands on one live invoice at most."""

    __tablename__ = "invoice_line"
    __table_args__ = (
        CheckConstraint("(order_line_id is null) <> (fee_id is null)", name="billed"),
        {"sqlite_autoincrement": True},
    )
    subject: ClassVar[str] = "invoice line"

    invoice_id: Mapped[int] = mapped_column(ForeignKey("invoice.id"), index=True)
    position: Mapped[int]
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_line.id"), index=True)
    billed_line_id: Mapped[int | None] = mapped_column(unique=True)
    """The order line again while this invoice holds; empty on credit notes and once it is credited."""
    fee_id: Mapped[int | None] = mapped_column(ForeignKey("fee.id"), index=True)
    billed_fee_id: Mapped[int | None] = mapped_column(unique=True)
    """The fee again, likewise."""
    text: Mapped[str]
    quantity: Mapped[Decimal]
    unit: Mapped[str]
    price: Mapped[Decimal]
    tax_percent: Mapped[Decimal]
    net: Mapped[Decimal]

    order_line: Mapped[OrderLine | None] = relationship()
    fee: Mapped[Fee | None] = relationship()

    @property
    def is_held(self) -> bool:
        """Whether the invoice holds it still; not on credit notes, nor once it is credited."""
        return self.billed_line_id is not None or self.billed_fee_id is not None
