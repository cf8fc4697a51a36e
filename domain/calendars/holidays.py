"""The public holidays of all countries, from the library of that name."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType

from domain.language import spoken

SEPARATOR = "; "
"""Between the names of holidays that fall on one day."""


def named_days(country: str, subdivision: str, year: int) -> Mapping[date, str]:
    """The holidays of a year with their names, as they are called where they are held; none without a country."""
    return _named_days(country, subdivision, year) if country else {}


def countries() -> Mapping[str, str]:
    """The codes of all countries whose holidays are known, and their names, by name."""
    return _countries(spoken())


@cache
def subdivisions(country: str) -> Mapping[str, str]:
    """The codes of the states or regions of a country, and their names, by name."""
    from holidays import country_holidays  # the library takes a while to load, and few need it

    if country not in countries():
        return {}
    names = country_holidays(country).get_subdivision_aliases()
    return _by_name({code: aliases[0] if aliases else code for code, aliases in names.items()})


@lru_cache(maxsize=2048)
def _named_days(country: str, subdivision: str, year: int) -> Mapping[date, str]:
    from holidays import country_holidays

    # Without a language, names would follow that of the operating system, and could not be kept.
    language = country_holidays(country).default_language
    found = country_holidays(country, subdiv=subdivision or None, years=year, language=language)
    return MappingProxyType({day: found[day] for day in sorted(found) if day.year == year})


@cache
def _countries(language: str) -> Mapping[str, str]:
    from babel import Locale
    from holidays import list_supported_countries

    names = Locale.parse(language).territories
    return _by_name({code: names.get(code, code) for code in list_supported_countries(include_aliases=False)})


def _by_name(names: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(sorted(names.items(), key=lambda item: item[1])))
