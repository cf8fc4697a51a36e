"""Boards as tabs: filters, look and zoom of their own, kept for their user, shared if wanted."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.dispatch.absent.dialog import AbsentDialog
from app.dispatch.board.look import BoardLook, ColourMode, Grouping
from app.dispatch.tabs.pick import PickDialog
from app.dispatch.tabs.presenter import EVERYBODY
from app.dispatch.tabs.settings import MY_TEAMS, TEAM, WITH_WORK, WORK, BoardSettings, settings_of, shown
from app.dispatch.tabs.strip import BoardStrip
from app.dispatch.tabs.tab_bar import BoardTabBar
from app.dispatch.together.faces import initials
from app.dispatch.view import DispatchPage
from app.shared.dialog import FormDialog
from app.shared.theme import Theme
from domain.scheduling.board_queries import BoardRow, boards
from domain.scheduling.boards import boards as service
from domain.scheduling.model import BookingStatus
from domain.scheduling.placing.service import place
from domain.workforce.group_service import change_team
from domain.workforce.queries import teams
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at, bookings, technicians

MANY = 400
DAY = at(0), at(24)


@pytest.fixture
def page(house: House) -> DispatchPage:
    return house.window()


def rows(house: House) -> tuple[BoardRow, ...]:
    with house.store.read() as session:
        return boards(session, "kim")


def strip(page: DispatchPage) -> BoardStrip:
    return page.shown.strip


def make(page: DispatchPage, house: House, qtbot: QtBot, name: str) -> None:
    QTest.mouseClick(strip(page).add_button, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(FormDialog)
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, name)
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: name in [row.name for row in rows(house)])
    qtbot.waitUntil(lambda: name in [strip(page).tabs.tabText(at) for at in range(strip(page).tabs.count())])


def names_shown(page: DispatchPage) -> set[str]:
    return {one.name for one in page.board.scene.rows.technicians}


def test_a_new_board_keeps_its_filters_and_the_other_its_own(page: DispatchPage, house: House, qtbot: QtBot) -> None:
    make(page, house, qtbot, "Cold")
    qtbot.waitUntil(lambda: strip(page).tabs.currentIndex() == 1)
    strip(page).filters.choose({"skill": ["Refrigerant circuit"]})
    assert names_shown(page) == {"Kim"}
    strip(page).tabs.setCurrentIndex(0)
    assert names_shown(page) == {"Kim", "Lea"}
    qtbot.waitUntil(lambda: rows(house)[0].settings["chosen"] == {"skill": ["Refrigerant circuit"]})
    strip(page).tabs.setCurrentIndex(1)
    assert names_shown(page) == {"Kim"}


def test_the_board_that_was_open_comes_back_after_a_restart(page: DispatchPage, house: House, qtbot: QtBot) -> None:
    make(page, house, qtbot, "Cold")
    qtbot.waitUntil(lambda: strip(page).tabs.currentIndex() == 1)
    page.set_visible_page(False)
    again = house.window()
    qtbot.waitUntil(lambda: strip(again).tabs.currentIndex() == 1)


def test_a_name_that_is_taken_is_refused_at_its_field(page: DispatchPage, house: House, qtbot: QtBot) -> None:
    house.store.run("kim", service.create, "Cold", {})
    QTest.mouseClick(strip(page).add_button, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(FormDialog)
    line = dialog.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "cold")
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.submit_button.isEnabled)
    assert dialog.isVisible()
    assert len(rows(house)) == 1


def test_a_board_that_somebody_deletes_gives_way_to_everybody(page: DispatchPage, house: House, qtbot: QtBot) -> None:
    make(page, house, qtbot, "Cold")
    with qtbot.waitSignal(page.notice_asked) as told:
        house.store.run("kim", service.delete, rows(house)[0].id)
    assert "“Cold” is not there any more" in told.args[0].text
    assert strip(page).tabs.board_ids() == [EVERYBODY]


def test_settings_survive_whatever_is_kept() -> None:
    look = BoardLook(Grouping.SKILL, ColourMode.CUSTOMER, travel=False)
    settings = BoardSettings({"team": frozenset({"North"})}, frozenset({3}), look, 24.0)
    assert settings_of(settings.plain()) == replace(
        settings,
        chosen={key: settings.chosen.get(key, frozenset()) for key in ("team", "territory", "skill", "kind", "work")},
    )


@pytest.mark.parametrize(
    "kept", [None, 3, [], {"chosen": 3}, {"look": {"grouping": "new"}}, {"hours": "x"}, {"technicians": ["a"]}]
)
def test_what_is_not_understood_is_left_out(kept: object) -> None:
    settings = settings_of(kept)
    assert (settings.look, settings.hours, settings.technicians) == (BoardLook(), 0.0, frozenset())


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({}, 12),
        ({"team": {"North"}}, 4),
        ({"team": {"North", "City"}}, 8),
        ({"skill": {"Gas"}}, 4),
        ({"territory": {"Nowhere"}}, 0),
        ({"kind": {"person"}}, 12),
        ({"kind": {"crew"}}, 0),
        ({"work": {"with"}}, 12),
    ],
)
def test_filters_let_through_who_has_all_that_is_asked(chosen: dict[str, set[str]], count: int) -> None:
    settings = BoardSettings({key: frozenset(values) for key, values in chosen.items()})
    assert len(shown(settings, technicians(), bookings(), DAY)) == count


def test_only_with_work_hides_who_has_none() -> None:
    settings = BoardSettings({"work": frozenset({"with"})})
    assert shown(settings, technicians(), (), DAY) == ()
    assert shown(settings, technicians(), bookings(), (at(-48), at(-24))) == ()
    cancelled = [replace(each, status=BookingStatus.CANCELLED) for each in bookings()]
    assert shown(settings, technicians(), cancelled, DAY) == ()


@pytest.fixture
def picking(qtbot: QtBot, theme: Theme, page: DispatchPage) -> PickDialog:
    many = [replace(technicians(1)[0], id=at, name=f"Technician {at}") for at in range(1, MANY + 1)]
    made = PickDialog(theme, many, frozenset({7}), page)
    qtbot.addWidget(made)
    return made


def test_four_hundred_are_picked_by_search(picking: PickDialog, qtbot: QtBot) -> None:
    picking.search.setText("technician 39")
    picking.search.tell()
    seen = [at for at in range(MANY) if not picking.list.item(at).isHidden()]
    assert len(seen) == len([at for at in range(1, MANY + 1) if "39" in str(at)])
    picking.list.item(seen[0]).setCheckState(Qt.CheckState.Checked)
    assert picking.chosen() == {7, 39}


@pytest.mark.parametrize(
    ("name", "letters"), [("kim", "Ki"), ("Lea Brandt", "LB"), ("j.weber", "JW"), ("", "?"), ("ö", "Ö")]
)
def test_a_face_has_at_most_two_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_why_a_technician_is_absent_is_said_and_mended(page: DispatchPage, house: House, qtbot: QtBot) -> None:
    strip(page).filters.choose({"skill": ["Refrigerant circuit"]})
    assert names_shown(page) == {"Kim"}
    page.bound_actions()["dispatch.why"].trigger()
    (dialog,) = page.window().findChildren(AbsentDialog)
    QTest.keyClicks(dialog.search, "Lea")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.findChild(QPushButton, "clear") is not None)
    clear = dialog.findChild(QPushButton, "clear")
    assert isinstance(clear, QPushButton)
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert names_shown(page) == {"Kim", "Lea"}


def test_enter_shows_what_was_asked_for(page: DispatchPage, house: House, qtbot: QtBot) -> None:
    booking_id = house.store.run("lea", place, house.people.plain, house.people.kim, at(10), at(11), override=True)
    qtbot.waitUntil(lambda: bool(page.board.scene.rows.bookings))
    (booking,) = page.board.scene.rows.bookings.values()
    page.bound_actions()["dispatch.why"].trigger()
    (dialog,) = page.window().findChildren(AbsentDialog)
    QTest.keyClicks(dialog.search, booking.number)
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.board.scene.selected == booking_id)
    qtbot.waitUntil(lambda: not page.window().findChildren(AbsentDialog))


def test_my_teams_are_those_that_i_dispatch(page: DispatchPage, house: House, qtbot: QtBot) -> None:
    strip(page).filters.choose({TEAM: [MY_TEAMS]})
    assert names_shown(page) == set()
    assert page.shown.asked().teams == {MY_TEAMS}
    with house.store.read() as session:
        (team,) = teams(session)
    house.store.run("kim", change_team, team.id, team.draft, replace(team.draft, owner="kim"))
    qtbot.waitUntil(lambda: names_shown(page) == {"Kim", "Lea"})
    assert page.shown.asked().teams == {"North"}
    assert strip(page).filters.chosen()[TEAM] == {MY_TEAMS}


def test_names_of_tabs_stand_whole_where_there_is_little_room(qtbot: QtBot) -> None:
    bar = BoardTabBar(bool)
    qtbot.addWidget(bar)
    bar.show_boards([], 0)
    for name in ("Lifts only", "Refrigeration and gas"):
        bar.addTab(name)
    bar.resize(140, 34)
    with qtbot.waitExposed(bar):
        bar.show()
    for tab in range(bar.count()):
        assert bar.tabRect(tab).width() >= bar.fontMetrics().horizontalAdvance(bar.tabText(tab))


def test_who_has_work_follows_the_days_in_view(page: DispatchPage, house: House, qtbot: QtBot) -> None:
    house.store.run("lea", place, house.people.plain, house.people.kim, at(10), at(11), override=True)
    qtbot.waitUntil(lambda: bool(page.board.scene.rows.bookings))
    strip(page).filters.choose({WORK: [WITH_WORK]})
    assert names_shown(page) == {"Kim"}
    page.board.go_to_day(at(3 * 24))
    qtbot.waitUntil(lambda: names_shown(page) == set())
    page.board.go_to_day(at(10))
    qtbot.waitUntil(lambda: names_shown(page) == {"Kim"})
