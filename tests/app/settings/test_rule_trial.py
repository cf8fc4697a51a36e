"""A rule is tried on the past from its form, and what comes of it is saved through the form."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.rules.condition_field import ConditionField
from app.settings.rules.trial_field import TrialField
from app.settings.view import SettingsPage
from app.shared.links import Link
from app.shared.trials.window import TrialWindow
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Rule
from domain.monitoring.rule_service import RuleDraft, create_rule, draft_of, switch_rule
from tests.app.settings.conftest import Show
from tests.support.past import METRIC, PastDesk
from tests.support.service_desk import ServiceDesk

LEFT = Qt.MouseButton.LeftButton
BETTER = above(METRIC, 13.5, 1.0, 30.0)


@pytest.fixture
def past(desk: ServiceDesk) -> PastDesk:
    return PastDesk(desk)


@pytest.fixture
def page(past: PastDesk, show: Show) -> Iterator[SettingsPage]:
    page = show("rules")
    page.pane.list.choose(past.desk.company.rule.id)
    yield page
    trial_of(page).window.reject()


def trial_of(page: SettingsPage) -> TrialField:
    field = page.pane.editor.form.fields["trial"]
    assert isinstance(field, TrialField)
    return field


def tried(page: SettingsPage) -> TrialWindow:
    """The window that the button opens."""
    field = trial_of(page)
    QTest.mouseClick(field.button, LEFT)
    return field.window


def change(page: SettingsPage) -> None:
    """What somebody does in the editor of the condition."""
    when = page.pane.editor.form.fields["when"]
    assert isinstance(when, ConditionField)
    when.set_value(BETTER.when)
    when.edited.emit()


def saved(past: PastDesk) -> RuleDraft:
    with past.desk.store.read() as session:
        return draft_of(session.get_one(Rule, past.desk.company.rule.id))


def test_a_rule_as_it_is_is_tried_alone(page: SettingsPage) -> None:
    window = tried(page)
    assert window.isVisible()
    assert window.outcome.difference.text() == "10 alerts, 3 hits; 3 of 3 troubles foreseen."
    assert [len(row) for row in window.outcome.figures.rows()] == [2] * 10
    assert not window.foot.take_button.isEnabled()
    assert not window.foot.save_button.isEnabled()


def test_what_is_changed_stands_beside_what_is_saved_and_is_saved_from_there(
    page: SettingsPage, past: PastDesk
) -> None:
    change(page)
    window = tried(page)
    assert window.outcome.difference.text().startswith("7 orders fewer")
    QTest.mouseClick(window.foot.save_button, LEFT)
    assert not window.isVisible()
    assert saved(past).definition == BETTER
    assert [notice.text for notice in past.desk.notices] == ["Supply too warm saved."]


def test_a_try_is_over_once_the_form_shows_another_rule(page: SettingsPage, past: PastDesk) -> None:
    other = past.desk.store.run("test", create_rule, replace(past.saved, name="Other"))
    past.desk.tail()
    window = tried(page)
    page.pane.list.choose(past.desk.company.rule.id)
    assert window.isVisible()
    page.pane.list.choose(other)
    assert not window.isVisible()


def test_a_limit_that_is_taken_goes_into_the_form_and_waits_there(page: SettingsPage, past: PastDesk) -> None:
    window = tried(page)
    window.happenings.tabs.setCurrentWidget(window.happenings.limits_tab)
    QTest.mouseClick(window.happenings.limits.take_button, LEFT)
    assert window.outcome.difference.text().startswith("7 orders fewer")
    QTest.mouseClick(window.foot.take_button, LEFT)
    assert page.pane.editor.form.fields["when"].value() == BETTER.when
    assert page.pane.can_save()
    assert saved(past) == past.saved


def test_a_rule_that_is_off_is_switched_on_from_there(past: PastDesk, show: Show) -> None:
    past.desk.store.run("test", switch_rule, past.desk.company.rule.id, active=False)
    page = show("rules")
    page.pane.list.choose(past.desk.company.rule.id)
    window = tried(page)
    assert window.foot.save_button.text() == "Save and switch on"
    QTest.mouseClick(window.foot.save_button, LEFT)
    assert saved(past).active


def test_what_cannot_be_tried_is_said_beside_the_button(page: SettingsPage) -> None:
    page.pane.begin_new()
    scope = page.pane.editor.form.fields["scope"]
    scope.set_value(("asset", None))
    scope.edited.emit()
    field = trial_of(page)
    QTest.mouseClick(field.button, LEFT)
    assert field.said.text() == "Choose what the rule holds for."
    assert not field.said.isHidden()


def test_assets_and_orders_are_opened_from_there(page: SettingsPage, past: PastDesk) -> None:
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    window = tried(page)
    timeline = window.outcome.timeline
    timeline.setFocus()
    for _ in range(3):
        QTest.keyClick(timeline, Qt.Key.Key_Right)
    QTest.mouseClick(window.foot.asset_button, LEFT)
    assert asked == [Link("assets", past.desk.company.chiller.id)]
    QTest.mouseClick(window.foot.order_button, LEFT)
    assert asked[-1].page == "orders"
