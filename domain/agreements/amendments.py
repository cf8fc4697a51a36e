"""Amendments: what is agreed otherwise from a day on, while what was agreed before stays readable."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from domain.errors import Refusal
from domain.language import day_words, tr

Agreed = TypeVar("Agreed")


@dataclass(frozen=True, slots=True)
class Amendment(Generic[Agreed]):
    """What is agreed from the first to the last day; without a last one until the agreement ends."""

    starts_on: date
    ends_on: date | None
    agreed: Agreed

    @property
    def last(self) -> date:
        """The last day on which it can hold."""
        return self.ends_on or date.max


def in_force(amendments: Iterable[Amendment[Agreed]], original: Agreed, day: date) -> Agreed:
    """What is agreed on a day: by an amendment, else as it was at first."""
    holding = (each for each in amendments if each.starts_on <= day <= each.last)
    found = next(holding, None)
    return original if found is None else found.agreed


def check_amendment(
    amendment: Amendment[Agreed], others: Iterable[Amendment[Agreed]], starts_on: date, ends_on: date | None
) -> None:
    """Refuse an amendment that overlaps another one, ends before it starts, or lies outside the agreement."""
    if amendment.last < amendment.starts_on:
        raise Refusal(tr("The end is before the start."), field="ends_on")
    if amendment.starts_on < starts_on:
        raise Refusal(tr("The agreement begins on {day} only.", day=day_words(starts_on)), field="starts_on")
    if ends_on is not None and (amendment.starts_on > ends_on or (amendment.ends_on or ends_on) > ends_on):
        field = "starts_on" if amendment.starts_on > ends_on else "ends_on"
        raise Refusal(tr("The agreement ends on {day}.", day=day_words(ends_on)), field=field)
    for other in others:
        if amendment.starts_on <= other.last and other.starts_on <= amendment.last:
            raise _overlap(amendment, other)


def _overlap(amendment: Amendment[Agreed], other: Amendment[Agreed]) -> Refusal:
    begins_inside = other.starts_on <= amendment.starts_on
    until = day_words(other.ends_on) if other.ends_on else "…"
    return Refusal(
        tr("This overlaps the amendment of {first} – {last}.", first=day_words(other.starts_on), last=until),
        field="starts_on" if begins_inside else "ends_on",
    )
