"""Orders of visits made on real threads: with progress, stopped between transactions, while the window goes on."""

from collections import Counter
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from app.shared.days import to_qt
from app.visits.view import VisitsPage
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.service import create_agreement
from domain.catalogue.model import LineKind
from domain.store.unit_of_work import UnitOfWork
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.model import Visit
from domain.visits.plan_service import PlanDraft, set_plan
from tests.app.keys import CTRL, form, press
from tests.app.visits.due import FIRST
from tests.support.in_front import in_front
from tests.support.service_desk import ServiceDesk

PATIENCE_MS = 30_000
AGREEMENTS = 4
DAYS = 255
"""With a visit a day, more than are made in one transaction."""


def many(work: UnitOfWork, customer_id: int, asset_id: int) -> None:
    """Agreements with a visit a day."""
    daily = create_interval(work, IntervalDraft("Daily", Interval((Rule(Unit.DAY),))))
    for at in range(AGREEMENTS):
        made = create_agreement(work, customer_id, AgreementDraft(f"Round {at}", date(2026, 1, 1)))
        line = add_line(work, made, AgreementLineDraft(LineKind.FEE, "Round", asset_id=asset_id))
        set_plan(work, line, PlanDraft(date(2026, 1, 1), daily))


@pytest.fixture
def page(threaded_desk: ServiceDesk, qtbot: QtBot) -> VisitsPage:
    desk = threaded_desk
    desk.store.run("setup", many, desk.company.clinic.id, desk.company.ward_chiller.id)
    made = in_front(VisitsPage(desk.kit, desk.desk), desk, qtbot, 1158, 714)
    made.period.last.setDate(to_qt(FIRST + timedelta(days=DAYS - 1)))
    qtbot.waitUntil(made.can_generate, timeout=PATIENCE_MS)
    return made


def generate(page: VisitsPage) -> None:
    press(page.tabs.preview.table, Qt.Key.Key_G)
    press(form(page), Qt.Key.Key_Return, CTRL)


def counts(desk: ServiceDesk) -> Counter[int]:
    """How many visits each line has."""
    with desk.store.read() as session:
        return Counter(session.scalars(select(Visit.agreement_line_id)))


class Stopper(QObject):
    """Presses the button as soon as there is progress; it lives on the thread of the window."""

    def __init__(self, page: VisitsPage) -> None:
        super().__init__(page)
        self._page = page

    @Slot(object)
    def press(self, _part: object) -> None:
        QTest.mouseClick(self._page.making.strip.stop_button, Qt.MouseButton.LeftButton)


def test_a_run_is_stopped_without_half_an_agreement_and_goes_on_from_there(
    page: VisitsPage, threaded_desk: ServiceDesk, qtbot: QtBot
) -> None:
    stopper = Stopper(page)
    generation = page.deeds.generation
    generation.progressed.connect(stopper.press)
    with qtbot.waitSignal(generation.ended, timeout=PATIENCE_MS):
        generate(page)
        assert page.making.strip.isVisible()
        assert not page.can_generate()
    generation.progressed.disconnect(stopper.press)
    made = counts(threaded_desk)
    assert 0 < len(made) < AGREEMENTS
    assert set(made.values()) == {DAYS}
    left = AGREEMENTS - len(made)
    assert f"Stopped: {left} agreement" in page.making.outcome.words.text()
    qtbot.waitUntil(page.can_generate, timeout=PATIENCE_MS)
    with qtbot.waitSignal(generation.ended, timeout=PATIENCE_MS):
        generate(page)
    assert counts(threaded_desk) == Counter(dict.fromkeys(range(1, AGREEMENTS + 1), DAYS))
    assert page.making.outcome.words.text() == f"{left * DAYS} visits in {left * DAYS} new orders."


def test_the_newest_question_is_answered_whatever_was_asked_before(page: VisitsPage, qtbot: QtBot) -> None:
    for days in (3000, 2000, 10):
        page.period.last.setDate(to_qt(FIRST + timedelta(days=days - 1)))
    assert not page.can_generate()
    qtbot.waitUntil(page.can_generate, timeout=PATIENCE_MS)
    assert page.tabs.preview.pane.words.text().startswith(f"{10 * AGREEMENTS} visits")


def test_a_console_that_closes_waits_for_no_more_than_one_transaction(
    page: VisitsPage, threaded_desk: ServiceDesk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.deeds.generation.progressed, timeout=PATIENCE_MS):
        generate(page)
    threaded_desk.tasks.close()
    made = counts(threaded_desk)
    assert len(made) < AGREEMENTS
    assert set(made.values()) == {DAYS}
