"""A service centre with a million orders of ten years: ten thousand are open, the others done and billed."""

from array import array
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from bench.bulk import Bulk, bulk
from bench.order_bills import fill_bills
from bench.stages import fill_stages
from domain.assets.model import Asset, AssetModel
from domain.orders.content import OrderLine
from domain.orders.model import Order, Origin, Progress
from domain.orders.promise_model import ClockMark
from domain.orders.search_text import text_of
from domain.parties.model import Customer, Site
from domain.scheduling.model import Booking
from domain.sla.clock import MarkKind
from domain.store.journal import journal
from domain.store.numbering import number_series
from domain.store.store import Store
from domain.words import Priority
from domain.workforce.model import Team, Technician

ORDERS = 1_000_000
OPEN = 10_000
TECHNICIANS = 200
#: So many orders to one customer, site, asset.
OF_CUSTOMER, OF_SITE, OF_ASSET = 200, 80, 10
USERS = tuple(f"user{number:02}" for number in range(25))
YEARS = 10
THINGS = ("Chiller", "Boiler", "Pump", "Lift", "Compressor", "Fan", "Gate", "Conveyor", "Burner", "Heat exchanger")
FAULTS = ("leaks", "does not start", "too warm", "makes noise", "vibrates", "yearly inspection", "no pressure", "E-{}")
CITIES = ("Berlin", "Hamburg", "Kiel", "Bremen", "Leipzig", "Wien", "Graz", "Zürich", "Basel", "Köln", "Aachen")
_SYLLABLES = (
    "ba",
    "ker",
    "lin",
    "do",
    "mar",
    "ste",
    "vo",
    "nau",
    "fel",
    "rich",
    "sen",
    "gra",
    "tz",
    "wal",
    "hu",
    "ber",
)
_BUSINESS = ("GmbH", "AG", "Brewery", "Clinic", "Foods", "Logistics", "Dairy", "Hotel", "Print", "Plastics")


