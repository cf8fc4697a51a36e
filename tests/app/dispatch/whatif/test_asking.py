"""Scenarios while they are put together: changed by mouse and keys, refused where they make no sense."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from app.dispatch.whatif.asking import Asking
from app.dispatch.whatif.card import ScenarioCard
from app.dispatch.whatif.scenarios import MOST
from app.dispatch.whatif.suppositions import Kind
from app.dispatch.whatif.values import Offer
from app.shared.kit import Kit
from domain.planning.scope import Touch
from domain.planning.whatif.asked import Asked
from domain.planning.whatif.values import Absence, ExtraVan, Supposition, Variation
from tests.app.dispatch.whatif import scenarios

LEFT = Qt.MouseButton.LeftButton
DAY = timedelta(days=1)
VAN = ExtraVan(scenarios.LEA)


@pytest.fixture
def asking(qtbot: QtBot, kit: Kit) -> Asking:
    made = Asking(kit)
    qtbot.addWidget(made)
    for tool in made.tools:
        qtbot.addWidget(tool)
    made.resize(1000, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.offer(Offer(((1, "Balanced"), (2, "Least travel")), scenarios.SLAS))
    made.offer_people(scenarios.PEOPLE)
    made.common.show_span(kit.times.now(), kit.times.now() + timedelta(hours=5))
    return made


def suppose(asking: Asking, at: int, variation: Variation) -> None:
    """What its form gives back is taken by the scenario whose button was pressed."""
    QTest.mouseClick(asking.scenarios.cards[at].adders[Kind.of(variation)], LEFT)
    asking.take(variation)


def run(qtbot: QtBot, asking: Asking) -> Asked:
    with qtbot.waitSignal(asking.run_asked) as asked:
        asking.run_button.click()
    found = asked.args[0]
    assert isinstance(found, Asked)
    return found


def button(card: ScenarioCard, name: str) -> QToolButton:
    return next(each for each in card.findChildren(QToolButton) if each.accessibleName() == name)


def away(asking: Asking, technician_id: int = scenarios.KIM) -> Absence:
    span = asking.common.span
    assert span is not None
    return Absence(technician_id, span[0], span[0] + DAY)


def test_what_is_put_together_is_asked_beside_the_days_as_they_are(qtbot: QtBot, asking: Asking) -> None:
    kim = away(asking)
    suppose(asking, 0, kim)
    asking.add_button.click()
    suppose(asking, 1, VAN)
    asking.common.effort.setFocus()
    QTest.keyClick(asking.common.effort, Qt.Key.Key_Down)
    asked = run(qtbot, asking)
    names = [each.name for each in asked.suppositions]
    assert names == ["As is, optimised", "Without Kim on Tue 3 Mar", "1 more van like Lea"]
    assert [each.variations for each in asked.suppositions] == [(), (kim,), (VAN,)]
    assert (asked.profile_id, asked.seconds) == (1, 10.0)
    assert asked.scope.technicians == {scenarios.KIM, scenarios.LEA}
    assert asked.scope.touch is Touch.PLANNED
    assert asked.scope.until - asked.scope.since == DAY


def test_a_scenario_without_a_supposition_is_refused_beside_it(asking: Asking) -> None:
    suppose(asking, 0, VAN)
    asking.add_button.click()
    asking.run_button.click()
    first, second = asking.scenarios.cards
    assert not first.wrong.isVisible()
    assert second.wrong.isVisible()
    assert second.name.hasFocus()
    suppose(asking, 1, VAN)
    assert not second.wrong.isVisible()


def test_what_is_refused_out_of_view_is_scrolled_to(qtbot: QtBot, asking: Asking) -> None:
    for at in range(MOST):
        if at:
            asking.add_button.click()
        if at < MOST - 1:
            suppose(asking, at, VAN)
    asking.run_button.click()
    last = asking.scenarios.cards[-1]
    qtbot.waitUntil(lambda: not last.wrong.visibleRegion().isEmpty())


def test_the_absence_of_somebody_who_is_not_planned_for_is_refused(qtbot: QtBot, asking: Asking) -> None:
    suppose(asking, 0, away(asking))
    asking.common.people.setFocus()
    QTest.keyClick(asking.common.people, Qt.Key.Key_Down)
    asking.run_button.click()
    assert asking.wrong.text() == "Choose at least one technician to plan for."
    asking.common.technicians.offer(scenarios.PEOPLE, ticked=[scenarios.LEA])
    asking.run_button.click()
    assert asking.scenarios.cards[0].wrong.text().startswith("Kim is not planned for here")
    asking.common.technicians.offer(scenarios.PEOPLE, ticked=True)
    assert len(run(qtbot, asking).suppositions) == 2


def test_a_supposition_is_changed_and_removed(qtbot: QtBot, asking: Asking) -> None:
    suppose(asking, 0, VAN)
    card = asking.scenarios.cards[0]
    with qtbot.waitSignal(asking.suppose_asked) as asked:
        QTest.mouseClick(button(card, "Change: 1 more van like Lea"), LEFT)
    assert asked.args[0] is Kind.VAN
    assert asked.args[2] == VAN
    asking.take(ExtraVan(scenarios.KIM, 2))
    assert card.draft.variations == (ExtraVan(scenarios.KIM, 2),)
    assert card.name.placeholderText() == "2 more vans like Kim"
    QTest.mouseClick(button(card, "Remove: 2 more vans like Kim"), LEFT)
    assert not card.draft.variations


def test_the_same_is_never_supposed_twice(asking: Asking) -> None:
    for _ in range(2):
        suppose(asking, 0, VAN)
    assert asking.scenarios.drafts[0].variations == (VAN,)


def test_a_typed_name_goes_before_the_suggested_one(qtbot: QtBot, asking: Asking) -> None:
    suppose(asking, 0, VAN)
    card = asking.scenarios.cards[0]
    card.name.setFocus()
    QTest.keyClicks(card.name, "Storm")
    QTest.mouseClick(card.copy_button, LEFT)
    assert [each.name for each in run(qtbot, asking).suppositions][1:] == ["Storm", "Storm (copy)"]


def test_a_copy_supposes_the_same_and_has_another_name(qtbot: QtBot, asking: Asking) -> None:
    suppose(asking, 0, VAN)
    QTest.mouseClick(asking.scenarios.cards[0].copy_button, LEFT)
    name = "1 more van like Lea"
    assert run(qtbot, asking).suppositions[1:] == (Supposition(name, (VAN,)), Supposition(f"{name} (2)", (VAN,)))


def test_there_are_six_at_most_and_none_cannot_be_compared(asking: Asking) -> None:
    for _ in range(MOST):
        asking.add_button.click()
    assert len(asking.scenarios.cards) == MOST
    assert not asking.add_button.isEnabled()
    assert not asking.scenarios.cards[0].copy_button.isEnabled()
    for _ in range(MOST):
        asking.scenarios.cards[0].remove_button.click()
    assert asking.scenarios.cards == ()
    assert not asking.run_button.isEnabled()
    asking.add_button.click()
    assert asking.run_button.isEnabled()


def test_what_cannot_be_supposed_says_why(asking: Asking) -> None:
    asking.offer(Offer(((1, "Balanced"),), ()))
    asking.offer_people(())
    card = asking.scenarios.cards[0]
    possible = {kind: each.isEnabled() for kind, each in card.adders.items()}
    assert possible == {Kind.ABSENCE: False, Kind.VAN: False, Kind.SLA: False, Kind.VISITS: True}
    assert card.adders[Kind.SLA].toolTip() == "There is no SLA yet"
    asking.run_button.click()
    assert asking.wrong.isVisible()


def test_while_a_comparison_is_under_way_no_other_begins(asking: Asking) -> None:
    asking.set_busy(True)
    assert not asking.run_button.isEnabled()
    asking.add_button.click()
    assert not asking.run_button.isEnabled()
    asking.set_busy(False)
    assert asking.run_button.isEnabled()


@pytest.mark.parametrize("width", [260, 320, 700, 2400])
def test_no_scenario_is_cut_at_the_side(qtbot: QtBot, asking: Asking, width: int) -> None:
    suppose(asking, 0, VAN)
    asking.add_button.click()
    asking.resize(width, 300)
    qtbot.waitUntil(lambda: all(card.width() <= width for card in asking.scenarios.cards))
    assert all(card.height() >= card.sizeHint().height() for card in asking.scenarios.cards)
