"""When the lines of an agreement fall due, set and taken away with real keys on the page of agreements."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from app.agreements.view import AgreementsPage
from app.shared.dialog import FormDialog
from app.shared.links import Link
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.catalogue.model import LineKind
from domain.meters.service import MeterDraft, create_meter
from domain.visits.asking_service import ConditionDue, MeterDue
from domain.visits.basis import Basis
from domain.visits.combine import Combine
from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.plan_service import PlanDraft, PlanningDraft, set_plan
from domain.visits.queries import PlanRow, planning, plans
from domain.visits.task_service import ServiceTaskDraft, create_task
from domain.visits.window import ClosedPolicy, Window, WindowKind
from tests.app.agreements.agreed import TODAY, Show
from tests.app.keys import ALT, CTRL, SHIFT, form, press, put, wrong
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk


@pytest.fixture
def monthly(desk: ServiceDesk) -> int:
    every = Interval((Rule(Unit.MONTH),))
    return desk.store.run("setup", create_interval, IntervalDraft("Monthly", every))


def kept(desk: ServiceDesk, agreement_id: int) -> list[PlanRow]:
    with desk.store.read() as session:
        return plans(session, agreement_id)


def opened(show: Show) -> AgreementsPage:
    """The page with the tab of visits in front, its first line chosen."""
    page = show()
    page.detail.tabs.setCurrentWidget(page.plans)
    return page


def down(dialog: FormDialog, field: str, steps: int) -> None:
    widget = dialog.form.fields[field].widget
    widget.setFocus()
    for _ in range(steps):
        QTest.keyClick(widget, Qt.Key.Key_Down)


def seen(page: AgreementsPage) -> list[str]:
    column = next(each for each in page.plans.table.row_model().columns if each.name == "plan")
    return [column.text(row) for row in page.plans.table.rows()]


def test_a_line_is_given_its_plan(desk: ServiceDesk, show: Show, tacit: int, monthly: int) -> None:
    task = desk.store.run("setup", create_task, ServiceTaskDraft("Inspection"))
    page = opened(show)
    assert seen(page)[0] == "never"
    press(page.plans.table, Qt.Key.Key_V)
    dialog = form(page)
    assert not dialog.form.fields["before"].widget.isVisible()
    assert "site" not in dialog.form.fields
    assert dialog.windowTitle() == "When Inspection · Chiller 1 falls due"
    down(dialog, "interval", 1)
    down(dialog, "window", 3)
    assert dialog.form.fields["before"].widget.isVisible()
    put(dialog, before="2", after="3", start_after="7:30", end_before="late")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "end_before") == "Type a time such as 07:30."
    put(dialog, end_before="07:00")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "must be later than" in wrong(dialog, "end_before")
    put(dialog, end_before="15:00")
    down(dialog, "task", 1)
    down(dialog, "closed", 1)
    press(dialog, Qt.Key.Key_Return, CTRL)
    draft = kept(desk, tacit)[0].draft
    window = Window(WindowKind.DAYS, 2, 3, time(7, 30), time(15), ClosedPolicy.EARLIER)
    assert draft == PlanDraft(TODAY, monthly, window=window, task_id=task)
    desk.tail()
    assert seen(page)[0] == ("Monthly · from 02/03/2026 · 2 days before, 3 days after, after 07:30, until 15:00")


def test_what_counts_from_the_last_completion_asks_for_it(
    desk: ServiceDesk, show: Show, tacit: int, monthly: int
) -> None:
    page = opened(show)
    press(page.plans.table, Qt.Key.Key_V)
    dialog = form(page)
    assert not dialog.form.fields["basis"].widget.isVisible()
    down(dialog, "interval", 1)
    assert not dialog.form.fields["last_done_on"].widget.isVisible()
    down(dialog, "basis", 1)
    assert dialog.form.fields["last_done_on"].widget.isVisible()
    dialog.form.fields["last_done_on"].set_value(date(2026, 2, 9))
    press(dialog, Qt.Key.Key_Return, CTRL)
    draft = kept(desk, tacit)[0].draft
    assert draft is not None
    assert (draft.basis, draft.last_done_on) == (Basis.FLOATING, date(2026, 2, 9))


def test_a_line_without_asset_needs_a_site(desk: ServiceDesk, show: Show, open_ended: int, monthly: int) -> None:
    desk.store.run("setup", add_line, open_ended, AgreementLineDraft(LineKind.FEE, "Look around"))
    page = opened(show)
    press(page.plans.table, Qt.Key.Key_V)
    dialog = form(page)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "site") == "The line names no asset: say at which site the work is."
    down(dialog, "site", 1)
    press(dialog, Qt.Key.Key_Return, CTRL)
    row = kept(desk, open_ended)[0]
    assert (row.site, row.interval) == ("East wing", "")
    desk.tail()
    assert seen(page) == ["once · from 02/03/2026"]


def test_an_interval_that_never_comes_from_its_first_day_on_is_refused_where_it_was_chosen(
    desk: ServiceDesk, show: Show, tacit: int
) -> None:
    never = Interval((Rule(Unit.MONTH, 6, months=(3, 9)),))
    desk.store.run("setup", create_interval, IntervalDraft("Twice a year", never))
    page = opened(show)
    press(page.plans.table, Qt.Key.Key_V)
    dialog = form(page)
    down(dialog, "interval", 1)
    dialog.form.fields["anchor_on"].set_value(date(2026, 4, 1))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "interval") == "The steps of this interval never come to a chosen month."


def test_a_line_goes_by_a_meter_of_its_asset(desk: ServiceDesk, show: Show, tacit: int) -> None:
    hours = MeterDraft("Running hours", "h")
    meter = desk.store.run("setup", create_meter, desk.company.chiller.id, hours)
    page = opened(show)
    press(page.plans.table, Qt.Key.Key_V)
    dialog = form(page)
    assert not dialog.form.fields["every_units"].widget.isVisible()
    down(dialog, "meter", 1)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "every_units")
    put(dialog, every_units="500", meter_tolerance="25.5", units_at_last="120")
    press(dialog, Qt.Key.Key_Return, CTRL)
    draft = kept(desk, tacit)[0].draft
    assert draft is not None
    assert draft.meter is not None
    assert draft.meter == MeterDue(meter, Decimal(500), Decimal("25.5"), Decimal(120))
    desk.tail()
    assert seen(page)[0].startswith("every 500 units of its meter · from 02/03/2026")


def test_a_line_goes_by_a_value_that_is_measured_of_its_asset(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = opened(show)
    press(page.plans.table, Qt.Key.Key_V)
    dialog = form(page)
    assert not dialog.form.fields["limit"].widget.isVisible()
    down(dialog, "metric", 1)
    assert not dialog.form.fields["basis"].widget.isVisible()
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "limit") == "A number is needed here."
    put(dialog, limit="12.5", hold="30", gap="2")
    press(dialog, Qt.Key.Key_Return, CTRL)
    draft = kept(desk, tacit)[0].draft
    assert draft is not None
    hot = ConditionDue("supply_temperature", Decimal("12.5"), hold=timedelta(minutes=30), gap=Decimal(2))
    assert (draft.condition, draft.basis, draft.interval_id) == (hot, Basis.FLOATING, None)
    desk.tail()
    assert seen(page)[0].startswith("when supply_temperature stays above 12.5 · from 02/03/2026")
    press(page.plans.table, Qt.Key.Key_V)
    put(form(page), start_after="08:00")
    press(form(page), Qt.Key.Key_Return, CTRL)
    assert kept(desk, tacit)[0].draft == replace(draft, window=Window(start_after=time(8)))


def test_what_the_form_does_not_ask_stays(desk: ServiceDesk, show: Show, tacit: int, monthly: int) -> None:
    meter = desk.store.run("setup", create_meter, desk.company.chiller.id, MeterDraft("Running hours", "h"))
    line = kept(desk, tacit)[0].line_id
    before = PlanDraft(TODAY, monthly, meter=MeterDue(meter, 500))
    desk.store.run("setup", set_plan, line, before)
    was = kept(desk, tacit)[0].draft
    assert was is not None
    page = opened(show)
    press(page.plans.table, Qt.Key.Key_V)
    put(form(page), start_after="08:00")
    press(form(page), Qt.Key.Key_Return, CTRL)
    assert kept(desk, tacit)[0].draft == replace(was, window=Window(start_after=time(8)))


def test_a_plan_is_taken_away_once_that_was_said_again(desk: ServiceDesk, show: Show, tacit: int, monthly: int) -> None:
    line = kept(desk, tacit)[0].line_id
    desk.store.run("setup", set_plan, line, PlanDraft(TODAY, monthly))
    page = opened(show)
    assert page.plans.has_plan()
    press(page.plans.table, Qt.Key.Key_V, ALT)
    QTest.mouseClick(form(page).submit_button, Qt.MouseButton.LeftButton)
    assert kept(desk, tacit)[0].draft is None
    desk.tail()
    assert not page.plans.has_plan()


def test_how_the_visits_of_an_agreement_go_together(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = opened(show)
    press(page.plans.table, Qt.Key.Key_V, SHIFT)
    dialog = form(page)
    down(dialog, "combine", 3)
    put(dialog, days_ahead="soon")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "days_ahead") == "Type a whole number of days."
    put(dialog, days_ahead="90")
    press(dialog, Qt.Key.Key_Return, CTRL)
    with desk.store.read() as session:
        assert planning(session, tacit)[0] == PlanningDraft(Combine.ASSET, None, 90)
    desk.tail()
    assert page.plans.words.text() == "On one order: by asset. Orders are made 90 days ahead."


def test_the_visits_of_an_agreement_are_a_key_away(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = opened(show)
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    press(page.plans.table, Qt.Key.Key_Y, SHIFT)
    assert asked == [Link("visits", tacit)]


def test_a_year_of_the_agreement_stands_in_place_of_its_lines(
    desk: ServiceDesk, show: Show, tacit: int, monthly: int
) -> None:
    line = kept(desk, tacit)[0].line_id
    desk.store.run("setup", set_plan, line, PlanDraft(TODAY, monthly))
    page = opened(show)
    press(page.plans.table, Qt.Key.Key_Y)
    year = page.plans.year.content
    assert year.isVisible()
    assert not page.plans.has_plan()
    assert year.pane.words.text() == "12 visits in 12 orders"
    day = year.pane.calendar.area_of(date(2026, 4, 2)).center().toPoint()
    QTest.mouseClick(year.pane.calendar, Qt.MouseButton.LeftButton, pos=day)
    assert year.pane.words.text() == "02/04/2026 · 1 visit in 1 order"
    press(page.plans, Qt.Key.Key_Y)
    assert page.plans.table.isVisible()
    assert page.plans.has_plan()


def test_the_tab_is_translated_and_its_model_holds(
    desk: ServiceDesk, show: Show, tacit: int, monthly: int, qtmodeltester: ModelTester
) -> None:
    line = kept(desk, tacit)[0].line_id
    desk.store.run("setup", set_plan, line, PlanDraft(TODAY, monthly))
    with pseudo_language():
        page = opened(show)
        names = frozenset({"Inspection", "Water check", "Chiller 1", "Monthly"})
        assert untranslated(page.plans, names) == set()
        qtmodeltester.check(page.plans.table.row_model())  # type: ignore[no-untyped-call]
        press(page.plans.table, Qt.Key.Key_V)
        assert {
            word for word in untranslated(form(page), names) if not word.startswith(("Monthly · ", "Supply"))
        } == set()
