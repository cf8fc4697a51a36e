"""The section of paper templates."""

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.settings.templates.template_field import TemplateField
from app.settings.view import SettingsPage
from domain.documents.rendering import built_in
from domain.documents.template_queries import own_sources
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, wrong
from tests.support.service_desk import ServiceDesk

WORK_DESCRIPTION = "work_description"


def kept(desk: ServiceDesk) -> dict[str, str]:
    with desk.store.read() as session:
        return own_sources(session)


def begun(show: Show) -> tuple[SettingsPage, TemplateField]:
    page = show("templates")
    row = next(row for row in page.pane.list.rows() if row.name == WORK_DESCRIPTION)
    page.pane.show_record(row.id)
    field = page.pane.editor.form.fields["source"]
    assert isinstance(field, TemplateField)
    return page, field


def test_the_paper_is_shown_beside_its_source(show: Show) -> None:
    page, field = begun(show)
    assert field.value() == built_in(WORK_DESCRIPTION)
    assert field.pages.count >= 1
    assert page.pane.editor.draft() == {}
    assert not page.pane.can_make()


def test_what_is_written_is_previewed_and_kept_and_goes_back(desk: ServiceDesk, show: Show) -> None:
    page, field = begun(show)
    source = "{% extends 'letter' %}{% block body %}Nobody else writes this{% endblock %}"
    field.edit.setPlainText(source)
    field.preview()
    assert "Nobody else writes this" in field.pages.accessibleDescription()
    page.pane.save()
    assert kept(desk) == {WORK_DESCRIPTION: source}
    assert not page.pane.can_save()
    page.bound_actions()["settings_template_reset"].trigger()
    assert kept(desk) == {}
    assert field.value() == built_in(WORK_DESCRIPTION)


def test_a_syntax_error_is_told_with_its_line_while_typing_and_is_not_kept(desk: ServiceDesk, show: Show) -> None:
    page, field = begun(show)
    lines = built_in(WORK_DESCRIPTION).splitlines()
    field.edit.setPlainText("\n".join([*lines[:4], "{% if order.number %", *lines[4:]]))
    field.preview()
    assert ", line " in field.fault.text()
    assert field.edit.wrong_line() >= 5
    page.pane.save()
    assert ", line " in wrong(page, "source")
    assert kept(desk) == {}


def test_the_preview_follows_the_keyboard(show: Show, qtbot: QtBot) -> None:
    page, field = begun(show)
    field.edit.setFocus()
    QTest.keyClicks(field.edit, "{{ order.nonsense }}")
    qtbot.waitUntil(lambda: not field.fault.isHidden())
    assert "nonsense" in field.fault.text()
    assert page.pane.can_save()


def test_templates_are_translated(show: Show) -> None:
    with pseudo_language():
        page, _ = begun(show)
        assert untranslated(page.pane) == set()
