"""What people type, as values: numbers, days and times of day; what is neither is refused at its field."""

import re
from datetime import date, datetime, time

from app.shared.days import day_format, short_day
from app.shared.times import Times
from domain.errors import Refusal
from domain.language import tr

_YEAR_FIRST = re.compile(r"(\d{4})[./-](\d{1,2})[./-](\d{1,2})[.]?")
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{2,4})?)?")
_BLANK = re.compile(r"[\s\u200e\u200f]")
_CLOCK = re.compile(r"(\d{1,2})(?::?(\d{2}))?")
CENTURY = 100
THIS_CENTURY = 2000


def plain_number(text: str) -> str:
    """Digits with a point, however thousands and decimals were parted: "1.234,50", "1,234.50", "12 500"."""
    bare = re.sub(r"[\s'\u2019]", "", text)
    last = max(bare.rfind(","), bare.rfind("."))
    if last < 0:
        return bare
    return re.sub(r"[.,]", "", bare[:last]) + "." + bare[last + 1 :]


def day(text: str, times: Times, field: str) -> date:
    """Such as "2026-03-02", "2.3.", "02/03/26", day and month as the language orders them; this year without one."""
    present = times.local(times.now()).date()
    bare = _BLANK.sub("", text)
    try:
        if found := _YEAR_FIRST.fullmatch(bare):
            return date(*map(int, found.groups()))
        if found := _DAY.fullmatch(bare):
            return _in_order(int(found[1]), int(found[2]), int(found[3] or present.year), "." in bare)
    except ValueError:
        pass
    raise Refusal(tr("A day is needed here, such as {example}.", example=written_day(present)), field=field)


def _in_order(first: int, second: int, year: int, dotted: bool) -> date:
    """Day before month, unless the language writes it otherwise; with dots it is always so."""
    written = day_format()
    month_first = not dotted and written.find("M") < written.find("d")
    day, month = (second, first) if month_first else (first, second)
    return date(year + THIS_CENTURY if year < CENTURY else year, month, day)


def written_day(when: date) -> str:
    """A day as it is shown and typed."""
    return short_day(when)


def moment(text: str, on: date, times: Times, field: str) -> datetime | None:
    """A time of day such as "9", "930" or "9:30" on a day where the user is; None for nothing typed."""
    if not text.strip():
        return None
    found = _CLOCK.fullmatch(text.strip())
    try:
        of_day = time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        of_day = None
    if of_day is None:
        raise Refusal(tr("A time of day is needed here, such as 9:30."), field=field)
    here = datetime.combine(on, of_day)
    return here.replace(tzinfo=times.zone) if times.zone else here.astimezone()
