"""Agreements planned anew after a change: the difference is shown first, then made exactly so."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from app.shared.links import Mood
from app.visits.replan_dialog import ReplanDialog
from app.visits.view import VisitsPage
from domain.agreements.line_service import stop_line
from domain.visits.generating import generate
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, change_interval
from domain.visits.made_queries import MadeQuestion, made_page
from domain.visits.model import VisitStatus
from domain.visits.plan import Period
from domain.visits.queries import intervals
from domain.visits.replan import Action
from tests.app.keys import CTRL, press
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.visits.conftest import Show
from tests.app.visits.due import FIRST, Due
from tests.support.service_desk import ServiceDesk

APRIL = Period(FIRST, date(2026, 4, 30))


def made(desk: ServiceDesk) -> list[tuple[str, date]]:
    with desk.store.read() as session:
        rows = made_page(session, MadeQuestion(FIRST, date(2026, 12, 31))).rows
    return sorted((row.line, row.day) for row in rows if row.line != "Round")


def standing(desk: ServiceDesk) -> list[tuple[str, date]]:
    with desk.store.read() as session:
        question = MadeQuestion(FIRST, date(2026, 12, 31), statuses=frozenset({VisitStatus.ORDERED}))
        return sorted((row.line, row.day) for row in made_page(session, question).rows if row.line != "Round")


def generated(desk: ServiceDesk) -> None:
    for _ in generate(desk.store, "kim", APRIL):
        pass


def later_in_the_month(desk: ServiceDesk) -> None:
    """What is monthly falls due on the 20th from now on."""
    with desk.store.read() as session:
        monthly = next(row for row in intervals(session) if row.draft.name == "Monthly")
    draft = IntervalDraft("Monthly", Interval((Rule(Unit.MONTH, days=(20,)),)))
    desk.store.run("kim", change_interval, monthly.id, draft, monthly.version)


def asked(page: VisitsPage) -> ReplanDialog:
    press(page.tabs.preview.table, Qt.Key.Key_R)
    return next(each for each in page.findChildren(ReplanDialog) if each.isVisible())


def test_the_difference_is_shown_and_then_made(desk: ServiceDesk, show: Show, due: Due) -> None:
    generated(desk)
    later_in_the_month(desk)
    page = show()
    page.show_record(due.brewery)
    dialog = asked(page)
    assert dialog.said.text() == ("2 new · 4 removed. What is booked, begun, moved by hand or done stays where it is.")
    shown = dialog.table.rows()
    assert {row.action for row in shown} == {Action.ADD, Action.REMOVE}
    assert {row.why for row in shown if row.action is Action.REMOVE} == {"It no longer falls due on this day"}
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "Planned anew: 0 moved, 2 new, 4 removed."
    march = date(2026, 3, 20)
    assert standing(desk) == [("Filters", march), ("Look around", march)]


def test_where_nothing_would_change_there_is_nothing_to_do(desk: ServiceDesk, show: Show, due: Due) -> None:
    generated(desk)
    page = show()
    dialog = asked(page)
    assert dialog.said.text().startswith("12 stay.")
    assert dialog.table.rows() == ()
    assert not dialog.submit_button.isEnabled()
    dialog.filters.choose({})
    assert len(dialog.table.rows()) == 12


def test_what_changed_meanwhile_is_not_made_unseen(desk: ServiceDesk, show: Show, due: Due) -> None:
    generated(desk)
    later_in_the_month(desk)
    page = show()
    dialog = asked(page)
    before = made(desk)
    desk.store.run("lou", stop_line, due.filters)
    QTest.mouseClick(dialog.submit_button, Qt.MouseButton.LeftButton)
    assert "look again" in dialog.form.general()
    assert made(desk) == before


def test_without_visits_it_says_so(desk: ServiceDesk, show: Show) -> None:
    dialog = asked(show())
    assert dialog.said.text() == "No visit is to come."
    assert Mood.ERROR not in {notice.mood for notice in desk.notices}


def test_the_dialog_is_translated_and_its_model_holds(
    desk: ServiceDesk, show: Show, due: Due, qtmodeltester: ModelTester
) -> None:
    generated(desk)
    later_in_the_month(desk)
    with pseudo_language():
        dialog = asked(show())
        names = frozenset({"Filters", "Look around", "Round"})
        found = untranslated(dialog, names)
        assert {word for word in found if not word.startswith(("SO-", "0"))} == set()
        qtmodeltester.check(dialog.table.row_model())  # type: ignore[no-untyped-call]
