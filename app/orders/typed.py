"""What people type, as values: numbers, days and times of day; what is neither is refused at its field."""

import re
from datetime import date, datetime, time

from app.shared.times import Times
from domain.errors import Refusal
from domain.language import tr

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{2,4})?)?")
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
    """Such as "2026-03-02", "2.3.", "02/03/26"; without a year the present one."""
    present = times.local(times.now()).date()
    try:
        if found := _ISO.fullmatch(text.strip()):
            return date(*(int(part) for part in found.groups()))
        if found := _DAY.fullmatch(text.strip()):
            year = int(found[3]) if found[3] else present.year
            return date(year + THIS_CENTURY if year < CENTURY else year, int(found[2]), int(found[1]))
    except ValueError:
        pass
    raise Refusal(tr("A day is needed here, such as {example}.", example=written_day(present)), field=field)


def written_day(when: date) -> str:
    """A day as it is shown and typed."""
    return when.isoformat()


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
