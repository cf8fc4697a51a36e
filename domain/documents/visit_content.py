"""What the plan of visits tells: the values that its template may use. Times are those of the site."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PlannedService:
    """One service on one day; `window` says in words when it may be, or when somebody comes."""

    day: date
    window: str
    asset: str
    asset_number: str
    service: str
    place: str
    technician: str
    order: str
    done: bool


@dataclass(frozen=True, slots=True)
class VisitPaper:
    """The visits of an agreement from a first to a last day, for its customer."""

    number: str
    name: str
    customer_number: str
    rows: tuple[str, ...]
    """Name and address as they stand on the letter."""
    first: date
    last: date
    services: tuple[PlannedService, ...]

    @property
    def has_technicians(self) -> bool:
        """Whether any of them is told."""
        return any(each.technician for each in self.services)
