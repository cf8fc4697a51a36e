"""However the databases go about it, the search gives what reading every text gives, the newest first."""

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from domain.clock import FixedClock
from domain.orders.model import Order, Origin
from domain.orders.search import pieces
from domain.orders.search_text import text_of
from domain.orders.service import OrderDraft, open_order
from domain.reporting import order_found, order_list
from domain.reporting.order_found import newest
from domain.reporting.order_list import OrderSearch
from domain.reporting.order_sorting import SortKey
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.small_company import SmallCompany

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ORDERS, OLD = 90, 45
#: Words that share letters, some common, some rare, some with signs that mean something to one of the databases.
WORDS = ["fan", "fan 2", "fan 20", "fanfare", "anfang", "chiller", "chill", "a%b_c", "it's", "say so", "o'o", "kühl"]
WORDS += [f"e-{number}" for number in (100, 110, 1000, 101)]
LETTERS = "fan2 chile10%_\"-e'k"
SOMETHING = st.one_of(
    st.sampled_from(WORDS), st.text(LETTERS, max_size=5), st.text("fanchile01", min_size=3, max_size=7)
)
ASKED = st.lists(SOMETHING, min_size=1, max_size=3).map(" ".join)


@pytest.fixture
def store(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Few orders, so few of them are a sample."""
    monkeypatch.setattr(order_found, "SAMPLE", 9)
    monkeypatch.setattr(order_found, "COMMON", 2)
    monkeypatch.setattr(order_found, "WINDOW", 30)
    monkeypatch.setattr(order_list, "MANY_FOUND", 12)
    store = Store.open(database_url, FixedClock(NOW))
    store.run("test", fill)
    yield store
    store.close()


def fill(work: UnitOfWork) -> None:
    """Orders with some of the words; the first word comes only among the old ones, the second among the new ones."""
    dice, company = Random(3), SmallCompany(work)
    first = open_order(work, OrderDraft("x", Priority.LOW, Origin.HAND, 60, asset_id=company.chiller.id)).id
    wanted = select(*Order.__table__.columns).where(Order.id == first)
    same = dict(work.session.execute(wanted).mappings().one())
    rows = [
        same
        | {
            "id": key,
            "number": f"SO-{key:06}",
            "priority": dice.choice(list(Priority)),
            "search": text_of([*dice.sample(WORDS, dice.randint(0, 3)), "antique" if key < OLD else "brandnew"]),
        }
        for key in range(first + 1, ORDERS)
    ]
    work.session.execute(insert(Order), rows)


def read(store: Store, words: str, before: int | None, priorities: frozenset[Priority]) -> list[int]:
    """By reading every text."""
    with store.read() as session:
        texts = session.execute(select(Order.id, Order.search, Order.priority).order_by(Order.id.desc())).all()
    return [
        key
        for key, told, priority in texts
        if all(piece in told for piece in pieces(words))
        and (before is None or key < before)
        and (not priorities or priority in priorities)
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=ASKED,
    most=st.integers(1, 40),
    before=st.none() | st.integers(1, ORDERS + 1),
    priorities=st.frozensets(st.sampled_from(Priority), max_size=2),
)
def test_the_newest_with_some_words_are_those_that_reading_finds(
    store: Store, words: str, most: int, before: int | None, priorities: frozenset[Priority]
) -> None:
    if not pieces(words):
        return
    expected = read(store, words, before, priorities)
    conditions = [Order.priority.in_(priorities)] if priorities else []
    with store.read() as session:
        assert newest(session, pieces(words), conditions, most, before) == expected[:most]
        search = OrderSearch(words, standing=None, priorities=priorities, limit=5, sort=SortKey.NUMBER)
        page = order_list.orders(session, search, NOW)
        assert [row.id for row in page.rows] == read(store, words, None, priorities)[::-1][:5]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=ASKED)
def test_page_after_page_of_what_is_found_is_all_that_reading_finds_and_counting_agrees(
    store: Store, words: str
) -> None:
    expected = read(store, words, None, frozenset())
    search, shown, behind = OrderSearch(words, standing=None, limit=4), list[int](), None
    with store.read() as session:
        first = order_list.orders(session, search, NOW)
        more = len(expected) > search.limit
        counted = min(len(expected), 12) if pieces(words) and more else len(expected)
        assert (first.total, first.at_least) == (counted, bool(pieces(words)) and more and len(expected) > 12)
        while True:
            page = order_list.further(session, search, NOW, behind)
            shown += [row.id for row in page.rows]
            behind = page.following
            if behind is None:
                break
    assert shown == expected


@pytest.mark.parametrize("words", ["antique", "brandnew", "antique fan", "brandnew chill"])
def test_what_is_common_among_the_old_or_the_new_alone_is_found_whole(store: Store, words: str) -> None:
    with store.read() as session:
        assert newest(session, pieces(words), [], ORDERS) == read(store, words, None, frozenset())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=ASKED)
def test_among_the_active_the_search_finds_and_counts_the_same(store: Store, words: str) -> None:
    expected = read(store, words, None, frozenset())
    with store.read() as session:
        page = order_list.orders(session, OrderSearch(words, limit=500), NOW)
        few = order_list.orders(session, OrderSearch(words, limit=3), NOW)
    assert sorted(row.id for row in page.rows) == sorted(expected)
    assert few.total == len(expected)
