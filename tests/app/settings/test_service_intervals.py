"""The sections of service intervals and service tasks, driven with mouse and keys."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.settings.intervals.day_lines import BreakLine
from app.settings.intervals.meaning_field import MeaningField
from app.settings.intervals.rule_line import RuleLine
from app.settings.view import SettingsPage
from app.shared.rows_field import RowsField
from domain.visits.interval import Break, Interval, Last, Rule, Unit
from domain.visits.interval_service import IntervalDraft, create_interval
from domain.visits.queries import IntervalRow, TaskRow, intervals, tasks
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, put, wrong
from tests.support.service_desk import ServiceDesk


def kept(desk: ServiceDesk) -> list[IntervalRow]:
    with desk.store.read() as session:
        return intervals(session)


def kept_tasks(desk: ServiceDesk) -> list[TaskRow]:
    with desk.store.read() as session:
        return tasks(session)


def click(button: QAbstractButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(page: SettingsPage, name: str) -> RowsField:
    field = page.pane.editor.form.fields[name]
    assert isinstance(field, RowsField)
    return field


def rule(page: SettingsPage, name: str = "include", at: int = 0) -> RuleLine:
    line = rows(page, name).lines()[at]
    assert isinstance(line, RuleLine)
    return line


def meaning(page: SettingsPage) -> MeaningField:
    field = page.pane.editor.form.fields["meaning"]
    assert isinstance(field, MeaningField)
    return field


def days(page: SettingsPage) -> list[str]:
    """The days that are shown beside the words."""
    return meaning(page).days.text().replace("\N{NO-BREAK SPACE}", " ").split(" · ")


def down(line: RuleLine, combo: str, steps: int) -> None:
    """Go down so many steps in a choice of a rule."""
    widget = getattr(line, combo)
    widget.setFocus()
    for _ in range(steps):
        QTest.keyClick(widget, Qt.Key.Key_Down)


def begun(show: Show) -> SettingsPage:
    page = show("intervals")
    QTest.keyClick(page.pane.list, Qt.Key.Key_N)
    return page


def test_an_interval_is_entered_and_said_in_words_with_its_next_days(desk: ServiceDesk, show: Show) -> None:
    page = begun(show)
    assert meaning(page).words.text() == "Every month"
    line = rule(page)
    QTest.keyClicks(line.every, "\b")
    QTest.keyClick(line.every, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line.every, "3")
    down(line, "pattern", 3)
    click(line.nth.buttons[-1])
    click(line.weekdays.buttons[4])
    assert meaning(page).words.text() == "Every 3 months on the last Friday"
    assert days(page)[:2] == ["Fri 27 Mar 2026", "Fri 26 Jun 2026"]
    assert len(days(page)) == 10
    put(page, "name", "Quarterly")
    QTest.keyClick(page.pane, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    row = kept(desk)[0]
    assert (row.draft.name, row.words) == ("Quarterly", "every 3 months on the last Friday")
    assert row.draft.interval == Interval((Rule(Unit.MONTH, 3, weekdays=(4,), nth=(-1,)),))
    assert row.active


def test_only_what_belongs_to_a_pattern_is_asked_and_kept(desk: ServiceDesk, show: Show) -> None:
    page = begun(show)
    line = rule(page)
    down(line, "pattern", 1)
    assert line.days.isVisible()
    assert not line.weekdays.isVisible()
    click(line.days.buttons[31])
    assert line.value().days == (31,)
    down(line, "pattern", 3)
    assert line.value() == Rule(Unit.MONTH, last=Last.DAY)
    line.unit.setFocus()
    QTest.keyClick(line.unit, Qt.Key.Key_Up)
    assert (line.unit.currentText(), line.pattern.currentText()) == ("weeks", "as on the first day")
    assert line.value() == Rule(Unit.WEEK)


def test_seasons_breaks_extra_days_and_an_end_are_kept(desk: ServiceDesk, show: Show) -> None:
    page = begun(show)
    for month in (4, 5, 6):
        click(rule(page).months.buttons[month])
    click(rows(page, "exclude").add_button)
    down(rule(page, "exclude"), "pattern", 1)
    click(rule(page, "exclude").weekdays.buttons[6])
    click(rows(page, "breaks").add_button)
    pause = rows(page, "breaks").lines()[0]
    assert isinstance(pause, BreakLine)
    pause.set_value(Break(date(2026, 5, 1), date(2026, 5, 10)))
    QTest.keyClick(pause.yearly, Qt.Key.Key_Space)
    rows(page, "extra").set_value((date(2026, 9, 1),))
    put(page, "count", "12")
    put(page, "name", "Spring")
    assert meaning(page).words.text().startswith("Every month from April to June, not on Sunday, not from")
    page.pane.save()
    interval = kept(desk)[0].draft.interval
    assert interval.include == (Rule(Unit.MONTH, months=(4, 5, 6)),)
    assert interval.exclude == (Rule(Unit.DAY, weekdays=(6,)),)
    assert interval.breaks == (Break(date(2026, 5, 1), date(2026, 5, 10), yearly=True),)
    assert (interval.extra, interval.count) == ((date(2026, 9, 1),), 12)


def test_an_interval_that_never_occurs_is_told_at_once_and_refused_at_its_field(desk: ServiceDesk, show: Show) -> None:
    page = begun(show)
    put(page, "name", "Never")
    click(rows(page, "exclude").add_button)
    rule(page, "exclude").set_value(Rule(Unit.DAY))
    rule(page, "exclude").tell()
    sentence = "This interval never falls due: all its days are left out."
    assert meaning(page).wrong.text() == sentence
    assert meaning(page).days.isHidden()
    page.pane.save()
    assert wrong(page, "exclude") == sentence
    assert kept(desk) == []
    click(rows(page, "exclude").lines()[0].remove_button)
    assert meaning(page).wrong.isHidden()
    page.pane.save()
    assert [row.draft.name for row in kept(desk)] == ["Never"]


def test_days_that_no_month_has_and_rules_that_lack_a_weekday_are_refused(desk: ServiceDesk, show: Show) -> None:
    page = begun(show)
    put(page, "name", "Odd")
    rule(page).set_value(Rule(Unit.MONTH, days=(31,), months=(2,)))
    rule(page).tell()
    page.pane.save()
    assert wrong(page, "include") == "No month of this interval has a day 31."
    rule(page).set_value(Rule(Unit.MONTH))
    click(rows(page, "exclude").add_button)
    rule(page, "exclude").set_value(Rule(Unit.MONTH, nth=(1,)))
    page.pane.save()
    assert "first to fourth or the last of a weekday" in wrong(page, "exclude")
    assert kept(desk) == []


def test_an_interval_is_changed_and_offered_no_more(desk: ServiceDesk, show: Show) -> None:
    made = desk.store.run("ada", create_interval, IntervalDraft("Weekly", Interval((Rule(Unit.WEEK),))))
    page = show("intervals")
    page.pane.show_record(made)
    assert meaning(page).words.text() == "Every week"
    assert not page.pane.can_remove()
    QTest.keyClick(page.pane.editor.form.fields["active"].widget, Qt.Key.Key_Space)
    put(page, "name", "Every week")
    page.pane.save()
    row = kept(desk)[0]
    assert (row.draft, row.active) == (IntervalDraft("Every week", Interval((Rule(Unit.WEEK),))), False)


def test_the_series_is_shown_from_any_first_day(desk: ServiceDesk, show: Show) -> None:
    page = begun(show)
    field = meaning(page)
    field.first.setDate(QDate(2027, 1, 31))
    assert days(page)[:3] == ["Sun 31 Jan 2027", "Sun 28 Feb 2027", "Wed 31 Mar 2027"]
    assert not page.pane.can_save()


def test_a_service_task_is_entered_changed_and_refused_beside_its_field(desk: ServiceDesk, show: Show) -> None:
    page = show("service_tasks")
    QTest.keyClick(page.pane.list, Qt.Key.Key_N)
    put(page, "internal_note", "Bring the ladder")
    page.pane.save()
    assert wrong(page, "name")
    put(page, "name", "Inspection")
    put(page, "external_note", "Please clear the roof")
    put(page, "rank", "5")
    page.pane.save()
    row = kept_tasks(desk)[0]
    assert (row.draft.name, row.draft.rank, row.draft.internal_note) == ("Inspection", 5, "Bring the ladder")
    assert (row.draft.external_note, row.order_type) == ("Please clear the roof", "")
    page.pane.show_record(row.id)
    put(page, "rank", "7")
    page.pane.save()
    assert [each.draft.rank for each in kept_tasks(desk)] == [7]


def test_both_sections_are_translated(desk: ServiceDesk, show: Show) -> None:
    every = Interval((Rule(Unit.MONTH, weekdays=(4,), nth=(-1,)),), (Rule(Unit.DAY, weekdays=(6,)),))
    made = desk.store.run("ada", create_interval, IntervalDraft("Monthly", every))
    with pseudo_language():
        page = show("intervals")
        page.pane.show_record(made)
        found = untranslated(page.pane, frozenset({"Monthly"}))
        assert {word for word in found if not is_of_the_system(word.split(" · ")[-1])} == set()
        page.show_section("service_tasks")
        page.pane.begin_new()
        assert untranslated(page.pane) == set()
