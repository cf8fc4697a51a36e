"""Moments in few words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QLocale

from app.shared.times import Times, duration
from domain.clock import FixedClock

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
BRITISH = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)


def times(zone: str = "UTC", locale: QLocale = BRITISH) -> Times:
    return Times(FixedClock(NOW), ZoneInfo(zone), locale)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW.replace(hour=14, minute=30), "14:30"),
        (NOW.replace(day=4, hour=8), "tomorrow 08:00"),
        (NOW.replace(day=2, hour=23, minute=59), "yesterday 23:59"),
        (NOW.replace(day=6, hour=8), "Fri 08:00"),
        (NOW.replace(month=8, day=20, hour=9), "20 Aug 09:00"),
        (NOW.replace(year=2024), "3 Mar 2024"),
        (None, ""),
    ],
)
def test_short_is_as_long_as_the_day_needs(moment: datetime | None, words: str) -> None:
    assert times().short(moment) == words


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=80), "in 1 h 20 min"),
        (timedelta(minutes=-3), "3 min ago"),
        (timedelta(hours=-2), "2 h ago"),
        (timedelta(days=1), "tomorrow 12:00"),
    ],
)
def test_ago_tells_the_distance(ahead: timedelta, words: str) -> None:
    assert times().ago(NOW + ahead) == words


def test_the_day_is_that_of_the_users_zone() -> None:
    late = NOW.replace(hour=23, minute=30)
    assert times().short(late) == "23:30"
    assert times("Europe/Berlin").short(late) == "tomorrow 00:30"


def test_full_tells_everything() -> None:
    assert times("Europe/Berlin").full(NOW) == "Tuesday, 3 March 2026 13:00:00 CET"


def test_the_locale_has_the_last_word() -> None:
    german = QLocale(QLocale.Language.German, QLocale.Country.Germany)
    assert times(locale=german).number(1234.5, 1) == "1.234,5"
    assert times(locale=german).day(NOW) == "Di. 3 März"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(45, "45 s"), (180, "3 min"), (3600, "1 h"), (4800, "1 h 20 min"), (86400 * 2 + 3 * 3600, "2 d 3 h")],
)
def test_durations_have_two_units_at_most(seconds: int, words: str) -> None:
    assert duration(timedelta(seconds=seconds)) == words
