"""Two programs that post at once, and one that is killed on the way, leave exactly one posting or none."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from domain.billing.billable import BillScope
from domain.billing.invoice_service import propose
from domain.billing.posting_service import counter_post, post_order
from domain.errors import Refusal
from domain.orders.line_queries import lines
from domain.orders.line_service import change_line
from domain.store.store import Store
from tests.support.books import check_whole, post, postings
from tests.support.priced import Shelf, priced_order, stock
from tests.support.rivals import kill, program, read, send
from tests.support.together import WAIT_SECONDS, wait_for_lock
from tests.support.workshop import Workshop, build

POST = """
from domain.billing.posting_service import post_order
def post(work, order_id):
    return post_order(work, order_id).number
"""
POST_ALL = "print(*[store.run('rival', post, int(word)) for word in words])\nstore.close()"
POST_ONE_BY_ONE = "for word in words:\n    print(store.run('rival', post, int(word)), flush=True)"
STOP_BEFORE_THE_COMMIT = """
with store.write("rival") as work:
    post_order(work, int(words[0]))
    work.session.flush()
    print("in the middle", flush=True)
    sys.stdin.readline()
"""
ORDERS = 12


@pytest.fixture
def order_ids(store: Store, workshop: Workshop, shelf: Shelf) -> list[int]:
    return [store.run("kim", priced_order, workshop, shelf) for _ in range(ORDERS)]


def test_two_processes_that_post_the_same_orders_post_each_once(
    store: Store, order_ids: list[int], database_url: str
) -> None:
    rivals = [program(POST, POST_ALL, database_url, order_ids) for _ in range(2)]
    for rival in rivals:
        send(rival)
    told = [rival.communicate()[0].split() for rival in rivals]
    assert [rival.returncode for rival in rivals] == [0, 0]
    assert told[0] == told[1]
    assert sorted(told[0]) == [f"P-{number:06d}" for number in range(1, ORDERS + 1)]
    assert [len(postings(store, order_id)) for order_id in order_ids] == [1] * ORDERS
    check_whole(store)


def test_a_process_killed_before_its_commit_leaves_nothing(
    store: Store, order_ids: list[int], database_url: str
) -> None:
    rival = program(POST, STOP_BEFORE_THE_COMMIT, database_url, order_ids)
    send(rival)
    assert read(rival) == "in the middle"
    kill(rival)
    assert postings(store, order_ids[0]) == []
    check_whole(store)
    assert store.run("kim", post, order_ids[0]) == "P-000001"
    check_whole(store)


def test_who_changes_a_line_that_is_being_posted_waits_and_is_refused(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store, ThreadPoolExecutor(1) as other:
        order_id = store.run("kim", priced_order, store.run("setup", build), store.run("setup", stock))
        with store.read() as session:
            hour, *_ = lines(session, order_id)
        with store.write("kim") as work:
            post_order(work, order_id)
            changing = other.submit(store.run, "lou", change_line, hour.id, hour.version, quantity=9)
            wait_for_lock(store)
        assert isinstance(changing.exception(WAIT_SECONDS), Refusal)
        check_whole(store)


def test_who_bills_what_is_being_taken_back_waits_and_finds_nothing(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store, ThreadPoolExecutor(1) as other:
        order_id = store.run("kim", priced_order, store.run("setup", build), store.run("setup", stock))
        store.run("kim", post, order_id)
        (posting,) = postings(store, order_id)
        with store.write("kim") as work:
            counter_post(work, posting.id, remark="wrong")
            billing = other.submit(store.run, "lou", propose, BillScope(order_id=order_id))
            wait_for_lock(store)
        assert "Nothing is waiting" in str(billing.exception(WAIT_SECONDS))
        check_whole(store)


@pytest.mark.parametrize("posted", [1, 4, 9])
def test_a_process_killed_while_it_posts_leaves_each_order_posted_or_not(
    store: Store, order_ids: list[int], database_url: str, posted: int
) -> None:
    rival = program(POST, POST_ONE_BY_ONE, database_url, order_ids)
    send(rival)
    for _ in range(posted):
        read(rival)
    kill(rival)  # somewhere in the next one
    found = [len(postings(store, order_id)) for order_id in order_ids]
    assert set(found) <= {0, 1}
    assert sum(found) >= posted
    check_whole(store)
    numbers = [store.run("kim", post, order_id) for order_id in order_ids]
    assert sorted(numbers) == [f"P-{number:06d}" for number in range(1, ORDERS + 1)]
    assert [len(postings(store, order_id)) for order_id in order_ids] == [1] * ORDERS
    check_whole(store)
