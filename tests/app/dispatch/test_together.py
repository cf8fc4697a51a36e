"""Two consoles at one board: what one does, the other sees at once; the loser of a race is told."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.dispatch import presenter
from app.dispatch.moving.confirm import ConfirmDialog
from app.dispatch.together import company
from app.dispatch.view import DispatchPage
from app.shared.changes import Changes
from domain.scheduling.boards.guests import FILE, Doing, GuestRow, Guests
from domain.scheduling.placing import service
from domain.store import tail as store_tail
from domain.store.tail import JournalTail
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at
from tests.app.dispatch.test_page import card, drag, spot, told, where

#: How often a console has to look for what others do; how soon it is seen then `callout bench together` measures.
LOOKS_MS = 80


@pytest.fixture
def there(house: House) -> Iterator[DispatchPage]:
    """The console of Lea, with changes and a tail of its own."""
    mine, desk = house.kit, house.desk
    house.kit = replace(mine, changes=Changes())
    house.desk = replace(desk, user="lea")
    tail = JournalTail(house.store, house.kit.changes.publish)
    yield house.window()
    tail.close()
    house.kit, house.desk = mine, desk


@pytest.fixture
def here(house: House, there: DispatchPage) -> DispatchPage:
    """The console of Kim, who sees that Lea is here."""
    kit, desk = house.kit, house.desk
    house.kit, house.desk = replace(kit, changes=Changes()), replace(desk, user="kim")
    page = house.window()
    house.kit, house.desk = kit, desk
    return page


def test_who_else_is_here_is_shown_and_leaves_with_the_page(
    here: DispatchPage, there: DispatchPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(there.shown.strip.faces.isVisible)
    assert there.shown.strip.faces.toolTip() == "kim is here"
    here.set_visible_page(False)
    qtbot.waitUntil(lambda: not there.shown.strip.faces.isVisible())


@pytest.fixture
def exchanges(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    """Who asked what the others do, in turn, and whether there was something in a hand to tell or to hear of."""
    found: list[tuple[str, bool]] = []
    exchange = Guests.exchange

    def noted(guests: Guests, key: str, name: str, doing: Doing | None) -> tuple[GuestRow, ...]:
        if doing is not None and doing.carried:
            found.append((name, True))
        others = exchange(guests, key, name, doing)
        found.append((name, any(other.doing.carried for other in others)))
        return others

    monkeypatch.setattr(Guests, "exchange", noted)
    return found


def test_one_looks_often_for_what_others_do() -> None:
    assert max(company.NEAR_MS, presenter.SOON_MS, store_tail.POLL_SECONDS * 1000) <= LOOKS_MS


def test_what_one_drags_the_other_sees_while_it_happens(
    house: House, exchanges: list[tuple[str, bool]], here: DispatchPage, there: DispatchPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(there.shown.strip.faces.isVisible)
    qtbot.waitUntil(here.shown.strip.faces.isVisible)
    lea = house.people.lea
    drag(here, card(here, house.people.plain), spot(here, lea, 10), drop=False)
    qtbot.waitUntil(
        lambda: (
            [(ghost.name, ghost.technician_id, ghost.start) for ghost in there.board.scene.guests]
            == [("kim", lea, at(10))]
        )
    )
    latest_first = exchanges[: exchanges.index(("lea", True))][::-1]
    since_told = latest_first[: latest_first.index(("kim", True))]
    assert since_told.count(("lea", False)) <= 2, "only what is asked before it is kept may come without it"
    assert here.step_back()
    QTest.mouseRelease(here.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(500, 300))
    qtbot.waitUntil(lambda: there.board.scene.guests == ())


@pytest.fixture
def hindered(sqlite_folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who could not tell that an order shall go to ten o'clock: the first one, for the file is held just then."""
    found: list[str] = []
    exchange = Guests.exchange

    def tried(guests: Guests, key: str, name: str, doing: Doing | None) -> tuple[GuestRow, ...]:
        if found or doing is None or all(each.start != at(10) for each in doing.carried):
            return exchange(guests, key, name, doing)
        found.append(name)
        with closing(sqlite3.connect(sqlite_folder / FILE)) as held:
            held.execute("begin exclusive")
            return exchange(guests, key, name, doing)

    monkeypatch.setattr(Guests, "exchange", tried)
    monkeypatch.setattr(company, "PULSE_MS", 3_600_000)
    return found


def test_what_could_not_be_told_is_told_again(
    house: House, hindered: list[str], here: DispatchPage, there: DispatchPage, qtbot: QtBot
) -> None:
    qtbot.waitUntil(there.shown.strip.faces.isVisible)
    drag(here, card(here, house.people.plain), spot(here, house.people.lea, 10), drop=False)
    qtbot.waitUntil(lambda: hindered == ["kim"] and [ghost.start for ghost in there.board.scene.guests] == [at(10)])


