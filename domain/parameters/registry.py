"""Every parameter: its name, its kind, what it is without being set, and which values are refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.language import tr
from domain.words import ReversalRule, RoundingIn


class ValueKind(StrEnum):
    """What a value is, and so how it is entered."""

    SWITCH = "switch"
    TEXT = "text"
    PARAGRAPH = "paragraph"
    CODE = "code"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"
    CHOICE = "choice"
    CALENDAR = "calendar"
    RULES = "rules"
    ACCOUNTS = "accounts"


class StageRule(StrEnum):
    """When the stage of an order changes without being changed by somebody."""

    PLACED = "placed"
    STARTED = "started"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The sentence on screen."""
        return {
            StageRule.PLACED: tr("An order that is put on the board becomes planned."),
            StageRule.STARTED: tr("An order whose first booking has started is in progress."),
            StageRule.REMOVED: tr("An order that is taken off the board is new again."),
        }[self]


ACCOUNTS: Mapping[str, str] = {
    "hour.cost.debit": "6000",
    "hour.cost.credit": "6990",
    "hour.revenue.debit": "1400",
    "hour.revenue.credit": "4400",
    "expense.cost.debit": "6600",
    "expense.cost.credit": "6991",
    "expense.revenue.debit": "1400",
    "expense.revenue.credit": "4410",
    "item.cost.debit": "5200",
    "item.cost.credit": "1140",
    "item.revenue.debit": "1400",
    "item.revenue.credit": "4420",
    "fee.cost.debit": "6800",
    "fee.cost.credit": "6992",
    "fee.revenue.debit": "1400",
    "fee.revenue.credit": "4430",
    "subscription.customer": "1400",
    "subscription.revenue": "4440",
    "subscription.accrued_revenue": "4445",
    "subscription.wip": "3900",
}
"""Line kind, cost or revenue, debit or credit: the account; for subscriptions those of their bookkeeping."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """What holds at present for the whole service centre."""

    centre_name: str = "Callout"
    centre_address: str = ""
    centre_contact: str = ""
    paper_footer: str = ""
    home_country: str = "DE"
    currency: str = "EUR"
    tax_percent: Decimal = Decimal(19)
    payment_days: int = 14
    sign_off_required: bool = False
    breach_reason_required: bool = False
    stop_reason_required: bool = True
    cancel_reason_required: bool = False
    stage_rules: frozenset[StageRule] = frozenset(StageRule)
    visit_days_ahead: int = 30
    visit_calendar_id: int | None = None
    agreement_warn_days: int = 30
    accrue_by_day: bool = False
    accrual_rounding: RoundingIn = RoundingIn.FIRST
    accrual_reversal: ReversalRule = ReversalRule.INVOICE_DATE
    books_closed_until: date | None = None
    accounts: Mapping[str, str] = field(default_factory=lambda: dict(ACCOUNTS))

    def account(self, kind: str, side: str, entry: str) -> str:
        """The account for a kind of line ("hour"), "cost" or "revenue", "debit" or "credit"."""
        return self.accounts[f"{kind}.{side}.{entry}"]

    def subscription_account(self, use: str) -> str:
        """The account of subscriptions for "customer", "revenue", "accrued_revenue" or "wip"."""
        return self.accounts[f"subscription.{use}"]

    def is_closed(self, day: date) -> bool:
        """Whether the books of a day are closed."""
        return self.books_closed_until is not None and day <= self.books_closed_until


KINDS: Mapping[str, ValueKind] = {
    "centre_name": ValueKind.TEXT,
    "centre_address": ValueKind.PARAGRAPH,
    "centre_contact": ValueKind.PARAGRAPH,
    "paper_footer": ValueKind.PARAGRAPH,
    "home_country": ValueKind.CODE,
    "currency": ValueKind.CODE,
    "tax_percent": ValueKind.DECIMAL,
    "payment_days": ValueKind.WHOLE,
    "sign_off_required": ValueKind.SWITCH,
    "breach_reason_required": ValueKind.SWITCH,
    "stop_reason_required": ValueKind.SWITCH,
    "cancel_reason_required": ValueKind.SWITCH,
    "stage_rules": ValueKind.RULES,
    "visit_days_ahead": ValueKind.WHOLE,
    "visit_calendar_id": ValueKind.CALENDAR,
    "agreement_warn_days": ValueKind.WHOLE,
    "accrue_by_day": ValueKind.SWITCH,
    "accrual_rounding": ValueKind.CHOICE,
    "accrual_reversal": ValueKind.CHOICE,
    "books_closed_until": ValueKind.DAY,
    "accounts": ValueKind.ACCOUNTS,
}
"""All names, in the order in which they are shown."""

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "home_country": re.compile(r"[A-Z]{2}"),
    "currency": re.compile(r"[A-Z]{3}"),
}
LIMITS: Mapping[str, tuple[int, int]] = {
    "tax_percent": (0, 100),
    "payment_days": (0, 365),
    "visit_days_ahead": (0, 3660),
    "agreement_warn_days": (0, 365),
}
CHOICES: Mapping[str, type[RoundingIn] | type[ReversalRule]] = {
    "accrual_rounding": RoundingIn,
    "accrual_reversal": ReversalRule,
}


def label(name: str) -> str:
    """What a parameter is called on screen."""
    return {
        "centre_name": tr("Name of the service centre"),
        "centre_address": tr("Its address on papers"),
        "centre_contact": tr("Phone, e-mail and bank on papers"),
        "paper_footer": tr("Text at the foot of papers"),
        "home_country": tr("Home country"),
        "currency": tr("Currency"),
        "tax_percent": tr("Tax in percent"),
        "payment_days": tr("Days to pay an invoice"),
        "sign_off_required": tr("Orders must be signed off before they are posted"),
        "breach_reason_required": tr("A broken promise needs a reason"),
        "stop_reason_required": tr("Stopping the clock of an order needs a reason"),
        "cancel_reason_required": tr("Cancelling needs a reason"),
        "stage_rules": tr("Stages that change by themselves"),
        "visit_days_ahead": tr("Days ahead for which orders of visits are made"),
        "visit_calendar_id": tr("Calendar for visits"),
        "agreement_warn_days": tr("Days before notice or end on which an agreement warns"),
        "accrue_by_day": tr("Revenue of fees is accrued by days, not by periods"),
        "accrual_rounding": tr("Where the rounding of accruals goes"),
        "accrual_reversal": tr("Accruals of a credited fee are taken back"),
        "books_closed_until": tr("Books are closed"),
        "accounts": tr("Accounts for postings"),
    }[name]
