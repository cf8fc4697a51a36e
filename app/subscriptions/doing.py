"""What the page of subscriptions can do with what is shown and chosen, and when."""

from PySide6.QtCore import QObject, Signal

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Link
from app.shared.page import Page
from app.subscriptions.deeds import SubscriptionDeeds
from app.subscriptions.detail import SubscriptionDetailPane
from app.subscriptions.fee_deeds import FeeDeeds
from app.subscriptions.long_run import LongRun
from app.subscriptions.money_deeds import MoneyDeeds
from app.subscriptions.price_deeds import PriceDeeds
from app.subscriptions.table import FeeLine
from app.subscriptions.usage_deeds import UsageDeeds
from domain.language import tr
from domain.reporting.subscription_overview import SubscriptionOverview
from domain.subscriptions.billed_periods import BilledPeriod
from domain.subscriptions.detail import AccrualRow, FeeRow


class Doing(QObject):
    """The actions of the page; each is off where it could not be done."""

    told = Signal(object)
    """A `Notice`."""
    open_asked = Signal(object)
    """A `Link`."""

    def __init__(self, kit: Kit, desk: Desk, detail: SubscriptionDetailPane, page: Page) -> None:
        super().__init__(page)
        self._detail = detail
        self.run = LongRun(kit, self)
        self.deeds = SubscriptionDeeds(kit, desk, page)
        self.fees = FeeDeeds(kit, desk, self.run, page)
        self.prices = PriceDeeds(kit, desk, page)
        self.usage = UsageDeeds(kit, desk, page)
        self.money = MoneyDeeds(kit, desk, self.run, page)
        for each in (self.run, self.deeds, self.fees, self.prices, self.usage, self.money):
            each.told.connect(self.told)

    def show_found(self, found: SubscriptionOverview | None) -> None:
        """From now on, do things with this one."""
        self.deeds.overview = found

    # --- the subscription ---

    def new(self) -> None:
        self.deeds.new(None)

    def change(self) -> None:
        self.deeds.change()

    def end(self) -> None:
        self.deeds.end()

    def switch(self) -> None:
        self.deeds.switch()

    def show_customer(self) -> None:
        self.open_asked.emit(Link("customers", self.deeds.shown.customer_id))

    def show_agreement(self) -> None:
        self.open_asked.emit(Link("agreements", self.deeds.shown.draft.agreement_id))

    # --- fees ---

    def make_fees(self) -> None:
        self.fees.make(self.deeds.shown)

    def make_or_show_fees(self, period: BilledPeriod) -> None:
        """Make the fees of a period that lacks some, else look at those there are."""
        if period.lacks_fees:
            self.fees.make(self.deeds.shown, period.span)
        else:
            self._detail.show_fees()

    def take_back_fees(self) -> None:
        self.fees.take_back(self._open())

    def reduce_fee(self) -> None:
        for fee in self._reducible():
            self.money.reduce(fee)

    def invoice_fees(self) -> None:
        self.money.invoice(self._open())

    def credit_fees(self) -> None:
        self.money.credit(self._invoiced())

    def show_bill(self) -> None:
        for line in self._chosen()[:1]:
            self.open_asked.emit(Link("billing", line.bills[-1].invoice_id))

    def accrue(self) -> None:
        self.money.accrue(self.deeds.shown)

    def take_accruals_back(self) -> None:
        self.money.take_accruals_back(self._posted())

    # --- prices ---

    def set_price(self) -> None:
        self.prices.set_price(self.deeds.shown)

    def index_prices(self) -> None:
        self.prices.index(self.deeds.shown)

    def take_back_price(self) -> None:
        if (line := self._detail.records.chosen_price()) is not None:
            self.prices.take_back(line.step)

    def agree_usage(self) -> None:
        self.usage.agree(self.deeds.shown)

    def give_up_usage(self) -> None:
        self.usage.give_up(self.deeds.shown)

    # --- when ---

    def has_one(self) -> bool:
        return self.deeds.overview is not None

    def has_agreement(self) -> bool:
        return self.has_one() and self.deeds.shown.draft.agreement_id is not None

    def has_usage(self) -> bool:
        return self.has_one() and self.deeds.shown.usage is not None

    def has_open(self) -> bool:
        return bool(self._open())

    def why_not_invoiced(self) -> str:
        return tr("Choose open fees in the tab Fees first.") if self.has_one() else ""

    def has_reducible(self) -> bool:
        return len(self._reducible()) == 1

    def has_invoiced(self) -> bool:
        return bool(self._invoiced())

    def has_bill(self) -> bool:
        chosen = self._chosen()
        return bool(chosen) and bool(chosen[0].bills)

    def has_posted(self) -> bool:
        return bool(self._posted())

    def has_own_price(self) -> bool:
        line = self._detail.records.chosen_price() if self.has_one() else None
        return line is not None and line.step.rate_id is not None

    def _chosen(self) -> tuple[FeeLine, ...]:
        return self._detail.records.chosen_fees() if self.has_one() else ()

    def _open(self) -> tuple[FeeRow, ...]:
        return tuple(line.fee for line in self._chosen() if line.fee.is_open)

    def _invoiced(self) -> tuple[FeeRow, ...]:
        return tuple(line.fee for line in self._chosen() if line.fee.is_invoiced)

    def _reducible(self) -> tuple[FeeRow, ...]:
        return tuple(line.fee for line in self._chosen() if line.fee.is_reducible)

    def _posted(self) -> tuple[AccrualRow, ...]:
        chosen = self._detail.records.chosen_accruals() if self.has_one() else ()
        return tuple(each for each in chosen if each.is_posted)
