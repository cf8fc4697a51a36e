"""The sections of parameters and repair codes."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.service import create_calendar
from domain.parameters.dialects import DialectName
from domain.parameters.placement_rules import PLACEMENT_RULES, Kind, Strictness
from domain.parameters.registry import Parameters
from domain.parameters.service import read
from domain.repairs.codes import CodeDraft, create_code
from domain.repairs.model import CodeKind
from domain.repairs.queries import codes
from domain.words import RoundingIn
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk


def parameters(desk: ServiceDesk) -> Parameters:
    with desk.store.read() as session:
        return read(session)


def test_a_group_of_parameters_shows_only_its_own_fields(show: Show) -> None:
    page = show("parameters")
    page.pane.show_record(2)
    shown = [name for name, field in page.pane.editor.form.fields.items() if field.widget.isVisible()]
    assert shown == ["currency", "tax_percent", "payment_days"]
    assert not page.pane.can_make()


def test_parameters_are_saved_and_a_wrong_one_is_refused_at_its_field(desk: ServiceDesk, show: Show) -> None:
    page = show("parameters")
    page.pane.show_record(2)
    put(page, "tax_percent", "250")
    page.pane.save()
    assert wrong(page, "tax_percent") == "Between 0 and 100."
    assert parameters(desk).tax_percent == Decimal(19)
    put(page, "tax_percent", "7.5")
    page.pane.save()
    assert parameters(desk).tax_percent == Decimal("7.5")


def test_how_visits_are_made_and_fees_are_booked_can_be_set(desk: ServiceDesk, show: Show) -> None:
    calendar = desk.store.run("ada", create_calendar, CalendarDraft("Shifts", (Window(0, 480, 960),)))
    page = show("parameters")
    page.pane.show_record(5)
    page.pane.editor.form.fields["visit_days_ahead"].set_value(60)
    page.pane.editor.form.fields["visit_calendar_id"].set_value(calendar)
    page.pane.save()
    page.pane.show_record(6)
    page.pane.editor.form.fields["accrual_rounding"].set_value(RoundingIn.LAST)
    page.pane.editor.form.fields["books_closed_until"].set_value(date(2026, 3, 31))
    page.pane.save()
    kept = parameters(desk)
    assert (kept.visit_days_ahead, kept.visit_calendar_id) == (60, calendar)
    assert (kept.accrual_rounding, kept.books_closed_until) == (RoundingIn.LAST, date(2026, 3, 31))


@pytest.mark.parametrize(("typed", "refused"), [("euro", True), ("chf", False)])
def test_a_currency_has_three_letters(desk: ServiceDesk, show: Show, typed: str, refused: bool) -> None:
    page = show("parameters")
    page.pane.show_record(2)
    put(page, "currency", typed)
    page.pane.save()
    assert bool(wrong(page, "currency")) is refused
    assert parameters(desk).currency == ("EUR" if refused else "CHF")


def test_rules_and_accounts_are_edited_in_place(desk: ServiceDesk, show: Show) -> None:
    page = show("parameters")
    page.pane.show_record(4)
    page.pane.editor.form.fields["stage_rules"].set_value(frozenset())
    page.pane.save()
    page.pane.show_record(8)
    page.pane.editor.form.fields["placement_rules"].set_value({Kind.DUE: Strictness.REFUSAL})
    page.pane.save()
    page.pane.show_record(9)
    accounts = page.pane.editor.form.fields["accounts"]
    accounts.set_value({**accounts.value(), "fee.cost.debit": ""})
    page.pane.save()
    assert wrong(page, "accounts") == "An account has between 1 and 20 letters."
    accounts.set_value({**accounts.value(), "fee.cost.debit": "7000"})
    page.pane.save()
    assert parameters(desk).stage_rules == frozenset()
    assert parameters(desk).placement_rules == {**PLACEMENT_RULES, Kind.DUE: Strictness.REFUSAL}
    assert parameters(desk).account("fee", "cost", "debit") == "7000"


def test_a_symptom_belongs_to_an_area_and_the_form_follows_the_kind(desk: ServiceDesk, show: Show) -> None:
    area = desk.store.run("ada", create_code, CodeDraft(CodeKind.SYMPTOM_AREA, "COLD", "Cooling"))
    page = show("repair_codes")
    page.pane.begin_new()
    fields = page.pane.editor.form.fields
    assert not fields["area"].widget.isVisible()
    fields["kind"].set_value(CodeKind.SYMPTOM)
    assert fields["area"].widget.isVisible()
    put(page, "code", "WARM")
    put(page, "name", "Too warm")
    page.pane.save()
    assert wrong(page, "area") == "Choose the area that the code belongs to."
    fields["area"].set_value(area)
    page.pane.save()
    with desk.store.read() as session:
        assert [(row.name, row.area) for row in codes(session, CodeKind.SYMPTOM)] == [("Too warm", "Cooling")]


def test_a_deleted_code_comes_back_by_undo(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_code, CodeDraft(CodeKind.RESOLUTION, "SWAP", "Replaced"))
    page = show("repair_codes")
    page.pane.show_record(made)
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Delete)
    assert len(page.pane.list.rows()) == 1
    QTest.keyClick(page.pane.list, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert page.pane.list.rows() == ()
    notice = desk.notices[-1]
    assert notice.text == "Replaced deleted."
    assert notice.undo is not None
    notice.undo()
    assert [row.name for row in page.pane.list.rows()] == ["Replaced"]


def test_the_page_and_its_small_sections_are_translated(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_code, CodeDraft(CodeKind.RESOLUTION, "SWAP", "Replaced"))
    with pseudo_language():
        page = show("reasons")
        page.pane.begin_new()
        assert untranslated(page.pane) == set()
        assert untranslated(page.names) == set()
        page.show_section("repair_codes")
        page.pane.show_record(made)
        assert untranslated(page.pane, frozenset({"Replaced"})) == set()
        page.show_section("parameters")
        page.pane.show_record(2)
        assert untranslated(page.pane, frozenset({"OSRM", "Valhalla", *(name.label for name in DialectName)})) == set()
        assert page.names.item(0).text() == "⟦Stages⟧"
