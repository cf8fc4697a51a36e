"""Days on screen and days in sentences are written alike."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale

from app.shared.days import short_day
from domain.language import day_words, near_day, speak, spoken
from main import LOCALES

DAYS = (date(2026, 11, 22), date(2026, 3, 5), date(1999, 1, 1))


@pytest.fixture(autouse=True)
def in_english_afterwards() -> Iterator[None]:
    before = QLocale()
    yield
    speak("en", LOCALES)
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("locale", "written"),
    [
        ("en_GB", "05/03/2026"),
        ("en_US", "3/5/2026"),
        ("en_CA", "2026-03-05"),
        ("de_DE", "05.03.2026"),
        ("de_AT", "05.03.2026"),
    ],
)
def test_a_sentence_writes_a_day_as_the_columns_beside_it_do(locale: str, written: str) -> None:
    speak(locale, LOCALES)
    QLocale.setDefault(QLocale(spoken()))
    assert day_words(DAYS[1]) == written
    assert [day_words(day) for day in DAYS] == [short_day(day) for day in DAYS]


def test_a_country_of_which_nothing_is_known_leaves_its_language() -> None:
    speak("de_XX", LOCALES)
    assert day_words(DAYS[1]) == "05.03.2026"


@pytest.mark.parametrize(
    ("locale", "near", "far"), [("en_GB", "Thu 5 Mar", "Thu 5 Mar 2026"), ("de", "Do. 5. März", "Do. 5. März 2026")]
)
def test_a_near_day_in_a_sentence_looks_as_on_screen(locale: str, near: str, far: str) -> None:
    speak(locale, LOCALES)
    assert near_day(date(2026, 3, 5), date(2026, 3, 9)) == near
    assert near_day(date(2026, 3, 5), date(2025, 12, 31)) == far
