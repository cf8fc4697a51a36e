"""Agreements and their lines entered, changed, suspended, renewed and terminated with real keys."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.shared.dialog import FormDialog
from app.shared.links import Link, Mood
from domain.agreements.header import AgreementDraft
from domain.agreements.renewal import Renewal
from domain.agreements.service import change_agreement, create_agreement
from tests.app.agreements.agreed import TODAY, Show, agreement, marks
from tests.app.keys import ALT, CTRL, SHIFT, form, press, put, wrong
from tests.support.service_desk import ServiceDesk


def choose(dialog: FormDialog, field: str, steps: int) -> None:
    """Go down so many steps in what is offered."""
    combo = dialog.form.fields[field].widget
    combo.setFocus()
    for _ in range(steps):
        QTest.keyClick(combo, Qt.Key.Key_Down)


# --- agreements ---


def test_an_agreement_is_entered_with_keys_alone_and_then_its_first_line(desk: ServiceDesk, show: Show) -> None:
    page = show()
    press(page.table, Qt.Key.Key_N, SHIFT)
    dialog = form(page)
    put(dialog, name="Full service", responsible="lou")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "customer") == "Choose the customer first."
    put(dialog, customer="harb")
    press(dialog, Qt.Key.Key_Return)
    put(dialog, notice_months="13")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "longer than the first term" in wrong(dialog, "notice_months")
    put(dialog, notice_months="3")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text == "Full service is entered; now what is promised."
    made = page.record_shown()
    assert made is not None
    found = agreement(desk, made)
    assert (found.customer, found.draft.starts_on, found.draft.notice_months) == ("Harbour Brewery", TODAY, 3)
    assert (found.draft.responsible, found.draft.renewal) == ("lou", Renewal.TACIT)
    press(page.table, Qt.Key.Key_L)
    dialog = form(page)
    put(dialog, quantity="1,5")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "say what the line is for" in wrong(dialog, "text")
    choose(dialog, "asset", 1)
    put(dialog, text="Inspection")
    press(dialog, Qt.Key.Key_Return, CTRL)
    line = agreement(desk, made).lines[0]
    assert (line.draft.text, float(line.draft.quantity), line.asset) == ("Inspection", 1.5, "Chiller 1")


def test_a_change_is_kept_and_what_was_not_touched_stays(desk: ServiceDesk, show: Show, tacit: int) -> None:
    before = agreement(desk, tacit).draft
    page = show()
    press(page.table, Qt.Key.Key_E)
    dialog = form(page)
    put(dialog, name="Whole service")
    press(dialog, Qt.Key.Key_Return, CTRL)
    now = agreement(desk, tacit).draft
    assert now.name == "Whole service"
    assert (now.initial_months, now.renewal, now.notice_months) == (12, Renewal.TACIT, before.notice_months)


def test_who_changes_after_somebody_else_is_told(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    press(page.table, Qt.Key.Key_E)
    dialog = form(page)
    seen = agreement(desk, tacit)
    theirs = AgreementDraft("Theirs", seen.draft.starts_on)
    desk.store.run("lou", change_agreement, tacit, theirs, seen.version)
    put(dialog, name="Mine")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert "Somebody else" in dialog.form.general()
    assert agreement(desk, tacit).draft.name == "Theirs"


def test_an_agreement_is_suspended_and_holds_again_with_undo(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    press(page.table, Qt.Key.Key_P)
    desk.tail()
    page.presenter.load()
    assert agreement(desk, tacit).suspended
    assert marks(page) == ["Suspended"]
    undo = desk.notices[-1].undo
    assert undo is not None
    undo()
    assert not agreement(desk, tacit).suspended


def test_notice_is_given_and_withdrawn(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    assert not page.bound_actions()["agreements_renew"].isEnabled()
    press(page.table, Qt.Key.Key_T)
    press(form(page), Qt.Key.Key_Return, CTRL)
    assert desk.notices[-1].text.endswith("ends on 31/12/2026.")
    assert agreement(desk, tacit).terminated_on == TODAY
    desk.tail()
    page.presenter.look_at(tacit)
    assert not page.bound_actions()["agreements_end"].isEnabled()
    press(page.table, Qt.Key.Key_T, SHIFT)
    QTest.mouseClick(form(page).submit_button, Qt.MouseButton.LeftButton)
    assert agreement(desk, tacit).terminated_on is None


def test_without_terms_the_notice_names_the_last_day(desk: ServiceDesk, show: Show, open_ended: int) -> None:
    page = show()
    press(page.table, Qt.Key.Key_T)
    dialog = form(page)
    dialog.form.fields["last_day"].set_value(date(2026, 2, 1))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "last_day") == "The end is before the notice or the start."
    dialog.form.fields["last_day"].set_value(date(2026, 6, 30))
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert agreement(desk, open_ended).ends_on == date(2026, 6, 30)


def test_one_that_is_renewed_on_request_is_renewed_once(desk: ServiceDesk, show: Show) -> None:
    terms = AgreementDraft(
        "Yearly", date(2025, 4, 1), initial_months=12, renewal=Renewal.EXPRESS, period_months=12, notice_months=1
    )
    made = desk.store.run("setup", create_agreement, desk.company.brewery.id, terms)
    page = show()
    press(page.table, Qt.Key.Key_R)
    dialog = form(page)
    assert "31/03/2026" in dialog.said.text()
    seen = agreement(desk, made)
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert (agreement(desk, made).renewed, agreement(desk, made).ends_on) == (1, date(2027, 3, 31))
    assert seen.ends_on == date(2026, 3, 31)


# --- lines ---


def test_a_line_is_changed_and_stopped_and_goes_on(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    page.detail.show_lines()
    line = agreement(desk, tacit).lines[0]
    page.detail.records.lines.choose(line.id)
    press(page.table, Qt.Key.Key_L, SHIFT)
    dialog = form(page)
    put(dialog, quantity="-1")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert wrong(dialog, "quantity") == "A quantity cannot be negative."
    put(dialog, quantity="3")
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert agreement(desk, tacit).lines[0].draft.quantity == 3
    desk.tail()
    press(page.table, Qt.Key.Key_L, ALT)
    assert agreement(desk, tacit).lines[0].stopped
    undo = desk.notices[-1].undo
    assert undo is not None
    undo()
    assert not agreement(desk, tacit).lines[0].stopped
    assert desk.notices[-1].mood is not Mood.ERROR


def test_its_customer_is_a_key_away(desk: ServiceDesk, show: Show, tacit: int) -> None:
    page = show()
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    press(page.table, Qt.Key.Key_G)
    assert asked == [Link("customers", desk.company.brewery.id)]
