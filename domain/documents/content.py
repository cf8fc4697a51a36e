"""What papers tell: the values that templates may use. Times are those of the site."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from domain.catalogue.model import LineKind
from domain.words import Priority


@dataclass(frozen=True, slots=True)
class Centre:
    """Who writes."""

    name: str
    address: str
    contact: str
    footer: str


@dataclass(frozen=True, slots=True)
class Place:
    """An address; `country` is its name, empty at home."""

    name: str
    street: str
    postcode: str
    city: str
    country: str = ""
    hint: str = ""

    @property
    def rows(self) -> tuple[str, ...]:
        """As it is written on a letter, without empty rows."""
        town = f"{self.postcode} {self.city}".strip()
        return tuple(row for row in (self.name, self.street, town, self.country) if row)


@dataclass(frozen=True, slots=True)
class Machine:
    """The asset that is worked on."""

    number: str
    name: str
    serial: str
    model: str
    installed_on: date | None


@dataclass(frozen=True, slots=True)
class Person:
    """Whom to ask for."""

    name: str
    role: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Visit:
    """When somebody comes, or was there."""

    technician: str
    start: datetime
    finish: datetime


@dataclass(frozen=True, slots=True)
class Check:
    """One point of a checklist."""

    text: str
    required: bool
    checked: bool


@dataclass(frozen=True, slots=True)
class Task:
    """Something to be done."""

    name: str
    internal_note: str
    external_note: str
    done_at: datetime | None
    done_by: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """What was wrong, why, and what helped."""

    machine: str
    title: str
    note: str
    condition: str
    symptom: str
    diagnosis: str
    resolution: str
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier order for the same asset; `repairs` says what was found and done."""

    number: str
    opened_at: datetime
    title: str
    stage: str
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an order or invoice; price and net without tax, net 0 for what is not charged."""

    position: int
    kind: LineKind
    article: str
    text: str
    note: str
    technician: str
    done_on: date
    quantity: Decimal
    unit: str
    price: Decimal
    tax_percent: Decimal
    chargeable: bool
    net: Decimal
    until: date | None = None
    """The last day of a fee; `done_on` is its first one."""


@dataclass(frozen=True, slots=True)
class Tax:
    """What the lines of one rate come to."""

    percent: Decimal
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums at the end."""

    currency: str
    net: Decimal
    taxes: tuple[Tax, ...]
    tax: Decimal
    total: Decimal


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """An order as papers tell of it. `signature`, `qr_order`, `qr_asset` are pictures for `src`, or empty."""

    number: str
    title: str
    description: str
    priority: Priority
    stage: str
    order_type: str
    agreement: str
    responsible: str
    opened_at: datetime
    due_at: datetime | None
    minutes: int
    customer_number: str
    customer: str
    place: Place
    contact: Person | None
    machine: Machine | None
    internal_note: str
    external_note: str
    skills: tuple[str, ...]
    visits: tuple[Visit, ...]
    tasks: tuple[Task, ...]
    repairs: tuple[Repair, ...]
    history: tuple[Past, ...]
    lines: tuple[Line, ...]
    totals: Totals
    signed_off_at: datetime | None
    signed_off_by: str
    signature: str
    qr_order: str
    qr_asset: str

    @property
    def parts(self) -> tuple[Line, ...]:
        """The items among the lines."""
        return tuple(line for line in self.lines if line.kind is LineKind.ITEM)


@dataclass(frozen=True, slots=True)
class Billed:
    """The lines of one order on an invoice, or the fees of one subscription, which has no place."""

    number: str
    title: str
    place: str
    lines: tuple[Line, ...]
    is_subscription: bool = False


@dataclass(frozen=True, slots=True)
class InvoicePaper:
    """An invoice or credit note; without a number it is a proposal."""

    number: str
    is_credit_note: bool
    credits: str
    customer_number: str
    rows: tuple[str, ...]
    """Name and address as they stand on the letter."""
    issued_on: date | None
    due_on: date | None
    remark: str
    orders: tuple[Billed, ...]
    totals: Totals
