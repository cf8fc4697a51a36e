"""Calendar files by the rules of RFC 5545, read back by a reader of their own."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.scheduling.boards.ics import LONGEST, Event, calendar, folded, text

BERLIN = ZoneInfo("Europe/Berlin")
MADE = datetime(2026, 3, 4, 9, 20, tzinfo=UTC)
PLAIN = Event("booking-1@callout", 3, MADE, MADE + timedelta(hours=1), "SO-1 Leak test")
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n\\;,:"'), max_size=300)


def unfolded(content: bytes) -> list[str]:
    """The lines of a file as RFC 5545, 3.1 has them read."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= LONGEST
        line.decode()
    return content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def read(escaped: str) -> str:
    """A text as RFC 5545, 3.3.11 has it read."""
    found, signs = "", iter(escaped)
    for sign in signs:
        found += {"n": "\n", "N": "\n"}.get(after := next(signs), after) if sign == "\\" else sign
    return found


def properties(content: bytes) -> list[tuple[str, str]]:
    return [(name, value) for name, _, value in (line.partition(":") for line in unfolded(content))]


def values(event: Event, organizer: str = "") -> dict[str, str]:
    return dict(properties(calendar("Kim", [event], MADE, organizer)))


@given(WORDS, WORDS, WORDS)
def test_texts_come_back_whole_whatever_stands_in_them(summary: str, location: str, description: str) -> None:
    event = replace(PLAIN, summary=summary, location=location, description=description)
    found = values(event)
    assert read(found["SUMMARY"]) == summary
    assert read(found.get("LOCATION", "")) == location
    assert read(found.get("DESCRIPTION", "")) == description


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_no_line_is_longer_than_75_octets_and_no_sign_is_cut(line: str) -> None:
    (whole,) = unfolded(folded(line)) or [""]
    assert whole == line


def test_components_are_nested_and_all_that_must_be_there_is() -> None:
    content = calendar("Kim", [PLAIN, replace(PLAIN, uid="booking-2@callout")], MADE)
    lines = unfolded(content)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert {"VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART"} <= {name for name, _ in properties(content)}
    assert (values(PLAIN)["UID"], values(PLAIN)["SEQUENCE"]) == ("booking-1@callout", "3")


@pytest.mark.parametrize(
    ("start", "hours", "told"),
    [
        (datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN), 1, ("20260329T003000Z", "20260329T013000Z")),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN), 1, ("20261025T003000Z", "20261025T013000Z")),
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1), 1, ("20261025T013000Z", "20261025T023000Z")),
        (datetime(2026, 12, 31, 23, 30, tzinfo=BERLIN), 2, ("20261231T223000Z", "20270101T003000Z")),
    ],
)
def test_times_are_right_in_the_nights_when_clocks_change(start: datetime, hours: int, told: tuple[str, str]) -> None:
    finish = start.astimezone(UTC) + timedelta(hours=hours)
    found = values(replace(PLAIN, start=start, finish=finish))
    assert (found["DTSTART"], found["DTEND"]) == told


def test_a_cancelled_booking_is_taken_out_again() -> None:
    assert values(PLAIN)["STATUS"] == "CONFIRMED"
    assert values(replace(PLAIN, cancelled=True))["STATUS"] == "CANCELLED"


def test_a_calendar_for_a_mail_says_who_sends_it() -> None:
    assert "METHOD" not in values(PLAIN)
    found = values(PLAIN, "desk@callout.example")
    assert (found["METHOD"], found["ORGANIZER"]) == ("PUBLISH", "mailto:desk@callout.example")


def test_signs_that_no_calendar_takes_are_left_out() -> None:
    assert text("a\x00b\x07\r\nc\rd") == "ab\\nc\\nd"