class OrderBase:
    """Everything follows from one seed, so each database holds the same."""

    def __init__(self, now: datetime, orders: int = ORDERS, open_orders: int = OPEN) -> None:
        self._now = now
        self._dice = Random(7)
        self.count, self._open = orders, open_orders
        customers, sites, assets = orders // OF_CUSTOMER, orders // OF_SITE, orders // OF_ASSET
        self.customers = [(f"C-{key:05}", self._name(key)) for key in range(1, customers + 1)]
        self.sites = [(key % customers, f"Plant {self._word()}", CITIES[key % len(CITIES)]) for key in range(sites)]
        self.assets = [(self._dice.randrange(sites), *self._asset(key)) for key in range(assets)]
        self._customer_of = array("l")

    def build(self, store: Store) -> None:
        """Fill the empty store."""
        with bulk(store) as filling:
            self._places(filling)
            self._machines(filling)
            self._people(filling)
            fill_stages(filling)
            filling.insert(Order, _ORDER, self._orders(filling))
            filling.insert(number_series, ("name", "last"), [("order", self.count)])
            filling.insert(Booking, _BOOKING, self._bookings(filling))
            filling.insert(OrderLine, _LINE, self._lines())
            fill_bills(filling, self._now, self._customer_of[: self._billed_until], self.is_open)
            filling.insert(ClockMark, _MARK, self._marks(filling))
            filling.insert(journal, _FACT, self._facts(filling))

    def _name(self, key: int) -> str:
        return f"{self._word()} {_BUSINESS[key % len(_BUSINESS)]}"

    def _word(self) -> str:
        return "".join(self._dice.choices(_SYLLABLES, k=self._dice.randint(2, 4))).capitalize()

    def _asset(self, key: int) -> tuple[str, str, str]:
        serial = f"{self._dice.choice('ABCNX')}{self._dice.choice('FGKRZ')}{key * 7_919 % 1_000_000:06}"
        return f"A-{key:06}", f"{THINGS[key % len(THINGS)]} {self._dice.randint(1, 20)}", serial

    def _places(self, filling: Bulk) -> None:
        customers = ((key, number, name) for key, (number, name) in enumerate(self.customers, 1))
        filling.insert(Customer, ("id", "number", "name"), customers)
        same = ("", "", "DE", 52.5, 13.4, "Europe/Berlin")
        sites = ((key, of + 1, name, city, *same) for key, (of, name, city) in enumerate(self.sites, 1))
        names = ("id", "customer_id", "name", "city", "street", "postcode", "country")
        filling.insert(Site, (*names, "latitude", "longitude", "timezone"), sites)

    def _machines(self, filling: Bulk) -> None:
        filling.insert(AssetModel, ("id", "kind", "maker", "name"), [(1, "chiller", "Nordfrost", "CX 400")])
        machines = (
            (key, number, name, serial, 1, site + 1, self.sites[site][0] + 1)
            for key, (site, number, name, serial) in enumerate(self.assets, 1)
        )
        names = ("id", "number", "name", "serial", "model_id", "site_id", "customer_id")
        filling.insert(Asset, names, machines)

    def _people(self, filling: Bulk) -> None:
        filling.insert(Team, ("id", "name"), [(1, "North")])
        people = ((key, f"{self._word()} {key}", "", "", 1, 52.5, 13.4, "UTC") for key in range(1, TECHNICIANS + 1))
        names = ("id", "name", "phone", "email", "team_id", "latitude", "longitude", "timezone")
        filling.insert(Technician, names, people)

    def _orders(self, filling: Bulk) -> Iterator[tuple[Any, ...]]:
        dice, moment = self._dice, filling.moment
        priorities = [each.value for each in Priority]
        origins = [Origin.HAND.value, Origin.ALERT.value, Origin.AGREEMENT.value, Origin.WEB.value]
        for key in range(1, self.count + 1):
            opened = self._opened(key)
            still = self.is_open(key)
            at = dice.randrange(len(self.assets))
            site, *machine = self.assets[at]
            of, *place = self.sites[site]
            self._customer_of.append(of + 1)
            number, title = f"SO-{key:06}", self._title(machine[1])
            text = text_of((number, title, *self.customers[of], *place, *machine))
            closed = None if still else moment(opened + timedelta(days=2))
            due = moment(opened + timedelta(hours=dice.choice((8, 24, 72, 240))))
            stage = dice.choice((1, 1, 2, 3)) if still else 4
            yield (
                key, number, title, "", of + 1, site + 1, at + 1, dice.choice(USERS) if dice.random() < 0.7 else "",
                Progress.IN_PROCESS.value if still else Progress.POSTED.value, text, dice.choice(priorities), stage,
                dice.choice(origins), 90, moment(opened), due, closed,
            )  # fmt: skip

    def _title(self, machine: str) -> str:
        return f"{machine.split(maxsplit=1)[0]} {self._dice.choice(FAULTS).format(self._dice.randint(100, 999))}"

    def _opened(self, key: int) -> datetime:
        """Evenly over the years, as far as this does; open ones stand at the end."""
        return self._now - timedelta(days=365 * YEARS) * (1 - key / (self.count + 1))

    def is_open(self, key: int) -> bool:
        """Most of the open ones are young, every tenth has lain for long."""
        young = self._open * 9 // 10
        return key > self.count - young or key % ((self.count - young) // (self._open - young)) == 1

    @property
    def _posted_until(self) -> int:
        return self.count - 2 * self._open

    @property
    def _billed_until(self) -> int:
        return self.count - 3 * self._open

    def _bookings(self, filling: Bulk) -> Iterator[tuple[Any, ...]]:
        """Three of four orders are visited."""
        for key in range(1, self.count + 1):
            if key % 4:
                start = self._opened(key) + timedelta(hours=20)
                finish = filling.moment(start + timedelta(minutes=90))
                yield key, 1 + key % TECHNICIANS, filling.moment(start), finish

    def _lines(self) -> Iterator[tuple[Any, ...]]:
        """One line for each order; those of open and of the youngest closed orders wait to be posted.

        Of those that are posted, the youngest wait to be invoiced.
        """
        for key in range(1, self.count + 1):
            waits = self.is_open(key) or key > self._posted_until
            status = "created" if waits else "posted"
            billed = not waits and key <= self._billed_until
            day = self._opened(key).date()
            yield key, 1, "hour", status, "Work", 15_000, "h", 400_000, 900_000, 190_000, day.isoformat(), billed

    def _marks(self, filling: Bulk) -> Iterator[tuple[Any, ...]]:
        """From when on the clocks of the open orders run."""
        for key in filter(self.is_open, range(1, self.count + 1)):
            yield key, filling.moment(self._opened(key)), MarkKind.OPENED.value, 1, "user01"

    def _facts(self, filling: Bulk) -> Iterator[tuple[Any, ...]]:
        for key in range(1, self.count + 1):
            yield filling.moment(self._opened(key)), "user01", "order.opened", "order", key, "{}", '{"origin": "hand"}'


_ORDER = (
    "id", "number", "title", "description", "customer_id", "site_id", "asset_id", "responsible", "progress", "search",
    "priority", "stage_id", "origin", "minutes", "opened_at", "due_at", "closed_at",
)  # fmt: skip
_BOOKING = ("order_id", "technician_id", "start_at", "finish_at")
_LINE = (
    "order_id", "position", "kind", "status", "text", "quantity", "unit", "cost_price", "sales_price", "tax_percent",
    "done_on", "billed",
)  # fmt: skip
_MARK = ("order_id", "at", "kind", "stage_id", "actor")
_FACT = ("at", "actor", "kind", "subject", "subject_id", "before", "after")
