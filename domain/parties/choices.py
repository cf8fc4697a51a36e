"""What forms about customers and sites offer to choose from."""

from functools import cache
from zoneinfo import available_timezones

APART = ("Etc/", "posix", "right/")


@cache
def zones() -> tuple[str, ...]:
    """The time zones that places are in, by name."""
    return ("UTC", *sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(APART)))


def zone_of(country: str) -> str:
    """The zone that most of a country is in, or the first of several; empty for a country that has none."""
    from babel.core import get_global  # takes a while to load, and few need it

    return next(iter(get_global("territory_zones").get(country, ())), "")
