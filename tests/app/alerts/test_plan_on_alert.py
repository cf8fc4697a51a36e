"""The plan that answers an alert, beside it: followed, stopped, taken over and repeated."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.alerts.view import AlertsPage
from domain.errors import Refusal
from domain.monitoring import plan_runs
from domain.monitoring.deliveries import settle
from domain.monitoring.plan_progress import RunRow, run_of
from domain.monitoring.plan_service import create_plan, follow_plan
from domain.monitoring.plans.plan import AnyStep, Mail, Notify, Wait, Webhook
from domain.monitoring.response_model import RunState
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk

Show = Callable[[], AlertsPage]

HOOK = "http://127.0.0.1:1/hook"
STEPS: tuple[AnyStep, ...] = (
    Notify(text="Look"),
    Webhook(url=HOOK),
    Mail(technician=True, text="Go"),
    Wait(seconds=600),
    Notify(name="last", text="Nobody came"),
)


@pytest.fixture
def alert_id(desk: ServiceDesk) -> int:
    """An alert whose plan waits at its fourth step."""
    plan_id = desk.store.run("kim", create_plan, "Night", STEPS)
    desk.store.run("kim", follow_plan, desk.company.rule.id, plan_id)
    made = desk.raise_alert()
    go_on(desk, made)
    return made


def run(desk: ServiceDesk, alert_id: int) -> RunRow:
    with desk.store.read() as session:
        found = run_of(session, alert_id)
    assert found is not None
    return found


def go_on(desk: ServiceDesk, alert_id: int) -> None:
    """All that is to do now, as the watch would."""
    run_id = run(desk, alert_id).id
    while True:
        try:
            if not desk.store.run("plans", plan_runs.advance, run_id):
                return
        except Refusal as refusal:
            desk.store.run("plans", plan_runs.leave_out, run_id, str(refusal))


def shown(show: Show, alert_id: int) -> AlertsPage:
    page = show()
    page.show_record(alert_id)
    page.detail.tabs.setCurrentWidget(page.plan.tab)
    return page


def button(page: AlertsPage, name: str) -> QPushButton:
    found = page.plan.tab.findChild(QPushButton, f"button_alerts_plan_{name}")
    assert found is not None
    return found


def test_what_was_done_what_is_next_and_what_it_waits_for_are_told(
    desk: ServiceDesk, show: Show, alert_id: int
) -> None:
    page = shown(show, alert_id)
    assert page.detail.tabs.isTabVisible(page.detail.tabs.indexOf(page.plan.tab))
    told = page.plan.tab.lines()
    assert told[0] == "Tell the desk: “Look” · done · 09:00"
    assert told[1] == f"Tell {HOOK} · done · 09:00 · On its way to {HOOK}"
    assert told[2].endswith("not possible · 09:00 · Nobody who could get the mail is booked.")
    assert told[3] == "Wait 10 minutes · now · waits until 09:10"
    assert told[4] == "Tell the desk: “Nobody came” · to come"


def test_an_alert_without_a_plan_has_no_such_tab(desk: ServiceDesk, show: Show) -> None:
    made = desk.raise_alert()
    page = show()
    page.show_record(made)
    assert not page.detail.tabs.isTabVisible(page.detail.tabs.indexOf(page.plan.tab))


def test_it_is_followed_while_the_listener_goes_on(desk: ServiceDesk, show: Show, alert_id: int, qtbot: QtBot) -> None:
    page = shown(show, alert_id)
    desk.clock.advance(timedelta(minutes=10))
    go_on(desk, alert_id)
    desk.tail()
    qtbot.waitUntil(lambda: page.plan.tab.lines()[4].endswith("done · 09:10"))
    assert not button(page, "pause").isVisible()


def test_what_reached_nobody_is_told_there(desk: ServiceDesk, show: Show, alert_id: int, qtbot: QtBot) -> None:
    page = shown(show, alert_id)
    desk.store.run("mails", settle, 1, "no answer")
    desk.tail()
    qtbot.waitUntil(lambda: "did not take it, attempt 1: no answer; again 09:01" in page.plan.tab.lines()[1])
    for _ in range(6):
        desk.store.run("mails", settle, 1, "no answer")
    desk.tail()
    qtbot.waitUntil(lambda: "Given up after 7 attempts" in page.plan.tab.lines()[1])
    assert any("Given up after 7 attempts" in line for line in page.detail.timeline())


def test_it_is_paused_and_resumed_with_the_mouse(desk: ServiceDesk, show: Show, alert_id: int) -> None:
    page = shown(show, alert_id)
    assert not button(page, "resume").isVisible()
    QTest.mouseClick(button(page, "pause"), Qt.MouseButton.LeftButton)
    assert run(desk, alert_id).state is RunState.PAUSED
    assert page.plan.tab.lines()[3] == "Wait 10 minutes · next"
    assert button(page, "resume").isVisible()
    QTest.mouseClick(button(page, "resume"), Qt.MouseButton.LeftButton)
    assert run(desk, alert_id).state is RunState.RUNNING
    assert "The plan is paused" in [notice.text for notice in desk.notices]


def test_it_is_stopped_and_taken_over_by_keys(desk: ServiceDesk, show: Show, alert_id: int) -> None:
    page = shown(show, alert_id)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_P)
    assert run(desk, alert_id).state is RunState.PAUSED
    QTest.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ShiftModifier)
    assert run(desk, alert_id).state is RunState.RUNNING
    QTest.keyClick(page.table, Qt.Key.Key_T, Qt.KeyboardModifier.ShiftModifier)
    assert run(desk, alert_id).state is RunState.TAKEN_OVER


def test_it_is_repeated_from_a_step_after_a_question(desk: ServiceDesk, show: Show, alert_id: int) -> None:
    page = shown(show, alert_id)
    repeat = page.plan.tab.repeat_button(1)
    assert repeat is not None
    QTest.mouseClick(repeat, Qt.MouseButton.LeftButton)
    question = page.plan.question()
    assert question is not None
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert run(desk, alert_id).position == 1
    go_on(desk, alert_id)
    desk.clock.advance(timedelta(minutes=10))
    go_on(desk, alert_id)
    assert run(desk, alert_id).state is RunState.DONE


def test_the_plan_that_was_asked_about_is_repeated_whichever_alert_is_shown_by_then(
    desk: ServiceDesk, show: Show, alert_id: int
) -> None:
    page = shown(show, alert_id)
    repeat = page.plan.tab.repeat_button(1)
    assert repeat is not None
    QTest.mouseClick(repeat, Qt.MouseButton.LeftButton)
    question = page.plan.question()
    assert question is not None
    page.plan.presenter.look(None)
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert run(desk, alert_id).position == 1


def test_what_is_through_can_be_repeated_too_and_the_timeline_tells(
    desk: ServiceDesk, show: Show, alert_id: int, qtbot: QtBot
) -> None:
    desk.clock.advance(timedelta(minutes=10))
    go_on(desk, alert_id)
    page = shown(show, alert_id)
    repeat = page.plan.tab.repeat_button(4)
    assert repeat is not None
    QTest.mouseClick(repeat, Qt.MouseButton.LeftButton)
    question = page.plan.question()
    assert question is not None
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert run(desk, alert_id).state is RunState.RUNNING
    desk.tail()
    qtbot.waitUntil(lambda: "The plan begins anew with step 5" in page.detail.timeline())


def test_a_plan_that_went_on_meanwhile_says_so(desk: ServiceDesk, show: Show, alert_id: int) -> None:
    page = shown(show, alert_id)
    desk.clock.advance(timedelta(minutes=10))
    go_on(desk, alert_id)
    QTest.mouseClick(button(page, "pause"), Qt.MouseButton.LeftButton)
    assert "look again" in desk.notices[-1].text
    assert page.plan.tab.lines()[4].startswith("Tell the desk: “Nobody came” · done")


def test_the_plan_of_an_alert_is_translated(desk: ServiceDesk, show: Show, alert_id: int) -> None:
    with pseudo_language():
        page = shown(show, alert_id)
        assert untranslated(page.plan.tab, frozenset({"09:00 · Nobody who could get the mail is booked."})) == set()
