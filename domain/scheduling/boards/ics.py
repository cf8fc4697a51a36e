"""Bookings as an iCalendar file (RFC 5545), for the calendars of technicians. Pure: values in, bytes out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

LONGEST = 75
"""Octets of a line, without its end."""
PRODUCT = "-//Callout//Callout//EN"
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Event:
    """One booking as a calendar knows it: `uid` stays for ever, `sequence` grows with every change."""

    uid: str
    sequence: int
    start: datetime
    finish: datetime
    summary: str
    location: str = ""
    description: str = ""
    latitude: float | None = None
    longitude: float | None = None
    cancelled: bool = False


def calendar(name: str, events: Iterable[Event], made: datetime, organizer: str = "") -> bytes:
    """The file; with an `organizer`, the address of who sends it, it can be taken in from a mail.

    Times stand there in UTC, so that no calendar has to know the zone, whatever its clocks do that night.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN"]
    if organizer:
        lines.append("METHOD:PUBLISH")
    lines.append(f"X-WR-CALNAME:{text(name)}")
    for event in events:
        lines += _event(event, made, organizer)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def text(words: str) -> str:
    """A text as it may stand in a line."""
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("", plain).translate(_ESCAPES)


def folded(line: str) -> bytes:
    """The line with its end, gone on after a blank where it is too long; no sign is cut in two."""
    parts, part = [], b""
    for sign in line:
        octets = sign.encode()
        if len(part) + len(octets) > LONGEST:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join((*parts, part)) + b"\r\n"


def _event(event: Event, made: datetime, organizer: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{text(event.uid)}"
    yield f"DTSTAMP:{_moment(made)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART:{_moment(event.start)}"
    yield f"DTEND:{_moment(event.finish)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{text(event.summary)}"
    if event.location:
        yield f"LOCATION:{text(event.location)}"
    if event.description:
        yield f"DESCRIPTION:{text(event.description)}"
    if event.latitude is not None and event.longitude is not None:
        yield f"GEO:{event.latitude:.6f};{event.longitude:.6f}"
    if organizer:
        yield f"ORGANIZER:mailto:{organizer}"
    yield "END:VEVENT"


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
