"""A service centre of one fortnight for the bench of the board: everybody has four jobs a day, some orders wait."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from bench.bulk import Bulk, bulk
from bench.stages import fill_stages
from domain.assets.model import Asset, AssetModel
from domain.orders.model import Order, Origin, Progress, order_skill
from domain.parties.model import Customer, Site
from domain.scheduling.model import Booking, BookingStatus, Lock
from domain.store.numbering import number_series
from domain.store.store import Store
from domain.words import Priority
from domain.workforce.model import Shift, Skill, Team, Technician, technician_skill

NOW = datetime(2026, 3, 4, 9, 20, tzinfo=UTC)  # a Wednesday
FIRST = datetime(2026, 2, 26, 8, tzinfo=UTC)
DAYS = 14
SKILLS = ("Refrigeration", "Hydraulics", "High voltage", "Lifts", "Gas", "Controls")
OF_TEAM = 12
OF_CUSTOMER = 8
WAITING = 300
LENGTH, TRAVEL = timedelta(minutes=105), 15
#: At what hour the jobs of a day begin.
STARTS = tuple(timedelta(hours=2 * number) for number in range(4))


class BoardBase:
    """Everything follows from the two numbers, so each run measures the same."""

    def __init__(self, technicians: int, bookings: int) -> None:
        self._dice = Random(7)
        self._technicians = technicians
        self._bookings = bookings
        self._orders = bookings + WAITING
        self._customers = -(-self._orders // OF_CUSTOMER)

    def build(self, store: Store) -> None:
        """Fill the empty store."""
        with bulk(store) as filling:
            self._people(filling)
            self._places(filling)
            fill_stages(filling)
            filling.insert(Order, _ORDER, self._work(filling))
            needed = ((key, 1 + key % len(SKILLS)) for key in range(1, self._orders + 1))
            filling.insert(order_skill, ("order_id", "skill_id"), needed)
            filling.insert(number_series, ("name", "last"), [("order", self._orders)])
            filling.insert(Booking, _BOOKING, self._booked(filling))

    def _people(self, filling: Bulk) -> None:
        teams = -(-self._technicians // OF_TEAM)
        filling.insert(Team, ("id", "name"), ((key, f"Team {key:03}") for key in range(1, teams + 1)))
        filling.insert(Skill, ("id", "name"), enumerate(SKILLS, 1))
        keys = range(1, self._technicians + 1)
        people = (
            (key, f"Technician {key:04}", "", "", 1 + (key - 1) // OF_TEAM, *self._place(), "Europe/Berlin")
            for key in keys
        )
        names = ("id", "name", "phone", "email", "team_id", "latitude", "longitude", "timezone")
        filling.insert(Technician, names, people)
        able = ((key, 1 + (key + more) % len(SKILLS)) for key in keys for more in (0, 2))
        filling.insert(technician_skill, ("technician_id", "skill_id"), able)
        hours = ("08:00:00.000000", "17:00:00.000000", 30, "11:30:00.000000", "13:30:00.000000")
        shifts = ((key, weekday, *hours) for key in keys for weekday in range(5))
        parts = ("technician_id", "weekday", "start", "finish", "break_minutes", "break_from", "break_until")
        filling.insert(Shift, parts, shifts)

    def _places(self, filling: Bulk) -> None:
        keys = range(1, self._customers + 1)
        filling.insert(Customer, ("id", "number", "name"), ((key, f"C-{key:05}", f"Customer {key}") for key in keys))
        sites = ((key, key, f"Plant {key}", "Kiel", "", "", "DE", *self._place(), "Europe/Berlin") for key in keys)
        names = ("id", "customer_id", "name", "city", "street", "postcode", "country")
        filling.insert(Site, (*names, "latitude", "longitude", "timezone"), sites)
        filling.insert(AssetModel, ("id", "kind", "maker", "name"), [(1, "chiller", "Nordfrost", "CX 400")])
        machines = ((key, f"A-{key:06}", f"Chiller {key}", f"N{key:06}", 1, key, key) for key in keys)
        filling.insert(Asset, ("id", "number", "name", "serial", "model_id", "site_id", "customer_id"), machines)

    def _place(self) -> tuple[float, float]:
        return 53.5 + self._dice.random(), 9.5 + self._dice.random()

    def _work(self, filling: Bulk) -> Iterator[tuple[Any, ...]]:
        priorities = [each.value for each in Priority]
        for key in range(1, self._orders + 1):
            of = 1 + key % self._customers
            booked = key <= self._bookings
            start, _ = self._when(key) if booked else (NOW, NOW)
            due = start + timedelta(hours=self._dice.choice((1, 2, 4, 8, 24, 72)))
            promised = (start - timedelta(minutes=30), start + timedelta(hours=1)) if not key % 5 else None
            stage = 2 if booked else 1
            yield (
                key, f"SO-{key:06}", "Supply temperature too high", "", of, of, of, Progress.IN_PROCESS.value, "",
                self._dice.choice(priorities), stage, (Origin.ALERT if not key % 4 else Origin.HAND).value, 105,
                filling.moment(NOW - timedelta(days=3)), filling.moment(due),
                *(filling.moment(at) if at else None for at in (promised or (None, None))),
            )  # fmt: skip

    def _booked(self, filling: Bulk) -> Iterator[tuple[Any, ...]]:
        for key in range(1, self._bookings + 1):
            start, finish = self._when(key)
            past = finish < NOW
            status = BookingStatus.DONE if past else self._dice.choice(_OPEN)
            lock = Lock.TIME if not key % 9 else Lock.NONE
            technician = 1 + (key - 1) % self._technicians
            moments = filling.moment(start), filling.moment(finish)
            yield key, key, technician, *moments, status.value, lock.value, TRAVEL

    def _when(self, key: int) -> tuple[datetime, datetime]:
        """From day to day, four a day."""
        day, slot = divmod((key - 1) // self._technicians, len(STARTS))
        start = FIRST + timedelta(days=day) + STARTS[slot]
        return start, start + LENGTH


_OPEN = (BookingStatus.PLANNED, BookingStatus.PLANNED, BookingStatus.DISPATCHED, BookingStatus.ACCEPTED)
_ORDER = (
    "id", "number", "title", "description", "customer_id", "site_id", "asset_id", "progress", "search", "priority",
    "stage_id", "origin", "minutes", "opened_at", "due_at", "window_from", "window_until",
)  # fmt: skip
_BOOKING = ("id", "order_id", "technician_id", "start_at", "finish_at", "status", "lock", "travel_minutes")
