"""What people type in a hurry, as values."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QLocale

from app.shared.days import short_day
from app.shared.times import Times
from app.shared.typed import day, moment, plain_number, written_day
from domain.clock import FixedClock
from domain.errors import Refusal

TIMES = Times(FixedClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)), UTC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1.234,50", "1234.50"),
        ("1,234.50", "1234.50"),
        ("12 500", "12500"),
        ("-3", "-3"),
    ],
)
def test_numbers_are_understood_however_they_are_parted(typed: str, meant: str) -> None:
    assert plain_number(typed) == meant


@pytest.mark.parametrize("typed", ["2026-03-05", "5.3.", "5.3.26", "05/03/2026"])
def test_days_are_understood_as_they_are_written(typed: str) -> None:
    assert day(typed, TIMES, "done_on") == date(2026, 3, 5)


@pytest.fixture(params=["en_GB", "en_US", "de_DE", "nl_NL", "cs_CZ", "sv_SE", "hu_HU", "ja_JP", "fr_CA", "ko_KR"])
def locale(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


def test_a_day_is_understood_as_the_language_shows_it(locale: str) -> None:
    for shown in (date(2026, 3, 5), date(2026, 11, 22)):
        assert day(written_day(shown), TIMES, "done_on") == shown, locale


def test_a_day_is_shown_as_everywhere_else() -> None:
    assert written_day(date(2026, 3, 5)) == short_day(date(2026, 3, 5)) == "05/03/2026"


@pytest.mark.parametrize("typed", ["9:30", "930", "0930"])
def test_times_of_day_are_understood_without_a_colon(typed: str) -> None:
    assert moment(typed, date(2026, 3, 5), TIMES, "started_at") == datetime(2026, 3, 5, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("typed", ["31.2.", "soon", "2026-13-01", "2026-11", "5", "1.2.3.4"])
def test_what_is_no_day_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        day(typed, TIMES, "done_on")
    assert refused.value.field == "done_on"


@pytest.mark.parametrize("typed", ["25:00", "noon", "9:77"])
def test_what_is_no_time_is_refused_at_its_field(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        moment(typed, date(2026, 3, 5), TIMES, "started_at")
    assert refused.value.field == "started_at"


def test_nothing_typed_is_no_time() -> None:
    assert moment(" ", date(2026, 3, 5), TIMES, "started_at") is None
