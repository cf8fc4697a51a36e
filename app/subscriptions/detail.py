"""One subscription whole: its periods and terms in front, fees, prices and earnings behind."""

from decimal import Decimal

from PySide6.QtCore import Signal

from app.shared.chips import Chip
from app.shared.days import short_day
from app.shared.detail import DetailPane
from app.shared.kit import Kit
from app.shared.money import money
from app.shared.subscription_list import standing_chip
from app.shared.times import Times
from app.subscriptions.records import SubscriptionRecords
from app.subscriptions.words import plain, rate_words, span_words
from domain.language import tr
from domain.money import rounded
from domain.reporting.subscription_overview import SubscriptionOverview
from domain.subscriptions.detail import SubscriptionDetail
from domain.subscriptions.queries import standing
from domain.subscriptions.usage_service import TierDraft


class SubscriptionDetailPane(DetailPane):
    """Shows a `SubscriptionOverview`; its tables are made with the first one, so that the window opens soon."""

    chosen_changed = Signal()
    """Something else is chosen in a table."""
    period_opened = Signal(object)
    """A `BilledPeriod`."""

    def __init__(self, kit: Kit) -> None:
        hint = tr("Choose one in the list, or press N to enter a new one.")
        super().__init__(kit, tr("No subscription chosen"), hint)
        self._kit = kit
        self._records: SubscriptionRecords | None = None
        self._subscription_id: int | None = None

    @property
    def records(self) -> SubscriptionRecords:
        """The strip and the tables."""
        if self._records is None:
            self._records = SubscriptionRecords(self._kit, self)
            self._records.chosen_changed.connect(self.chosen_changed)
            self._records.strip.period_opened.connect(self.period_opened)
            for widget in self._records.widgets():
                self.add_tab(widget, "")
        return self._records

    def show_subscription(self, shown: SubscriptionOverview) -> None:
        """Fill everything."""
        another = shown.id != self._subscription_id
        self._subscription_id = shown.id
        whole = shown.subscription
        self.show_record(whole.draft.name, f"{whole.number} · {whole.customer}", (_mark(whole),))
        self.records.facts.set_facts(_facts(whole, self._kit.times))
        self.records.show_subscription(shown, another=another)
        self._name_tabs(whole)

    def show_fees(self) -> None:
        """Bring the fees in front."""
        self.tabs.setCurrentWidget(self.records.fees_tab)

    def show_prices(self) -> None:
        """Bring the prices in front."""
        self.tabs.setCurrentWidget(self.records.prices_tab)

    def _name_tabs(self, whole: SubscriptionDetail) -> None:
        number = self._kit.times.number
        titles = (
            tr("Overview"),
            tr("Fees {count}", count=number(len(whole.fees))),
            tr("Prices {count}", count=number(len(whole.prices))),
            tr("Accruals {count}", count=number(len(whole.accruals))),
        )
        for at, title in enumerate(titles):
            self.tabs.setTabText(at, title)


def _mark(whole: SubscriptionDetail) -> Chip:
    return standing_chip(standing(whole.on, active=whole.active, ends_on=whole.draft.ends_on))


def _facts(whole: SubscriptionDetail, times: Times) -> list[tuple[str, str]]:
    draft = whole.draft
    return [
        (tr("Customer"), whole.customer),
        (tr("Agreement"), whole.agreement),
        (tr("Group"), whole.group),
        (tr("Article"), whole.article),
        (tr("A period is one"), whole.code.label),
        (tr("Periods begin"), tr("with the first day") if draft.from_start else tr("by the calendar")),
        (tr("Begins"), short_day(draft.starts_on)),
        (tr("Ends"), short_day(draft.ends_on) or tr("open end")),
        (tr("Quantity"), plain(Decimal(draft.quantity), times)),
        (tr("A period costs today"), _price(whole, times)),
        (tr("because of"), "" if whole.price is None else whole.price.words),
        (tr("Billed by usage"), _usage(whole, times)),
        (tr("Fees until"), short_day(whole.paid_until) or tr("nothing")),
        (tr("To bill next"), _next(whole)),
    ]


def _price(whole: SubscriptionDetail, times: Times) -> str:
    step = whole.price
    if step is None:
        return "" if whole.usage else tr("There is no price: no fee can be made.")
    currency, quantity = whole.draft.currency or "", Decimal(whole.draft.quantity)
    one = rate_words(step.rate, currency, times)
    if quantity == 1:
        return one
    together = money(rounded(step.rate.price * quantity, currency), currency, times)
    return tr("{together}: {count} × {one}", together=together, count=plain(quantity, times), one=one)


def _usage(whole: SubscriptionDetail, times: Times) -> str:
    """The meter, and what is agreed about it."""
    if whole.usage is None:
        return ""
    currency = whole.draft.currency or ""
    parts = [whole.meter, *(_tier(tier, currency, times) for tier in whole.usage.tiers)]
    if included := Decimal(whole.usage.included):
        parts.append(tr("{units} included", units=plain(included, times)))
    if minimum := Decimal(whole.usage.minimum):
        parts.append(tr("at least {amount}", amount=money(minimum, currency, times)))
    return " · ".join(parts)


def _tier(tier: TierDraft, currency: str, times: Times) -> str:
    price = money(Decimal(tier.price), currency, times)
    if tier.up_to is None:
        return tr("then {price}", price=price)
    return tr("up to {units}: {price}", units=plain(Decimal(tier.up_to), times), price=price)


def _next(whole: SubscriptionDetail) -> str:
    """What follows the last fee; of what has fees until its end, the first days that lost theirs."""
    last = whole.draft.ends_on
    if last is None or whole.paid_until is None or whole.paid_until < last:
        return span_words(whole.next_days)
    left = next((period.span for period in whole.periods if period.lacks_fees), None)
    return tr("nothing any more") if left is None else span_words(left)
