"""What may be supposed of the days that are planned, as values that are stored with a scenario."""

from datetime import date, datetime

import msgspec


class Absence(msgspec.Struct, frozen=True, tag="absence"):
    """Somebody is not there from one moment to another; what is booked for them then has to go elsewhere."""

    technician_id: int
    since: datetime
    until: datetime


class ExtraVan(msgspec.Struct, frozen=True, tag="extra_van"):
    """One or more people beside those there are, who work, know, start and carry like one of them."""

    like_id: int
    count: int = 1


class OtherSla(msgspec.Struct, frozen=True, tag="other_sla"):
    """Open orders are promised by another SLA: those of a customer, or all that are planned."""

    sla_id: int
    customer_id: int | None = None


class Visits(msgspec.Struct, frozen=True, tag="visits"):
    """Agreement visits that fall due up to a day and have no order yet are planned as if they had."""

    until: date


Variation = Absence | ExtraVan | OtherSla | Visits


class Supposition(msgspec.Struct, frozen=True):
    """Some variations under a name; without any, the days as they are."""

    name: str
    variations: tuple[Variation, ...] = ()

    @property
    def is_real(self) -> bool:
        """Whether it supposes no people, orders or promises that are not there, so that its plan could be made."""
        return all(isinstance(each, Absence) for each in self.variations)


def encode(variations: tuple[Variation, ...]) -> str:
    """The variations as they are stored."""
    return msgspec.json.encode(variations).decode()


def decode(text: str) -> tuple[Variation, ...]:
    """Stored variations."""
    return msgspec.json.decode(text, type=tuple[Variation, ...])
