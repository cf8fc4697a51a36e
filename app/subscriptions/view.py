"""The page of subscriptions: the list, and one subscription beside it."""

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.filters import Chosen, Filter
from app.shared.kit import Kit
from app.shared.list_page import Empty, ListPage
from app.shared.more_bar import PageOfRows
from app.shared.progress import ProgressStrip
from app.shared.table import RowTable
from app.subscriptions.actions import subscription_actions
from app.subscriptions.detail import SubscriptionDetailPane
from app.subscriptions.doing import Doing
from app.subscriptions.presenter import Listing, SubscriptionsPresenter
from app.subscriptions.table import LEAST, subscription_columns
from domain.language import tr
from domain.reporting.subscription_overview import SubscriptionOverview
from domain.subscriptions.queries import Asked, Shown, SubscriptionRow


class SubscriptionsPage(ListPage[SubscriptionRow, Asked, Listing, SubscriptionOverview]):
    """What customers pay by the period."""

    key = "subscriptions"
    icon = "refresh-cw"
    detail_share = 54
    first_actions = ("subscriptions_new",)
    detail_actions = (
        "subscriptions_fees",
        "subscriptions_invoice",
        "subscriptions_accrue",
        "subscriptions_price",
        "subscriptions_index",
    )

    detail: SubscriptionDetailPane

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, filters(), parent)
        self.presenter = SubscriptionsPresenter(kit, desk, self)
        self.table: RowTable[SubscriptionRow] = RowTable(subscription_columns(kit.times), kit, self.key, self.title)
        self.detail = SubscriptionDetailPane(kit)
        self.doing = Doing(kit, desk, self.detail, self)
        self.strip = ProgressStrip(tr("Working through the group."))
        hint = tr("Press N to enter the first one, or choose fewer words in search and filters.")
        self.arrange(LEAST, Empty(tr("No subscriptions here"), hint))
        if (layout := self.place.layout()) is not None:
            layout.addWidget(self.strip)
        self._connect()

    @property
    def title(self) -> str:
        return tr("Subscriptions")

    def page_actions(self) -> Sequence[Action]:
        return subscription_actions(self.doing)

    def begin_record(self, about_id: int | None) -> None:
        """Enter a new subscription, with the customer it is for."""
        self.doing.deeds.new(about_id)

    def question(self, chosen: Chosen) -> Asked:
        shown = Shown(next(iter(chosen.get("shown", ())), Shown.ALL))
        return Asked(shown, groups=frozenset(int(key) for key in chosen.get("group", ())))

    def page_of(self, listing: Listing) -> PageOfRows:
        self.frame.filters.offer("group", tuple((str(key), name) for key, name in listing.groups))
        return listing.page

    def show_found(self, found: SubscriptionOverview | None) -> None:
        self.doing.show_found(found)
        if found is not None:
            self.detail.show_subscription(found)

    def _connect(self) -> None:
        self.table.row_opened.connect(self._on_opened)
        self.doing.told.connect(self.notice_asked)
        self.doing.open_asked.connect(self.open_asked)
        self.doing.deeds.subscription_made.connect(self._on_made)
        self.detail.chosen_changed.connect(self.refresh_actions)
        self.detail.period_opened.connect(self.doing.make_or_show_fees)
        self.doing.run.running.connect(self.strip.show_running)
        self.doing.run.progressed.connect(self._on_progress)
        self.strip.stop_asked.connect(self.doing.run.stop)

    @Slot(object)
    def _on_opened(self, _row: SubscriptionRow) -> None:
        self.doing.change()

    @Slot(int)
    def _on_made(self, subscription_id: int) -> None:
        """Show it, and where one goes on: its price."""
        self.show_made(subscription_id)
        self.detail.show_prices()

    @Slot(int, int)
    def _on_progress(self, done: int, total: int) -> None:
        self.strip.show_progress(done, total, tr("{done} of {total} done", done=done, total=total))


def filters() -> tuple[Filter, ...]:
    """All subscriptions, unless those that stand in one way, or of some groups, are asked for."""
    choices = tuple((each.value, each.label) for each in Shown if each is not Shown.ALL)
    return (Filter("shown", tr("all subscriptions"), choices, several=False), Filter("group", tr("any group"), ()))
