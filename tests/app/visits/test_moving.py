"""A visit is moved to another day by hand, and its order with it."""

from datetime import date

from PySide6.QtCore import Qt

from app.visits.presenter import Shown
from app.visits.view import VisitsPage
from domain.visits.generating import generate
from domain.visits.made_queries import MadeQuestion, MadeRow, made_page
from domain.visits.plan import Period
from tests.app.keys import CTRL, form, press, wrong
from tests.app.visits.conftest import Show
from tests.app.visits.due import FIRST, Due
from tests.support.service_desk import ServiceDesk

APRIL = Period(FIRST, date(2026, 4, 30))


def chosen(desk: ServiceDesk, page: VisitsPage) -> MadeRow:
    """The first visit that was made, chosen in its list."""
    for _ in generate(desk.store, "kim", APRIL):
        pass
    page.tabs.show_list(Shown.MADE)
    table = page.tabs.made.table
    table.setCurrentIndex(table.row_model().index(0, 0))
    row = page.tabs.made_row()
    assert row is not None
    return row


def stands(desk: ServiceDesk, visit: MadeRow) -> tuple[date, bool]:
    with desk.store.read() as session:
        rows = made_page(session, MadeQuestion(FIRST, date(2026, 12, 31))).rows
    (row,) = (row for row in rows if row.id == visit.id)
    return row.day, row.moved


def test_a_visit_is_moved_to_the_day_that_is_entered(desk: ServiceDesk, show: Show, due: Due) -> None:
    page = show()
    visit = chosen(desk, page)
    press(page.tabs.made.table, Qt.Key.Key_M)
    form(page).form.fields["day"].set_value(date(2026, 4, 22))
    press(form(page), Qt.Key.Key_Return, CTRL)
    assert stands(desk, visit) == (date(2026, 4, 22), True)


def test_a_day_that_has_passed_is_refused_beside_it(desk: ServiceDesk, show: Show, due: Due) -> None:
    page = show()
    visit = chosen(desk, page)
    press(page.tabs.made.table, Qt.Key.Key_M)
    dialog = form(page)
    dialog.form.fields["day"].set_value(date(2020, 1, 1))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "day") == "This day has passed."
    assert stands(desk, visit) == (visit.day, False)
    dialog.reject()


def test_a_closed_day_is_told_before_it_is_kept(desk: ServiceDesk, show: Show, due: Due) -> None:
    page = show()
    page.show_record(due.clinic)
    visit = chosen(desk, page)
    assert visit.agreement_id == due.clinic
    press(page.tabs.made.table, Qt.Key.Key_M)
    dialog = form(page)
    day = dialog.form.fields["day"]
    day.set_value(date(2026, 4, 22))
    assert "closed" not in dialog.said.text()
    day.set_value(date(2026, 4, 25))
    assert dialog.said.text().endswith("Nobody works on 25/04/2026: it is a closed day.")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert stands(desk, visit) == (date(2026, 4, 25), True)
