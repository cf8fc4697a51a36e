"""What fees book: invoiced, earned period by period, taken back."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.billing.model import Invoice
from domain.language import tr
from domain.store.base import Entity, choice
from domain.subscriptions.bookkeeping import Account
from domain.subscriptions.model import Fee, FeeAccrual


class FeeDeed(StrEnum):
    """Why a fee books something."""

    INVOICED = "invoiced"
    ACCRUED = "accrued"
    REVERSED = "reversed"
    CREDITED = "credited"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            FeeDeed.INVOICED: tr("Invoiced"),
            FeeDeed.ACCRUED: tr("Accrued"),
            FeeDeed.REVERSED: tr("Accrual taken back"),
            FeeDeed.CREDITED: tr("Credited"),
        }[self]


class FeePosting(Entity):
    """One booking of a fee: with its invoice or credit note, or for a period that is earned or taken back."""

    __tablename__ = "fee_posting"
    __table_args__ = (
        CheckConstraint("(accrual_id is null) <> (invoice_id is null)", name="origin"),
        UniqueConstraint("fee_id", "invoice_id"),
        Index("uq_fee_posting_accrual_deed", "accrual_id", "deed", unique=True),
    )
    subject: ClassVar[str] = "fee posting"

    number: Mapped[str] = mapped_column(unique=True)
    fee_id: Mapped[int] = mapped_column(ForeignKey("fee.id"))
    deed: Mapped[FeeDeed] = mapped_column(choice(FeeDeed))
    invoice_id: Mapped[int | None] = mapped_column(ForeignKey("invoice.id"), index=True)
    accrual_id: Mapped[int | None] = mapped_column(ForeignKey("fee_accrual.id"))
    posted_on: Mapped[date]
    posted_at: Mapped[datetime]
    posted_by: Mapped[str]
    currency: Mapped[str]

    fee: Mapped[Fee] = relationship()
    invoice: Mapped[Invoice | None] = relationship()
    accrual: Mapped[FeeAccrual | None] = relationship()
    entries: Mapped[list["FeePostingEntry"]] = relationship(order_by="FeePostingEntry.id")


class FeePostingEntry(Entity):
    """One amount on one account; in each posting debit equals credit."""

    __tablename__ = "fee_posting_entry"
    __table_args__ = (
        CheckConstraint("debit >= 0 and credit >= 0 and (debit = 0 or credit = 0)", name="one_side"),
        UniqueConstraint("fee_posting_id", "account"),
    )
    subject: ClassVar[str] = "fee posting entry"

    fee_posting_id: Mapped[int] = mapped_column(ForeignKey("fee_posting.id"))
    account: Mapped[Account] = mapped_column(choice(Account))
    account_number: Mapped[str] = mapped_column(default="")
    """As it was in the settings then."""
    debit: Mapped[Decimal]
    credit: Mapped[Decimal]
