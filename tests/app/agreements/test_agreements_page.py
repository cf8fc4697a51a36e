"""The list of agreements and the one beside it, driven with real keys and clicks over a real store."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.agreements.presenter import AgreementsPresenter
from app.agreements.table import standing_chip
from app.shared.buttons import ActionButton
from domain.agreements.header import AgreementDraft
from domain.agreements.renewal import Renewal
from domain.agreements.service import create_agreement, suspend
from domain.agreements.standing import Standing, State
from domain.agreements.template_service import create_folder, create_template
from tests.app.agreements.agreed import TODAY, Show, agreement, marks, names, told
from tests.app.keys import form, press
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk


def test_agreements_are_listed_with_where_they_stand_and_the_first_one_stands_beside(
    show: Show, tacit: int, open_ended: int
) -> None:
    page = show()
    assert names(page) == ["Basic", "Full service"]
    assert marks(page) == ["Running", "Running"]
    assert page.record_shown() == open_ended
    press(page.table, Qt.Key.Key_Down)
    assert page.record_shown() == tacit
    tabs = page.detail.tabs
    assert [tabs.tabText(at) for at in range(tabs.count())] == [
        "Overview",
        "Lines 2",
        "Cover 1",
        "Amendments 1",
        "Subscriptions 0",
        "Visits",
    ]
    for words in ("Harbour Brewery", "12 months", "Renews itself, for 12 months", "3 months", "kim", "30/09/2026"):
        assert words in told(page)


def test_lines_cover_and_amendments_stand_in_their_tabs(show: Show, tacit: int, qtmodeltester: ModelTester) -> None:
    page = show()
    records = page.detail.records
    assert records.lines_tab.made is None
    assert [line.draft.text for line in records.lines.rows()] == ["Inspection", "Water check"]
    assert [row.text for row in records.amendments.rows()] == ["Water, too"]
    cover = records.covers.rows()[0]
    shown = [column.text(cover) for column in records.covers.row_model().columns]
    assert shown == ["Labour", "Hour", "Included", "10 h an agreement year", "with the agreement", "0 (0 %)", "10"]
    qtmodeltester.check(records.lines.sheet.sheet_model())  # type: ignore[no-untyped-call]
    for table in (page.table, records.covers, records.amendments):
        qtmodeltester.check(table.row_model())  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("words", ["full", "harb serv", "AG-"])
def test_an_agreement_is_found_by_its_words_and_those_of_its_customer(
    show: Show, tacit: int, open_ended: int, words: str, qtbot: QtBot
) -> None:
    page = show()
    page.frame.search.setFocus()
    QTest.keyClicks(page.frame.search, words)
    expected = ["Basic", "Full service"] if words == "AG-" else ["Full service"]
    qtbot.waitUntil(lambda: names(page) == expected)


def test_the_filter_shows_those_that_stand_so(desk: ServiceDesk, show: Show, tacit: int, open_ended: int) -> None:
    over = AgreementDraft("Old one", date(2020, 1, 1), initial_months=12)
    desk.store.run("setup", create_agreement, desk.company.clinic.id, over)
    folder = desk.store.run("setup", create_folder, "Chillers", None)
    desk.store.run("setup", create_template, folder, AgreementDraft("Pattern", date(2026, 1, 1)))
    page = show()
    for value, expected in {
        "running": ["Basic", "Full service"],
        "expired": ["Old one"],
        "suspended": [],
        "templates": ["Pattern"],
        "notice_due": [],
    }.items():
        page.frame.filters.choose({"shown": [value]})
        assert names(page) == expected
    page.frame.filters.choose({"shown": ["templates"]})
    page.table.choose(page.table.rows()[0].id)
    assert marks(page) == [""]
    assert not page.bound_actions()["agreements_end"].isEnabled()


def test_a_long_list_is_read_page_by_page(
    show: Show, tacit: int, open_ended: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AgreementsPresenter, "at_once", 1)
    page = show()
    page.frame.search.setText("e")
    page.frame.search.tell()
    assert names(page) == ["Basic"]
    QTest.mouseClick(page.more.button, Qt.MouseButton.LeftButton)
    assert names(page) == ["Basic", "Full service"]
    assert not page.more.isVisible()


def test_an_empty_list_says_how_to_begin(show: Show) -> None:
    page = show()
    assert names(page) == []
    assert page.record_shown() is None
    assert not page.bound_actions()["agreements_edit"].isEnabled()


def test_everything_on_the_page_and_in_its_forms_is_translated(desk: ServiceDesk, show: Show, tacit: int) -> None:
    data = frozenset(
        {"Full service", "Harbour Brewery", "AG-000001 · Harbour Brewery", "kim", "Inspection", "Water check"}
        | {"Water, too", "Labour", "Chiller 1", "Harbour Brewery · C-0001", "Clinic on the Hill · C-0002"}
        | {"Chiller 1 · A-00001", "Compressor of chiller 1 · A-00002", "Ada Berg", "Bo Falk"}
        | {"Nordfrost CX 400", "Airon S 11", "Plant North, Hamburg", "Cellar, Hamburg"}
    )
    with pseudo_language():
        page = show()
        records = page.detail.records
        records.lines.choose(agreement(desk, tacit).lines[0].id)
        assert records.covers.rows()
        assert records.amendments.rows()
        records.covers.choose(agreement(desk, tacit).covers[0].id)
        page.detail.show_lines()
        for begin in (
            page.doing.new_header,
            page.doing.copy_agreement,
            page.doing.change_agreement,
            page.doing.terminate_agreement,
            page.doing.withdraw_notice,
            page.doing.renew_agreement,
            page.doing.new_line,
            page.doing.change_line,
            page.doing.new_cover,
            page.doing.change_cover,
            page.doing.end_cover,
            page.doing.remove_cover,
            page.doing.amend,
        ):
            begin()
            assert {each for each in untranslated(form(page), data) if "⟦" not in each} == set()
            form(page).reject()
        assert untranslated(page, data) == set()


def test_notices_that_are_due_wait_at_the_name_of_the_page(
    desk: ServiceDesk, show: Show, tacit: int, qtbot: QtBot
) -> None:
    page = show()
    waiting: list[int] = []
    page.badge_changed.connect(waiting.append)
    page.set_visible_page(False)
    soon = AgreementDraft(
        "Soon", date(2025, 3, 20), initial_months=12, renewal=Renewal.TACIT, period_months=12, notice_days=14
    )
    made = desk.store.run("lou", create_agreement, desk.company.clinic.id, soon)
    desk.tail()
    desk.store.run("lou", suspend, made)
    desk.tail()
    qtbot.waitUntil(lambda: waiting == [1, 0])


def test_what_cannot_be_done_says_why_under_its_name(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    bound, button = page.bound_actions(), page.findChild(ActionButton, "button_agreements_renew")
    assert button is not None
    assert (button.isEnabled(), button.toolTip()) == (False, "Renew…  (R)\nIt renews itself.")
    assert bound["agreements_end"].toolTip() == "Give notice…  (T)"
    page.detail.as_of.chosen.emit(date(2026, 2, 1))
    assert "show all there is first" in bound["agreements_amend"].toolTip()


def test_the_button_says_whether_an_agreement_is_to_be_suspended_or_to_hold_again(
    desk: ServiceDesk, show: Show, tacit: int
) -> None:
    page = show()
    button = page.findChild(ActionButton, "button_agreements_suspend")
    assert button is not None
    assert button.text() == "Suspend"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.tail()
    assert (button.text(), button.toolTip()) == ("Let it hold again", "Let it hold again  (P)")


@pytest.mark.parametrize(
    ("state", "tone"),
    [(State.NOTICE_DUE, "major"), (State.ENDING, "minor"), (State.NOTICE_PASSED, "neutral"), (State.RUNNING, "good")],
)
def test_only_what_wants_somebody_is_loud(state: State, tone: str) -> None:
    first, last = date(2026, 1, 1), date(2026, 12, 31)
    assert standing_chip(Standing(state, 0, last), first, last, TODAY, suspended=False).tone == tone
