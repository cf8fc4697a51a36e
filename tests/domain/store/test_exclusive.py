"""A name held by one process at a time."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
from sqlalchemy import text

from domain.errors import Unavailable
from domain.store.engine import parse_url
from domain.store.exclusive import Names, alone
from domain.store.store import Store

HOLD = """
import sys, threading
from domain.errors import Unavailable
from domain.store.engine import parse_url
from domain.store.exclusive import Names, alone
from domain.store.store import Store
with alone(sys.argv[1], "listener one", threading.Event()) as held:
    print(held, flush=True)
    sys.stdin.read()
"""


def test_the_second_stands_by_until_the_first_is_gone(database_url: str) -> None:
    words = [sys.executable, "-c", HOLD, database_url]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "True\n"
        got = threading.Event()
        thread = threading.Thread(target=hold, args=(database_url, got))
        thread.start()
        assert not got.wait(0.5)
        first.kill()
        assert got.wait(10)
        thread.join()


def test_another_name_is_free_and_who_is_told_to_stop_holds_nothing(database_url: str) -> None:
    stop = threading.Event()
    stop.set()
    with alone(database_url, "listener one", threading.Event()) as first:
        with alone(database_url, "listener two", threading.Event()) as other:
            assert first
            assert other
        with alone(database_url, "listener one", stop) as second:
            assert not second


@pytest.fixture
def names(database_url: str) -> Iterator[Names]:
    made = Names(parse_url(database_url))
    yield made
    made.close()


@pytest.fixture
def postgresql_store(postgres_url: str) -> Iterator[Store]:
    store = Store.open(postgres_url)
    yield store
    store.close()


def test_a_name_is_held_once_in_a_process_too_and_free_afterwards(names: Names) -> None:
    go_on, stop = threading.Event(), threading.Event()
    stop.set()
    with names.alone("listener one", go_on) as first, names.alone("listener one", stop) as second:
        assert first
        assert not second
    with names.alone("listener one", go_on) as third:
        assert third


def test_many_names_take_one_connection(postgresql_store: Store) -> None:
    before = connections(postgresql_store)
    with ExitStack() as stack:
        for number in range(10):
            assert stack.enter_context(postgresql_store.names.alone(f"duty {number}", threading.Event()))
        assert connections(postgresql_store) == before + 1


def test_who_lost_the_server_takes_the_name_again(postgresql_store: Store) -> None:
    names = postgresql_store.names
    with names.alone("duty", threading.Event()):
        hang_up(postgresql_store)
        with suppress(Unavailable), names.alone("another duty", threading.Event()):
            pass
        with names.alone("duty", threading.Event()) as anew:
            assert anew
    with names.alone("duty", threading.Event()) as last:
        assert last


def connections(store: Store) -> int:
    with store.read() as session:
        return session.scalar(text("select count(*) from pg_stat_activity where datname = current_database()")) or 0


def hang_up(store: Store) -> None:
    with store.read() as session:
        locks = "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'"
        assert session.scalars(text(locks)).all() == [True]


def hold(database_url: str, got: threading.Event) -> None:
    with alone(database_url, "listener one", threading.Event()) as held:
        if held:
            got.set()
