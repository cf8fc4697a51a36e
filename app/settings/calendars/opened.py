"""Holidays on which work goes on: this year, every year, or not."""

from enum import StrEnum

from domain.calendars.closing import OpenDay
from domain.language import tr


class Opened(StrEnum):
    """What a holiday is in a calendar."""

    CLOSED = "closed"
    THIS_YEAR = "this_year"
    EVERY_YEAR = "every_year"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Opened.CLOSED: tr("closed"),
            Opened.THIS_YEAR: tr("open this year"),
            Opened.EVERY_YEAR: tr("open every year"),
        }[self]


def opened(open_days: tuple[OpenDay, ...], name: str, year: int) -> Opened:
    """What the holiday of a name is in a year."""
    if OpenDay(name) in open_days:
        return Opened.EVERY_YEAR
    return Opened.THIS_YEAR if OpenDay(name, year) in open_days else Opened.CLOSED


def switched(open_days: tuple[OpenDay, ...], name: str, year: int, wanted: Opened) -> tuple[OpenDay, ...]:
    """The open days once the holiday of a name is as wanted; other years of its own stay unless it opens in all."""
    gone = {OpenDay(name), OpenDay(name, year)}
    kept = [day for day in open_days if day not in gone and not (wanted is Opened.EVERY_YEAR and day.name == name)]
    new = {Opened.EVERY_YEAR: [OpenDay(name)], Opened.THIS_YEAR: [OpenDay(name, year)], Opened.CLOSED: []}[wanted]
    return tuple(sorted([*kept, *new], key=_by_name))


def _by_name(day: OpenDay) -> tuple[str, int]:
    return day.name, day.year or 0
