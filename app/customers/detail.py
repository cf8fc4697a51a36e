"""One customer whole: facts and amounts in front, the tables about it behind."""

from typing import Any

from PySide6.QtCore import Signal

from app.customers.records import CustomerRecords
from app.shared.chips import Chip
from app.shared.detail import DetailPane
from app.shared.kit import Kit
from app.shared.money import money
from domain.language import tr, trn
from domain.reporting.customer_balance import Balance
from domain.reporting.customer_detail import AssetLine, ContactLine, CustomerDetail, SiteRow, WishRow


class CustomerDetailPane(DetailPane):
    """Shows a `CustomerDetail`; its tables are made with the first one, so that the window opens soon."""

    chosen_changed = Signal()
    """Another site, contact or asset is current."""
    opened = Signal(str, object)
    """"site", "contact", "asset", "order", "agreement" or "subscription", and the row."""

    def __init__(self, kit: Kit) -> None:
        hint = tr("Choose one in the list, or press N to enter a new one.")
        super().__init__(kit, tr("No customer chosen"), hint)
        self._kit = kit
        self._records: CustomerRecords | None = None
        self._customer_id: int | None = None

    @property
    def records(self) -> CustomerRecords:
        """The tables."""
        if self._records is None:
            self._records = CustomerRecords(self._kit, self)
            self._records.chosen_changed.connect(self.chosen_changed)
            self._records.opened.connect(self.opened)
            for widget in self._records.widgets():
                self.add_tab(widget, "")
        return self._records

    def site(self) -> SiteRow | None:
        """The site that is chosen."""
        made = None if self._records is None else self._records.sites_tab.made
        return None if made is None else made.chosen()

    def contact(self) -> ContactLine | None:
        """The contact that is chosen."""
        made = None if self._records is None else self._records.contacts_tab.made
        return None if made is None else made.chosen()

    def asset(self) -> AssetLine | None:
        """The asset that is chosen."""
        made = None if self._records is None else self._records.assets_tab.made
        return None if made is None else made.chosen()

    def show_sites(self) -> None:
        """Bring the sites in front."""
        self.tabs.setCurrentWidget(self.records.sites_tab)

    def show_contacts(self) -> None:
        """Bring the contacts in front."""
        self.tabs.setCurrentWidget(self.records.contacts_tab)

    def show_customer(self, shown: CustomerDetail) -> None:
        """Fill everything."""
        another = shown.id != self._customer_id
        self._customer_id = shown.id
        head = shown.draft
        below = " · ".join(part for part in (head.number, f"{head.postcode} {head.city}".strip()) if part)
        self.show_record(head.name, below, _marks(shown))
        self.records.facts.set_facts(self._facts(shown))
        self.records.show_customer(shown, another=another)
        self._name_tabs(shown)

    def _name_tabs(self, shown: CustomerDetail) -> None:
        number = self._kit.times.number
        titles = (
            tr("Overview"),
            tr("Sites {count}", count=number(len(shown.sites))),
            tr("Contacts {count}", count=number(len(shown.contacts))),
            tr("Assets {count}", count=number(shown.asset_count)),
            tr("Orders {count}", count=number(shown.order_count)),
            tr("Agreements {count}", count=number(len(shown.agreements))),
            tr("Subscriptions {count}", count=number(len(shown.subscriptions))),
        )
        for at, title in enumerate(titles):
            self.tabs.setTabText(at, title)

    def _facts(self, shown: CustomerDetail) -> list[tuple[str, Any]]:
        head = shown.draft
        town = f"{head.postcode} {head.city}".strip()
        address = ", ".join(part for part in (head.street, town, shown.country) if part)
        return [
            (tr("Number"), head.number),
            (tr("Bills go to"), address or tr("the address of each site")),
            (tr("Currency"), head.currency or tr("that of the service centre")),
            (tr("SLA"), shown.sla or tr("the default")),
            *((tr("Technicians"), wish_words(wish)) for wish in shown.wishes),
            *(fact for balance in shown.balances for fact in self._amounts(balance)),
        ]

    def _amounts(self, balance: Balance) -> list[tuple[str, str]]:
        rows = (
            (tr("Not posted yet"), balance.open),
            (tr("Posted, not billed"), balance.posted),
            (tr("Billed"), balance.invoiced),
        )
        fees = ((tr("Fees, not billed"), balance.fees),) if balance.fees else ()
        return [(title, money(amount, balance.currency, self._kit.times)) for title, amount in (*rows, *fees)]


def wish_words(wish: WishRow) -> str:
    """Who, and how the customer stands to whom."""
    values = {"name": wish.technician, "wish": wish.wish.label.lower(), "site": wish.site}
    return tr("{name}: {wish} ({site})", **values) if wish.site else tr("{name}: {wish}", **values)


def _marks(shown: CustomerDetail) -> list[Chip]:
    if not shown.active:
        return [Chip(tr("Archived"), "neutral", soft=True)]
    still = sum(order.closed_at is None for order in shown.orders)
    if not still:
        return [Chip(tr("No open order"), "good", soft=True)]
    return [Chip(trn("{count} open order", "{count} open orders", still), "info", soft=True)]
