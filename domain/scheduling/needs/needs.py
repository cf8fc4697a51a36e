"""What an order asks of whoever does it, and of the time when it is done."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from domain.scheduling.travel.places import Place
from domain.workforce.model import Bookable


@dataclass(frozen=True, slots=True)
class Part:
    """So many of an article that must be in the van."""

    article_id: int
    name: str
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class After:
    """A job that must be done `minutes` before this one begins; `finish` is None while nobody has planned it."""

    number: str
    finish: datetime | None
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Need:
    """What the order asks of a placement; whatever is left empty is not asked."""

    skills: frozenset[str] = frozenset()
    due: datetime | None = None
    ratings: tuple[tuple[str, int], ...] = ()
    """Of some of the skills: the least rating, 1 to 5."""
    place: Place | None = None
    """Where the work is; None where nobody knows."""
    territory: str = ""
    window_from: datetime | None = None
    window_until: datetime | None = None
    """The arrival that the customer was promised."""
    kind: Bookable = Bookable.PERSON
    parts: tuple[Part, ...] = ()
    after: tuple[After, ...] = ()
    before: tuple[tuple[str, datetime, int], ...] = ()
    """Jobs that wait for this one: number, planned start, minutes between."""
    preferred: frozenset[int] = frozenset()
    restricted: frozenset[int] = frozenset()
    only: frozenset[int] = frozenset()
    """Technicians by id, as the customer or the order wants them; `only` empty: anybody."""


#: Asks for nothing.
NOTHING = Need()
