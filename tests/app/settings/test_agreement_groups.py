"""Groups of agreements in the settings."""

from datetime import date

from domain.agreements.group_queries import AgreementGroupRow, agreement_groups
from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk


def groups(desk: ServiceDesk) -> tuple[AgreementGroupRow, ...]:
    with desk.store.read() as session:
        return agreement_groups(session)


def test_a_group_is_entered_changed_and_refused_where_its_name_is_taken(desk: ServiceDesk, show: Show) -> None:
    page = show("agreement_groups")
    page.pane.begin_new()
    put(page, "name", "Gold")
    page.pane.save()
    page.pane.begin_new()
    put(page, "name", "gold")
    page.pane.save()
    assert wrong(page, "name") == "There is a group “gold” already."
    put(page, "name", "Silver")
    page.pane.save()
    assert [(row.name, row.sla, row.agreements) for row in groups(desk)] == [("Gold", "", 0), ("Silver", "", 0)]


def test_a_group_with_agreements_stays_and_one_without_goes(desk: ServiceDesk, show: Show) -> None:
    page = show("agreement_groups")
    for name in ("Gold", "Silver"):
        page.pane.begin_new()
        put(page, "name", name)
        page.pane.save()
    gold, silver = groups(desk)
    draft = AgreementDraft("Full service", date(2026, 1, 1), group_id=gold.id)
    desk.store.run("lou", create_agreement, desk.company.brewery.id, draft)
    page.pane.show_record(gold.id)
    page.pane.remove()
    assert page.pane.editor.form.general() == "There are agreements in the group “Gold”."
    page.pane.show_record(silver.id)
    page.pane.remove()
    assert [(row.name, row.agreements) for row in groups(desk)] == [("Gold", 1)]


def test_the_section_is_translated(desk: ServiceDesk, show: Show) -> None:
    with pseudo_language():
        page = show("agreement_groups")
        page.pane.begin_new()
        assert {each for each in untranslated(page.pane) if "⟦" not in each} == set()