def test_a_move_elsewhere_is_on_the_board_at_once(house: House, there: DispatchPage, qtbot: QtBot) -> None:
    plans = QSignalSpy(there.presenter.plan_changed)
    house.store.run("kim", service.place, house.people.plain, house.people.lea, at(10), at(11))
    qtbot.waitUntil(lambda: len(there.board.scene.rows.bookings) == 1)
    assert plans.count() <= 2, "one for the weeks around, one for the move"


def test_the_loser_of_a_race_is_told(house: House, there: DispatchPage, qtbot: QtBot) -> None:
    heard = told(there)
    hand, target = card(there, house.people.plain), spot(there, house.people.lea, 10)
    drag(there, hand, target, drop=False)
    house.store.run("kim", service.place, house.people.plain, house.people.kim, at(12), at(13))
    QTest.mouseRelease(there.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, target)
    qtbot.waitUntil(lambda: bool(heard))
    assert "already" in heard[-1]
    assert "kim was faster, at " in heard[-1]
    assert "it is with Kim now" in heard[-1]
    assert [one.technician_id for one in house.bookings()] == [house.people.kim]


def test_who_is_asked_for_a_reason_is_told_at_once_what_somebody_else_did(
    house: House, there: DispatchPage, qtbot: QtBot
) -> None:
    key = house.store.run("kim", service.place, house.people.skilled, house.people.kim, at(12), at(13))
    qtbot.waitUntil(lambda: len(there.board.scene.rows.bookings) == 1)
    drag(there, spot(there, house.people.kim, 12.5), spot(there, house.people.lea, 10.5))
    qtbot.waitUntil(lambda: bool(there.findChildren(ConfirmDialog)))
    (shown,) = there.findChildren(ConfirmDialog)
    news, reason, confirm = (shown.findChild(QWidget, name) for name in ("news", "reason", "confirm"))
    assert isinstance(news, QLabel)
    assert isinstance(reason, QComboBox)
    assert isinstance(confirm, QPushButton)
    QTest.keyClicks(reason, "Learns it there")
    house.store.run("kim", service.move, key, house.people.kim, at(14), at(15))
    qtbot.waitUntil(news.isVisible)
    assert "kim was faster, at " in news.text()
    assert reason.currentText() == "Learns it there"
    QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: where(house) == [(house.people.lea, 10, 11)])


def test_what_is_gone_meanwhile_cannot_be_wanted_any_more(house: House, there: DispatchPage, qtbot: QtBot) -> None:
    key = house.store.run("kim", service.place, house.people.skilled, house.people.kim, at(12), at(13))
    qtbot.waitUntil(lambda: len(there.board.scene.rows.bookings) == 1)
    drag(there, spot(there, house.people.kim, 12.5), spot(there, house.people.lea, 10.5))
    qtbot.waitUntil(lambda: bool(there.findChildren(ConfirmDialog)))
    (shown,) = there.findChildren(ConfirmDialog)
    confirm = shown.findChild(QPushButton, "confirm")
    assert isinstance(confirm, QPushButton)
    house.store.run("kim", service.remove, key)
    qtbot.waitUntil(lambda: not confirm.isEnabled())


def test_a_reason_that_lacks_is_said_without_squashing_what_speaks_against_it(
    house: House, there: DispatchPage, qtbot: QtBot
) -> None:
    drag(there, card(there, house.people.skilled), spot(there, house.people.lea, 10))
    qtbot.waitUntil(lambda: bool(there.findChildren(ConfirmDialog)))
    (shown,) = there.findChildren(ConfirmDialog)
    confirm = shown.findChild(QPushButton, "confirm")
    assert isinstance(confirm, QPushButton)
    before = shown.height()
    QTest.mouseClick(confirm, Qt.MouseButton.LeftButton)
    assert shown.height() > before
    assert all(one.height() >= one.heightForWidth(one.width()) for one in shown.findChildren(QLabel) if one.isVisible())
    shown.reject()


def test_an_order_in_the_hand_that_somebody_else_plans_goes_back_and_says_who_did_it(
    house: House, there: DispatchPage, qtbot: QtBot
) -> None:
    heard = told(there)
    drag(there, card(there, house.people.plain), spot(there, house.people.lea, 10), drop=False)
    house.store.run("kim", service.place, house.people.plain, house.people.kim, at(12), at(13))
    qtbot.waitUntil(lambda: bool(heard))
    assert "does not wait any more. kim was faster" in heard[-1]
    assert there.board.scene.proposal is None
    target = spot(there, house.people.lea, 10)
    QTest.mouseRelease(there.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, target)
    assert where(house) == [(house.people.kim, 12, 13)]
