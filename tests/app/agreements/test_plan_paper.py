"""The plan of visits of an agreement as a paper, asked for with real keys."""

from datetime import timedelta
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt

from domain.visits.interval import Interval, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.plan_service import PlanDraft, set_plan
from domain.visits.queries import plans
from tests.app.agreements.agreed import TODAY, Show
from tests.app.keys import ALT, CTRL, form, press, wrong
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.service_desk import ServiceDesk


def planned(desk: ServiceDesk, agreement_id: int) -> None:
    """Let the line of an agreement fall due every month."""
    monthly = desk.store.run("setup", create_interval, IntervalDraft("Monthly", Interval((Rule(Unit.MONTH),))))
    with desk.store.read() as session:
        line_id = plans(session, agreement_id)[0].line_id
    desk.store.run("setup", set_plan, line_id, PlanDraft(TODAY, monthly))


def test_the_plan_of_a_year_is_shown_and_saved(desk: ServiceDesk, show: Show, tacit: int, tmp_path: Path) -> None:
    planned(desk, tacit)
    page = show()
    page.detail.tabs.setCurrentWidget(page.plans)
    press(page.plans.table, Qt.Key.Key_Y, ALT)
    dialog = form(page)
    assert dialog.form.values() == {"first": TODAY, "last": TODAY + timedelta(days=364), "technicians": True}
    dialog.form.fields["last"].set_value(TODAY - timedelta(days=1))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "last") == "The end is before the start."
    dialog.form.fields["last"].set_value(TODAY + timedelta(days=60))
    press(dialog, Qt.Key.Key_Return, CTRL)
    paper = page.plans.papers.paper
    assert paper is not None
    assert paper.windowTitle() == "Plan of visits AG-000001"
    paper.preview.save_to(tmp_path / "plan.pdf")
    text = "".join(leaf.extract_text() for leaf in PdfReader(tmp_path / "plan.pdf").pages)
    assert text.count("Inspection") == 2
    assert "2 Apr 2026" in text
    paper.close()


def test_the_question_is_translated(show: Show, tacit: int) -> None:
    with pseudo_language():
        page = show()
        page.detail.tabs.setCurrentWidget(page.plans)
        press(page.plans.table, Qt.Key.Key_Y, ALT)
        assert untranslated(form(page)) == set()
