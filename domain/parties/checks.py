"""What of a customer, site or contact is refused, whichever form it came from."""

import re
from functools import cache
from zoneinfo import available_timezones

from domain.calendars.holidays import countries
from domain.errors import Refusal
from domain.language import tr

LONGEST_NAME = 200
LONGEST_LINE = 200
LONGEST_NUMBER = 30
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_PHONE = re.compile(r"[+()\d\s./\-x]{1,40}", re.IGNORECASE)


def name(entered: str, field: str = "name", longest: int = LONGEST_NAME) -> str:
    """A text that must be there."""
    text = entered.strip()
    if not 0 < len(text) <= longest:
        raise Refusal(tr("Between 1 and {count} letters are needed here.", count=longest), field=field)
    return text


def line(entered: str, field: str) -> str:
    """A text that may be empty."""
    text = entered.strip()
    if len(text) > LONGEST_LINE:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_LINE), field=field)
    return text


def country(entered: str, *, required: bool) -> str:
    """The code of a country."""
    code = entered.strip().upper()
    if not code and not required:
        return ""
    if not code:
        raise Refusal(tr("Say in which country this is."), field="country")
    if code not in countries():
        raise Refusal(tr("A country is two letters, such as DE."), field="country")
    return code


def timezone(entered: str) -> str:
    """The name of a time zone, as the IANA lists them."""
    if entered not in _zones():
        raise Refusal(tr("Choose the time zone; promises and visits count in it."), field="timezone")
    return entered


def latitude(entered: float) -> float:
    return _within(entered, 90)


def longitude(entered: float) -> float:
    return _within(entered, 180)


def email(entered: str) -> str:
    """An address for mail, or nothing."""
    text = line(entered, "email")
    if text and not _EMAIL.fullmatch(text):
        raise Refusal(tr("An address for mail has an @ and no spaces."), field="email")
    return text


def phone(entered: str) -> str:
    """A number to call, or nothing."""
    text = entered.strip()
    if text and not _PHONE.fullmatch(text):
        raise Refusal(tr("A phone number has digits, spaces and + ( ) / - alone."), field="phone")
    return text


def _within(entered: float, most: int) -> float:
    if not -most <= entered <= most:
        sentence = tr("Latitude is between -90 and 90 degrees, longitude between -180 and 180.")
        raise Refusal(sentence, field="coordinates")
    return float(entered)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
