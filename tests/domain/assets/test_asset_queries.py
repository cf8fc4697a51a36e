"""Finding assets and walking their tree, on both databases."""

from collections.abc import Iterator

import pytest

from domain.assets import queries, tree
from domain.assets.tree import Branch, BranchKey, Level
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.small_company import SmallCompany

PART = "Compressor of chiller 1"


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store.open(database_url)
    yield store
    store.close()


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("test", SmallCompany)


def found(store: Store, words: str) -> list[str]:
    with store.read() as session:
        rows = queries.search(session, words)
        assert queries.count_found(session, words) == len(rows)
    return [row.name for row in rows]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("A-00003", ["Ward chiller"]),
        ("nf000002", ["Compressor of chiller 1"]),
        ("cx 400", ["Chiller 1", "Ward chiller"]),
        ("brewery", ["Chiller 1", "Compressor of chiller 1"]),
        ("kiel chiller", ["Ward chiller"]),
        ("CLINIC nordfrost", ["Ward chiller"]),
        ("cellar compressor", ["Compressor of chiller 1"]),
        ("nothing like it", []),
        ("%", []),
        ("_", []),
        ("", ["Chiller 1", "Compressor of chiller 1", "Ward chiller"]),
    ],
)
def test_every_word_narrows_the_search(store: Store, company: SmallCompany, words: str, names: list[str]) -> None:
    assert found(store, words) == names


def crowd(work: UnitOfWork) -> None:
    company = SmallCompany(work)
    for number, name in ((12, "Air compressor 1"), (21, "Air compressor 2"), (22, "Spare air compressor 2")):
        company.asset(number, name, company.compressor_model, company.plant)


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("air compressor 2", ["Air compressor 2", "Spare air compressor 2", "Air compressor 1", PART]),
        ("compressor  2", ["Air compressor 2", "Spare air compressor 2", "Air compressor 1", PART]),
        ("a-00022", ["Spare air compressor 2"]),
    ],
)
def test_what_the_words_name_comes_first(store: Store, words: str, names: list[str]) -> None:
    store.run("test", crowd)
    assert found(store, words) == names


def test_a_long_result_is_cut_and_counted_whole(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        assert len(queries.search(session, "chiller", limit=2)) == 2
        assert queries.count_found(session, "chiller") == 3


def test_an_asset_tells_where_it_is_and_whom_to_call(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        detail = queries.detail(session, company.chiller.id)
    assert detail is not None
    assert detail.address.path == ("Plant North", "Cellar")
    assert [contact.name for contact in detail.contacts] == ["Bo Falk", "Ada Berg"]
    assert [part.name for part in detail.parts] == ["Compressor of chiller 1"]
    assert detail.skill == "Refrigerant circuit"


def test_a_part_names_what_it_is_part_of(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        detail = queries.detail(session, company.compressor.id)
    assert detail is not None
    assert detail.parent is not None
    assert detail.parent.name == "Chiller 1"


def test_an_asset_that_is_gone_is_nothing(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        assert queries.detail(session, 999) is None
        assert queries.row(session, 999) is None
        assert tree.path(session, 999) == ()


def test_a_row_is_the_one_that_the_search_finds(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        assert queries.row(session, company.ward_chiller.id) == queries.search(session, "ward")[0]
        assert queries.count(session) == 3


def below(store: Store, key: BranchKey | None) -> list[Branch]:
    with store.read() as session:
        return tree.below(session, key)


def told(branches: list[Branch]) -> list[tuple[str, int, bool]]:
    return [(branch.title, branch.assets, branch.grows) for branch in branches]


def test_the_tree_grows_one_level_at_a_time(store: Store, company: SmallCompany) -> None:
    assert told(below(store, None)) == [("Clinic on the Hill", 1, True), ("Harbour Brewery", 2, True)]
    assert told(below(store, BranchKey(Level.CUSTOMER, company.brewery.id))) == [("Plant North", 2, True)]
    assert told(below(store, BranchKey(Level.SITE, company.plant.id))) == [("Cellar", 2, True)]
    assert told(below(store, BranchKey(Level.SITE, company.cellar.id))) == [("Chiller 1", 1, True)]
    assert told(below(store, BranchKey(Level.ASSET, company.chiller.id))) == [("Compressor of chiller 1", 0, False)]


def test_a_path_leads_from_the_customer_to_the_part(store: Store, company: SmallCompany) -> None:
    with store.read() as session:
        path = tree.path(session, company.compressor.id)
    assert path == (
        BranchKey(Level.CUSTOMER, company.brewery.id),
        BranchKey(Level.SITE, company.plant.id),
        BranchKey(Level.SITE, company.cellar.id),
        BranchKey(Level.ASSET, company.chiller.id),
        BranchKey(Level.ASSET, company.compressor.id),
    )
