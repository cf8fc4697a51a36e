"""Every order is found by its words, however it came into the store and whatever its names were changed to."""

import pytest
from sqlalchemy import select, text

from domain.assets.model import Asset
from domain.orders import search
from domain.orders.deleting import delete_order
from domain.orders.model import Order, Origin, Stage
from domain.orders.search_text import fold, text_of
from domain.orders.service import OrderDraft, edit_order, open_order
from domain.parties.model import Customer, Site
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.small_company import SmallCompany


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("test", SmallCompany)


def opened(work: UnitOfWork, company: SmallCompany, title: str = "Leaks", description: str = "") -> int:
    asset = company.chiller.id
    return open_order(
        work, OrderDraft(title, Priority.LOW, Origin.HAND, 60, asset_id=asset, description=description)
    ).id


def found(store: Store, words: str) -> list[int]:
    """The ids of the orders with all these words, by the text and, on SQLite, by the index as well."""
    wanted = search.pieces(words)
    with store.read() as session:
        by_text = list(session.scalars(select(Order.id).where(search.has(session, wanted)).order_by(Order.id)))
        if search.on_sqlite(session):
            statement = select(search.ORDER_SEARCH.c.rowid).where(search.indexed(wanted))
            assert set(session.scalars(statement)) >= set(by_text)
            session.execute(text("insert into order_search (order_search) values ('integrity-check')"))
    return by_text


def test_the_search_folds_letters_and_says_each_word_once() -> None:
    assert fold("KÜHLUNG Straße") == "kuhlung strasse"
    assert text_of(["Pump", "pump  Kühl", ""]) == "  pump  kuhl"


def test_short_words_must_begin_a_word_and_longer_ones_may_stand_anywhere() -> None:
    assert search.pieces("pump P Pu PUMP") == ("pump", "  p", " pu")
    assert search.pieces(" ") == ()


def test_an_order_is_found_by_number_title_description_customer_asset_and_site(
    store: Store, company: SmallCompany
) -> None:
    key = store.run("kim", opened, company, "Läuft nicht", "Ruft Frau Öz an")
    for words in (
        "so-0000",
        "lauft",
        "ÖZ",
        "0001",
        "harbour",
        "C-0001",
        "chill",
        "f00",
        "cellar",
        "hamb",
        "L",
        "la ni",
    ):
        assert found(store, words) == [key], words
    for words in ("elephant", "aeuf", "äuf kiel", "a_ft", "l%t", "'", '"', "aft n", "x"):
        assert found(store, words) == [], words


def test_new_words_are_found_and_old_ones_are_not(store: Store, company: SmallCompany) -> None:
    key = store.run("kim", opened, company)
    store.run("kim", edit_order, key, version=1, title="Noise")
    assert (found(store, "leaks"), found(store, "noise")) == ([], [key])


@pytest.mark.parametrize(
    ("kind", "name", "words"), [(Customer, "name", "brewery"), (Site, "name", "cellar"), (Asset, "serial", "f000001")]
)
def test_a_new_name_is_found_and_the_old_one_is_not(
    store: Store, company: SmallCompany, kind: type[Customer | Site | Asset], name: str, words: str
) -> None:
    key = store.run("kim", opened, company)
    of = {Customer: company.brewery.id, Site: company.cellar.id, Asset: company.chiller.id}[kind]
    assert found(store, words) == [key]

    def rename(work: UnitOfWork) -> None:
        entity = work.get(kind, of)
        setattr(entity, name, "Zebra")
        work.note(f"{kind.subject}.changed", entity)

    store.run("kim", rename)
    assert (found(store, words), found(store, "zebr")) == ([], [key])


def test_an_order_that_is_gone_is_not_found(store: Store, company: SmallCompany) -> None:
    key = store.run("kim", opened, company)

    def allow(work: UnitOfWork) -> None:
        work.get(Stage, work.get(Order, key).stage_id).allows_delete = True
        work.note("stage.changed", work.get(Order, key).stage)

    store.run("kim", allow)
    store.run("kim", delete_order, key)
    assert found(store, "leaks") == []


def test_the_journal_does_not_tell_what_the_search_finds_an_order_by(store: Store, company: SmallCompany) -> None:
    store.run("kim", edit_order, store.run("kim", opened, company), version=1, title="Noise")
    with store.read() as session:
        told = session.execute(select(journal.c.before, journal.c.after).where(journal.c.subject == "order")).all()
    assert all("search" not in side for fact in told for side in fact)
    assert any("title" in before for before, _ in told)
