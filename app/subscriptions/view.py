"""The page of subscriptions: the list, and one subscription beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.filters import Chosen, Filter
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.more_bar import MoreBar
from app.shared.narrow import NarrowColumns
from app.shared.page import Page
from app.shared.progress import ProgressStrip
from app.shared.table import RowTable
from app.subscriptions.actions import subscription_actions
from app.subscriptions.deeds import SubscriptionDeeds
from app.subscriptions.detail import SubscriptionDetailPane
from app.subscriptions.fee_deeds import FeeDeeds
from app.subscriptions.presenter import Listing, SubscriptionsPresenter
from app.subscriptions.price_deeds import PriceDeeds
from app.subscriptions.table import LEAST, subscription_columns
from domain.language import tr
from domain.reporting.subscription_overview import SubscriptionOverview
from domain.subscriptions.billed_periods import BilledPeriod
from domain.subscriptions.detail import FeeRow
from domain.subscriptions.queries import Shown, SubscriptionRow

DETAIL_SHARE = 54
IN_DETAIL = ("subscriptions_edit", "subscriptions_fees", "subscriptions_price", "subscriptions_index")
"""Buttons under the name; everything is in the menus of the window."""


class SubscriptionsPage(Page):
    """What customers pay by the period."""

    key = "subscriptions"
    icon = "refresh-cw"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self.presenter = SubscriptionsPresenter(kit, desk, self)
        self.deeds = SubscriptionDeeds(kit, desk, self)
        self.fees = FeeDeeds(kit, desk, self)
        self.prices = PriceDeeds(kit, desk, self)
        self.frame = PageFrame(kit, self.key, self.title, filters())
        self.table: RowTable[SubscriptionRow] = RowTable(subscription_columns(kit.times), kit, self.key, self.title)
        self.more = MoreBar(kit)
        self.strip = ProgressStrip(tr("Fees of the group are being made."))
        self.detail = SubscriptionDetailPane(kit)
        self._shown: int | None = None
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return tr("Subscriptions")

    def page_actions(self) -> Sequence[Action]:
        return subscription_actions(self)

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)

    def show_record(self, record_id: int) -> None:
        """Show a subscription, in the list where the search lets it in, beside it in any case."""
        if not self.table.choose(record_id):
            self.table.clearSelection()
        self._look_at(record_id)

    def begin_record(self, about_id: int | None) -> None:
        """Enter a new subscription, with the customer it is for."""
        self.deeds.new(about_id)

    def record_shown(self) -> int | None:
        return self._shown

    # --- what can be done ---

    def new_subscription(self) -> None:
        self.deeds.new(None)

    def change_subscription(self) -> None:
        self.deeds.change()

    def end_subscription(self) -> None:
        self.deeds.end()

    def switch_subscription(self) -> None:
        self.deeds.switch()

    def show_customer(self) -> None:
        self.go("customers", self.deeds.shown.customer_id)

    def show_agreement(self) -> None:
        if (agreement_id := self.deeds.shown.draft.agreement_id) is not None:
            self.go("agreements", agreement_id)

    def make_fees(self) -> None:
        self.fees.make(self.deeds.shown)

    def take_back_fees(self) -> None:
        self.fees.take_back(self._open_fees())

    def set_price(self) -> None:
        self.prices.set_price(self.deeds.shown)

    def index_prices(self) -> None:
        self.prices.index(self.deeds.shown)

    def take_back_price(self) -> None:
        if (line := self.detail.records.chosen_price()) is not None:
            self.prices.take_back(line.step)

    def has_one(self) -> bool:
        return self.deeds.overview is not None

    def has_agreement(self) -> bool:
        return self.has_one() and self.deeds.shown.draft.agreement_id is not None

    def has_open_fees(self) -> bool:
        return bool(self._open_fees())

    def has_own_price(self) -> bool:
        line = self.detail.records.chosen_price() if self.has_one() else None
        return line is not None and line.step.rate_id is not None

    # --- how it hangs together ---

    def _arrange(self) -> None:
        place = QWidget()
        self.set_frame(self.frame)
        self.frame.set_list(place)
        self.frame.set_detail(self.detail, DETAIL_SHARE)
        layout = column(place)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.more)
        layout.addWidget(self.strip)
        bound = self.bound_actions()
        self.frame.set_actions([bound["subscriptions_new"]], primary="subscriptions_new")
        self.detail.set_actions([bound[name] for name in IN_DETAIL])
        self.detail.show_nothing()
        NarrowColumns(self.table, LEAST)
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.set_empty(
            tr("No subscriptions here"),
            tr("Press N to enter the first one, or choose fewer words in search and filters."),
            "refresh-cw",
        )
        self._ask(self.frame.filters.chosen())

    def _connect(self) -> None:
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.subscription_loaded.connect(self._on_subscription)
        self.presenter.loading.connect(self.frame.set_loading)
        self.presenter.failed.connect(self.frame.set_count)
        self.frame.filtered.connect(self._on_filtered)
        self.frame.searched.connect(self.presenter.search)
        self.more.more_asked.connect(self.presenter.more)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.row_opened.connect(self._on_opened)
        for deeds in (self.deeds, self.fees, self.prices):
            deeds.told.connect(self.notice_asked)
        self.deeds.subscription_made.connect(self._on_made)
        self.detail.chosen_changed.connect(self.refresh_actions)
        self.detail.period_opened.connect(self._on_period)
        self.fees.run.running.connect(self.strip.show_running)
        self.fees.run.progressed.connect(self._on_progress)
        self.strip.stop_asked.connect(self.fees.run.stop)

    def _open_fees(self) -> tuple[FeeRow, ...]:
        """The selected fees that are not invoiced."""
        lines = self.detail.records.chosen_fees() if self.has_one() else ()
        return tuple(line.fee for line in lines if line.fee.is_open)

    def _look_at(self, subscription_id: int | None) -> None:
        self._shown = subscription_id
        self.presenter.look_at(subscription_id)
        if subscription_id is None:
            self._on_subscription(None)

    def _ask(self, chosen: Chosen) -> None:
        shown = Shown(next(iter(chosen.get("shown", ())), Shown.ALL))
        self.presenter.ask(shown, frozenset(int(key) for key in chosen.get("group", ())))

    @Slot(object, bool)
    def _on_loaded(self, listing: Listing, again: bool) -> None:
        page = listing.page
        self.frame.filters.offer("group", tuple((str(key), name) for key, name in listing.groups))
        self.table.set_rows(page.rows, mark=again)
        self.more.show_page(page)
        self.frame.set_count(self.more.total_of(page))
        if self._shown is not None:
            self.table.choose(self._shown)
        elif page.rows:
            self.table.choose(page.rows[0].id)

    @Slot(object)
    def _on_subscription(self, found: SubscriptionOverview | None) -> None:
        self.deeds.overview = found
        if found is None:
            self._shown = None
            self.detail.show_nothing()
        else:
            self.detail.show_subscription(found)
        self.refresh_actions()

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        self._ask(chosen)
        self.presenter.load()

    @Slot(object)
    def _on_chosen(self, row: SubscriptionRow | None) -> None:
        # One that leaves the list, as with another search, stays beside it.
        if row is not None and row.id != self._shown:
            self._look_at(row.id)

    @Slot(object)
    def _on_opened(self, _row: SubscriptionRow) -> None:
        self.change_subscription()

    @Slot(int)
    def _on_made(self, subscription_id: int) -> None:
        """Show it, and where one goes on: its price."""
        self.frame.search.reset()
        self.presenter.load()
        self.show_record(subscription_id)
        self.detail.show_prices()

    @Slot(object)
    def _on_period(self, period: BilledPeriod) -> None:
        """Make the fees of a period that has none, else look at those there are."""
        if period.lacks_fees:
            self.fees.make(self.deeds.shown, period.span)
        else:
            self.detail.show_fees()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self.strip.show_progress(done, total, tr("Fees made for {done} of {total}", done=done, total=total))


def filters() -> tuple[Filter, ...]:
    """All subscriptions, unless those that stand in one way, or of some groups, are asked for."""
    choices = tuple((each.value, each.label) for each in Shown if each is not Shown.ALL)
    return (Filter("shown", tr("all subscriptions"), choices, several=False), Filter("group", tr("any group"), ()))
