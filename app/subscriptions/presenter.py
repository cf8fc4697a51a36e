"""Loads the list of subscriptions page by page, and the one that is looked at; holds no widgets."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.reporting.subscription_overview import SubscriptionOverview, subscription_overview
from domain.subscriptions.choices import group_choices
from domain.subscriptions.queries import AT_ONCE, Asked, Shown, SubscriptionPage, subscription_page

SUBJECTS = (
    "subscription",
    "subscription group",
    "subscription rate",
    "fee",
    "fee accrual",
    "fee price",
    "invoice",
    "agreement",
    "customer",
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the list, and the groups there are to choose from."""

    page: SubscriptionPage
    groups: tuple[tuple[int, str], ...]


class SubscriptionsPresenter(QObject):
    """Says what list and detail show."""

    loaded = Signal(object, bool)
    """A `Listing`, and whether it answers the question asked before: then what differs in it is news."""
    subscription_loaded = Signal(object)
    """A `SubscriptionOverview`, or None when the subscription is gone."""
    loading = Signal(bool)
    failed = Signal(str)
    """Why something could not be loaded."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._times = kit.times
        self._asked = Asked()
        self._limit = AT_ONCE
        self._answered = False
        self._shown: int | None = None
        self._listing = Latest(kit.tasks, self)
        self._looking = Latest(kit.tasks, self)
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)

    @property
    def today(self) -> date:
        """The day on which everything stands as it is shown."""
        return self._times.local(self._times.now()).date()

    def set_visible(self, visible: bool) -> None:
        """Only a page that somebody sees does any work."""
        self._follower.set_visible(visible)
        if visible:
            self._answered = False
            self.load()
            self.look_at(self._shown)

    @Slot(str)
    def search(self, words: str) -> None:
        """Show the subscriptions in which every word is found."""
        self._ask(replace(self._asked, words=words))
        self.load()

    def ask(self, shown: Shown, groups: frozenset[int]) -> None:
        """From the next time on, read those that stand so, of these groups."""
        self._ask(replace(self._asked, shown=shown, groups=groups))

    @Slot()
    def more(self) -> None:
        """Show further subscriptions below those that are shown."""
        self._limit += AT_ONCE
        self._answered = False
        self.load()

    @Slot()
    def load(self) -> None:
        """Read all that is shown anew."""
        self.loading.emit(True)
        read = partial(self._read_list, self.today, self._asked, self._limit)
        self._listing.run(read, self._on_loaded, self._on_failed)

    def look_at(self, subscription_id: int | None) -> None:
        """Load one subscription, and keep it fresh."""
        self._shown = subscription_id
        self._looking.drop()
        if subscription_id is not None:
            read = partial(self._read_subscription, subscription_id, self.today)
            self._looking.run(read, self._on_subscription, self._on_failed)

    def _ask(self, asked: Asked) -> None:
        self._asked, self._limit, self._answered = asked, AT_ONCE, False

    def _read_list(self, on: date, asked: Asked, limit: int) -> Listing:
        with self._desk.store.read() as session:
            return Listing(subscription_page(session, on, asked, limit), group_choices(session))

    def _read_subscription(self, subscription_id: int, on: date) -> SubscriptionOverview | None:
        with self._desk.store.read() as session:
            return subscription_overview(session, subscription_id, on)

    def _on_loaded(self, listing: Listing) -> None:
        self.loading.emit(False)
        self.loaded.emit(listing, self._answered)
        self._answered = True

    def _on_subscription(self, found: SubscriptionOverview | None) -> None:
        self.subscription_loaded.emit(found)

    def _on_failed(self, error: Exception) -> None:
        self.loading.emit(False)
        self.failed.emit(str(error))

    def _on_touched(self, _touched: Touched) -> None:
        self.load()
        self.look_at(self._shown)
