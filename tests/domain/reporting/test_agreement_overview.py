"""Agreements as their page asks for them, on both databases."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from domain.agreements.cover_caps import CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft, add_cover
from domain.agreements.group_service import create_group
from domain.agreements.header import AgreementDraft
from domain.agreements.listing import Shown
from domain.agreements.service import create_agreement, suspend
from domain.agreements.template_service import create_folder, create_template
from domain.reporting.agreement_choices import customer_found, customers_found, header_choices, line_choices
from domain.reporting.agreement_overview import agreement_overview, agreement_page
from domain.reporting.search import find
from domain.store.store import Store
from tests.support.small_company import SmallCompany

TODAY = date(2026, 3, 2)
BASIC = AgreementDraft("Basic", date(2025, 1, 1))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with closing(Store.open(database_url)) as opened:
        yield opened


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("setup", SmallCompany)


def test_a_page_says_how_many_there_are_and_whether_more_follow(store: Store, company: SmallCompany) -> None:
    for number in range(3):
        draft = replace(BASIC, name=f"Basic {number}")
        store.run("kim", create_agreement, company.brewery.id, draft)
    with store.read() as session:
        first = agreement_page(session, TODAY, limit=2)
        whole = agreement_page(session, TODAY, limit=3)
        none = agreement_page(session, TODAY, shown=Shown.SUSPENDED)
    assert ([row.name for row in first.rows], first.total, first.following) == (["Basic 2", "Basic 1"], 3, 2)
    assert (len(whole.rows), whole.following) == (3, None)
    assert (none.rows, none.total, none.following) == ((), 0, None)


def test_one_is_told_with_its_names_and_what_is_used_of_each_limit(store: Store, company: SmallCompany) -> None:
    group = store.run("kim", create_group, "Gold")
    made = store.run("kim", create_agreement, company.brewery.id, replace(BASIC, group_id=group))
    limited = CoverDraft("Labour", Treatment.INCLUDED, cap_unit=CapUnit.VISITS, cap_limit=4)
    cover = store.run("kim", add_cover, made, limited)
    store.run("kim", add_cover, made, CoverDraft("Parts", Treatment.DISCOUNTED, discount_percent=10))
    store.run("kim", suspend, made)
    with store.read() as session:
        found = agreement_overview(session, made, TODAY)
        assert agreement_overview(session, made + 1, TODAY) is None
    assert found is not None
    assert (found.id, found.group, found.sla, found.contact, found.technician) == (made, "Gold", "", "", "")
    assert found.agreement.suspended
    assert {key: (int(row.used), int(row.left)) for key, row in found.used.items()} == {cover: (0, 4)}


def test_a_template_is_told_without_limits(store: Store, company: SmallCompany) -> None:
    folder = store.run("kim", create_folder, "Chillers")
    made = store.run("kim", create_template, folder, BASIC)
    with store.read() as session:
        found = agreement_overview(session, made, TODAY)
        assert [row.folder for row in agreement_page(session, TODAY, shown=Shown.TEMPLATES).rows] == ["Chillers"]
    assert found is not None
    assert (found.agreement.customer, dict(found.used)) == ("", {})


def test_what_can_be_chosen_is_that_of_the_customer(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        of_brewery = header_choices(session, company.brewery.id)
        of_nobody = header_choices(session, None)
        line = line_choices(session, company.clinic.id)
        found = customers_found(session, "falk harbour")
        one = customer_found(session, company.clinic.id)
    assert [word for _, word in of_brewery.contacts] == ["Ada Berg", "Bo Falk"]
    assert of_nobody.contacts == ()
    assert [(each.id, each.name) for each in found] == [(company.brewery.id, "Harbour Brewery")]
    assert one is not None
    assert (one.name, one.number) == ("Clinic on the Hill", "C-0002")
    assert [word for _, word in line.assets] == ["Ward chiller · A-00003"]


def test_an_agreement_is_found_by_its_name_and_its_customer(store: Store, company: SmallCompany) -> None:
    made = store.run("kim", create_agreement, company.brewery.id, BASIC)
    with store.read() as session:
        for words in ("basic harb", "AG-000001"):
            assert ("agreements", made) in [(hit.page, hit.id) for hit in find(session, words)]
