"""What tells plans and intervals apart in the tab of visits and in its form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox

from app.agreements.view import AgreementsPage
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from tests.app.agreements.agreed import Show
from tests.app.keys import form, press
from tests.support.service_desk import ServiceDesk


def opened(show: Show) -> AgreementsPage:
    page = show()
    page.detail.tabs.setCurrentWidget(page.plans)
    return page


def test_lines_that_say_the_same_are_told_apart_by_their_assets(show: Show, tacit: int) -> None:
    table = opened(show).plans.table
    columns = table.row_model().columns
    at = next(at for at, column in enumerate(columns) if column.name == "asset")
    assert not table.isColumnHidden(at)
    assert columns[at].text(table.rows()[0]) == "Chiller 1"


def test_an_interval_whose_name_says_it_all_is_said_once(desk: ServiceDesk, show: Show, tacit: int) -> None:
    for name, unit in (("Every week", Unit.WEEK), ("Monthly", Unit.MONTH)):
        desk.store.run("setup", create_interval, IntervalDraft(name, Interval((Rule(unit),))))
    page = opened(show)
    press(page.plans.table, Qt.Key.Key_V)
    offered = form(page).form.fields["interval"].widget
    assert isinstance(offered, QComboBox)
    assert [offered.itemText(at) for at in range(1, offered.count())] == ["Every week", "Monthly · every month"]
