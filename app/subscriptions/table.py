"""The columns of subscriptions, and of the fees, prices and earnings of one."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from app.shared.chips import Chip
from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.money import bare, money
from app.shared.subscription_list import paid_words, row_chip, row_standing
from app.shared.times import Times
from app.subscriptions.marks import accrual_chip, fee_chip
from app.subscriptions.words import period_words, plain, rate_words, span_words
from domain.language import tr
from domain.reporting.subscription_overview import FeeBill
from domain.subscriptions.detail import AccrualRow, FeeRow
from domain.subscriptions.price_ladder import PriceStep
from domain.subscriptions.queries import SubscriptionRow

#: The columns of the list that give way, and the pixels below which they do.
LEAST = {"number": 560, "open": 620, "group": 720, "ends": 820, "agreement": 920}
#: The same for fees, prices and accruals.
LEAST_OF_FEES = {"kind": 720, "earned": 600}
LEAST_OF_PRICES = {"base": 740, "index": 680}
LEAST_OF_ACCRUALS = {"fee": 660}


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A fee with the bills it is on."""

    fee: FeeRow
    bills: tuple[FeeBill, ...] = ()

    @property
    def id(self) -> int:
        """That of the fee."""
        return self.fee.id


@dataclass(frozen=True, slots=True)
class PriceLine:
    """A price in the currency of its subscription."""

    step: PriceStep
    currency: str

    @property
    def id(self) -> int:
        """That of the price."""
        return self.step.id


def subscription_columns(times: Times) -> tuple[Column[SubscriptionRow], ...]:
    """The list; the database puts it in order."""
    return (
        Column("name", tr("Subscription"), lambda row: row.name, width=150, strong=True, stretch=True, tip=_whole),
        Column("number", tr("Number"), lambda row: row.number, width=92, muted=True),
        Column("customer", tr("Customer"), lambda row: row.customer, width=130, tip=lambda row: row.customer),
        Column("group", tr("Group"), lambda row: row.group, width=96, muted=True),
        Column("agreement", tr("Agreement"), lambda row: row.agreement, width=96, muted=True),
        Column("ends", tr("Ends"), lambda row: short_day(row.ends_on), sort=lambda row: row.ends_on, width=104),
        Column("paid", tr("Fees until"), paid_words, sort=lambda row: row.paid_until, width=104),
        Column("open", tr("Open fees"), partial(_open, times), sort=lambda row: row.open_fees, width=84, align=RIGHT),
        Column("standing", tr("Standing"), partial(row_standing, times), width=104, chip=partial(row_chip, times)),
    )


def fee_columns(times: Times) -> tuple[Column[FeeLine], ...]:
    """What is to be paid for which days."""
    return (
        Column("days", tr("Days"), _days, sort=lambda row: row.fee.span, width=192, strong=True, tip=_number_of_days),
        Column("kind", tr("Kind"), lambda row: row.fee.kind.label, width=92, muted=True, tip=_rule),
        Column("amount", tr("Amount"), partial(_amount, times), sort=_fee_amount, width=108, align=RIGHT, tip=_rule),
        Column("status", tr("Status"), lambda row: row.fee.status.label, width=110, chip=lambda row: fee_chip(row.fee)),
        Column("bill", tr("Invoice"), _bill, width=96, stretch=True, tip=_bill),
        Column("earned", tr("Earned so far"), partial(_earned, times), sort=_fee_earned, width=106, align=RIGHT),
    )


def price_columns(times: Times) -> tuple[Column[PriceLine], ...]:
    """Every price that could hold, the one that goes first at the top."""
    return (
        Column(
            "what", tr("Price"), lambda row: row.step.words, width=180, stretch=True, tip=lambda row: row.step.words
        ),
        Column("from", tr("From"), _from, sort=_begins, width=104),
        Column(
            "price",
            tr("A period costs"),
            partial(_price, times),
            sort=_costs,
            width=124,
            align=RIGHT,
            tip=partial(_price_whole, times),
        ),
        Column("base", tr("Base price"), partial(_base, times), width=96, align=RIGHT, muted=True),
        Column("index", tr("Index"), partial(_index, times), width=72, align=RIGHT, muted=True),
        Column("holds", tr("Today"), _holds, width=96, chip=_holds_chip),
    )


