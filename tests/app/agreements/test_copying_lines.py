"""Lines taken over from a template or another agreement, chosen with keys."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.agreements.view import AgreementsPage
from app.shared.dialog import FormDialog
from app.shared.tick_list import TickList
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.service import create_agreement
from domain.agreements.template_service import create_folder, create_template
from domain.catalogue.model import LineKind
from tests.app.agreements.agreed import Show, agreement
from tests.app.keys import CTRL, form, press, wrong
from tests.support.service_desk import ServiceDesk

BASIC = AgreementDraft("Basic", date(2026, 1, 1))


def asked(page: AgreementsPage, words: str) -> tuple[FormDialog, TickList]:
    """The form, with the source found."""
    press(page.table, Qt.Key.Key_L, CTRL)
    dialog = form(page)
    line = dialog.form.fields["source"].widget
    line.setFocus()
    QTest.keyClicks(line, words)
    press(dialog, Qt.Key.Key_Return)
    return dialog, dialog.findChildren(TickList)[0]


def test_chosen_lines_of_a_template_are_taken_over(desk: ServiceDesk, show: Show, tacit: int) -> None:
    folder = desk.store.run("setup", create_folder, "Cooling")
    template = desk.store.run("setup", create_template, folder, BASIC)
    for text in ("Filter", "Oil", "Belt"):
        desk.store.run("setup", add_line, template, AgreementLineDraft(LineKind.FEE, text))
    dialog, ticks = asked(show(), "basic")
    assert [name for _, name in ticks.chosen()] == ["Filter", "Oil", "Belt"]
    ticks.list.setFocus()
    QTest.keyClick(ticks.list, Qt.Key.Key_Down)
    QTest.keyClick(ticks.list, Qt.Key.Key_Space)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "2 lines are taken over into AG-000001."
    texts = [line.draft.text for line in agreement(desk, tacit).lines]
    assert texts == ["Inspection", "Water check", "Filter", "Belt"]


def test_lines_of_the_assets_of_another_customer_are_not_offered(desk: ServiceDesk, show: Show, tacit: int) -> None:
    theirs = desk.store.run("setup", create_agreement, desk.company.clinic.id, BASIC)
    desk.store.run("setup", add_line, theirs, AgreementLineDraft(LineKind.FEE, "All"))
    ward = AgreementLineDraft(LineKind.FEE, "Ward", asset_id=desk.company.ward_chiller.id)
    desk.store.run("setup", add_line, theirs, ward)
    page = show()
    page.show_record(tacit)
    dialog, ticks = asked(page, "clinic")
    assert [name for _, name in ticks.chosen()] == ["All"]
    ticks.clear_button.click()
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert dialog.form.general() == "There is nothing to copy."
    dialog.form.fields["source"].set_value(None)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "source") == "Choose from where first."
