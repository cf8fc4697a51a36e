"""The head of the page, and the strip under the board: which day is in view, and what gives way to what."""

from datetime import datetime

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.dispatch.detail import DetailStrip
from app.dispatch.tabs.bar import DispatchBar
from app.dispatch.view import DispatchPage
from tests.app.dispatch.house import BERLIN, House


@pytest.fixture
def page(house: House) -> DispatchPage:
    return house.window()


def head(page: DispatchPage, since: str, until: str) -> str:
    """What the head says of a span."""
    bar = page.findChild(DispatchBar)
    assert bar is not None
    moments = (datetime.fromisoformat(each).replace(tzinfo=BERLIN) for each in (since, until))
    bar.set_day(*moments)
    return next(each.text() for each in bar.findChildren(QLabel) if "20" in each.text())


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2027-03-27 22:40", "2027-03-28 12:00", "Sun 28 March 2027"),
        ("2026-12-31 12:00", "2027-01-01 11:00", "Thu 31 December 2026"),
        ("2026-12-31 13:00", "2027-01-01 12:30", "Fri 1 January 2027"),
        ("2026-12-31 06:00", "2026-12-31 18:00", "Thu 31 December 2026"),
        ("2026-11-23 00:00", "2026-11-30 00:00", "23 Nov to 29 Nov 2026"),
    ],
)
def test_the_day_that_fills_most_of_the_view_is_named(page: DispatchPage, since: str, until: str, words: str) -> None:
    assert head(page, since, until) == words


def test_the_strip_gives_way_to_the_details(page: DispatchPage, qtbot: QtBot) -> None:
    strip = page.findChild(DetailStrip)
    assert strip is not None
    assert strip.isVisible()
    page.panes.open("details")
    assert not strip.isVisible()
    page.panes.open("waiting")
    assert strip.isVisible()