def accrual_columns(times: Times) -> tuple[Column[AccrualRow], ...]:
    """What is earned in which period."""
    return (
        Column("days", tr("Days"), _earned_in, sort=lambda row: row.span, width=124, strong=True, tip=_earned_in_days),
        Column("fee", tr("Of the fee"), _of_fee, sort=lambda row: row.fee, width=130, muted=True, tip=_of_fee),
        Column("amount", tr("Amount"), partial(_accrued, times), sort=lambda row: row.amount, width=106, align=RIGHT),
        Column("posted", tr("Posted on"), lambda row: short_day(row.posted_on), sort=_posted_on, width=100),
        Column("reversed", tr("Taken back on"), lambda row: short_day(row.reversed_on), sort=_reversed_on, width=136),
        Column("state", tr("Status"), lambda row: accrual_chip(row).text, width=134, chip=accrual_chip, stretch=True),
    )


def _whole(row: SubscriptionRow) -> str:
    return " · ".join(part for part in (row.number, row.name, row.customer, row.group, row.agreement) if part)


def _open(times: Times, row: SubscriptionRow) -> str:
    return times.number(row.open_fees) if row.open_fees else "–"


def _days(row: FeeLine) -> str:
    return period_words(row.fee.span)


def _number_of_days(row: FeeLine) -> str:
    days = tr("{days}: {count} days", days=span_words(row.fee.span), count=row.fee.span.days)
    return f"{days} · {row.fee.kind.label}"


def _amount(times: Times, row: FeeLine) -> str:
    return money(row.fee.amount, row.fee.currency, times)


def _fee_amount(row: FeeLine) -> object:
    return row.fee.amount


def _rule(row: FeeLine) -> str:
    return row.fee.rule


def _bill(row: FeeLine) -> str:
    return ", ".join(bill.number or tr("proposal") for bill in row.bills)


def _earned(times: Times, row: FeeLine) -> str:
    return money(row.fee.earned, row.fee.currency, times) if row.fee.accrued else ""


def _fee_earned(row: FeeLine) -> object:
    return row.fee.earned


def _from(row: PriceLine) -> str:
    return short_day(row.step.rate.effective_on)


def _begins(row: PriceLine) -> date:
    return row.step.rate.effective_on


def _price(times: Times, row: PriceLine) -> str:
    return money(row.step.rate.price, row.currency, times)


def _price_whole(times: Times, row: PriceLine) -> str:
    return rate_words(row.step.rate, row.currency, times)


def _base(times: Times, row: PriceLine) -> str:
    return bare(row.step.rate.base, row.currency, times)


def _index(times: Times, row: PriceLine) -> str:
    return plain(row.step.rate.index, times)


def _costs(row: PriceLine) -> object:
    return row.step.rate.price


def _holds(row: PriceLine) -> str:
    return tr("holds") if row.step.holds else ""


def _holds_chip(row: PriceLine) -> Chip | None:
    return Chip(tr("holds"), "good", soft=True) if row.step.holds else None


def _earned_in(row: AccrualRow) -> str:
    return period_words(row.span)


def _of_fee(row: AccrualRow) -> str:
    return period_words(row.fee)


def _earned_in_days(row: AccrualRow) -> str:
    return tr("{days}, of the fee for {fee}", days=span_words(row.span), fee=span_words(row.fee))


def _accrued(times: Times, row: AccrualRow) -> str:
    return money(row.amount, row.currency, times)


def _posted_on(row: AccrualRow) -> date | None:
    return row.posted_on


def _reversed_on(row: AccrualRow) -> date | None:
    return row.reversed_on
