"""The rule of an alert is tried on the past, and a better limit saved from there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.alerts.view import AlertsPage
from app.shared.links import Link
from domain.monitoring.model import Rule
from domain.monitoring.rule_service import draft_of
from tests.support.in_front import in_front
from tests.support.past import PastDesk
from tests.support.service_desk import ServiceDesk


def test_the_rule_that_raised_an_alert_is_tried_and_made_better(desk: ServiceDesk, qtbot: QtBot) -> None:
    past = PastDesk(desk)
    alert = desk.raise_alert()
    page = in_front(AlertsPage(desk.kit, desk.desk), desk, qtbot)
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    page.show_record(alert)
    page.bound_actions()["alerts_try_rule"].trigger()
    window = page.trials.window
    assert window.isVisible()
    assert not window.foot.take_button.isVisible()
    assert window.outcome.difference.text() == "10 alerts, 3 hits; 3 of 3 troubles foreseen."
    window.happenings.table.setFocus()
    window.happenings.table.choose(window.happenings.table.rows()[0].id)
    QTest.keyClick(window.happenings.table, Qt.Key.Key_Return)
    assert asked == [Link("assets", desk.company.chiller.id)]
    window.happenings.tabs.setCurrentWidget(window.happenings.limits_tab)
    QTest.mouseClick(window.happenings.limits.take_button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.foot.save_button, Qt.MouseButton.LeftButton)
    with desk.store.read() as session:
        assert draft_of(session.get_one(Rule, desk.company.rule.id)) == past.better
    assert desk.notices[-1].text == "Supply too warm saved."
