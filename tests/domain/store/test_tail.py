"""The change feed: every committed fact, once, whoever commits it and whenever."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import exc, text

from domain.store import tail
from domain.store.journal import FactRow
from domain.store.store import Store
from domain.store.tail import JournalTail
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Team
from tests.support.postgres import PostgresServer
from tests.support.silence import LogWatch

PATIENCE = 10.0
OTHER_PROCESS = """
import sys
from domain.store.store import Store
from domain.workforce.model import Team
store = Store.open(sys.argv[1])
for name in sys.argv[2:]:
    with store.write("other") as work:
        work.add(Team(name=name), "team.created")
store.close()
"""


class Inbox:
    """Keeps what was delivered and lets a test wait for it."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.facts: list[FactRow] = []

    def take(self, facts: tuple[FactRow, ...]) -> None:
        with self._changed:
            self.facts += facts
            self._changed.notify_all()

    @property
    def names(self) -> list[str]:
        return [fact.after["name"] for fact in self.facts]

    def wait_for(self, *names: str) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: set(names) <= set(self.names), PATIENCE), self.names


OpenStore = Callable[[str], Store]
Follow = Callable[[Store], Inbox]


@pytest.fixture
def open_store() -> Iterator[OpenStore]:
    stores: list[Store] = []

    def begin(url: str) -> Store:
        stores.append(Store.open(url))
        return stores[-1]

    yield begin
    for each in stores:
        each.close()


@pytest.fixture
def follow(open_store: OpenStore) -> Iterator[Follow]:
    """Ends before the stores do: a follower that still looks would strand its connection in a closed store."""
    tails: list[JournalTail] = []

    def start(store: Store) -> Inbox:
        inbox = Inbox()
        tails.append(JournalTail(store, inbox.take))
        return inbox

    yield start
    for each in tails:
        each.close()


def add_team(work: UnitOfWork, name: str) -> None:
    work.add(Team(name=name), "team.created")


def add_team_and_fail(work: UnitOfWork, name: str) -> None:
    add_team(work, name)
    raise ZeroDivisionError


def test_a_commit_is_delivered_and_the_past_is_not(store: Store, follow: Follow) -> None:
    store.run("kim", add_team, "before")
    inbox = follow(store)
    store.run("kim", add_team, "after")
    inbox.wait_for("after")
    assert inbox.names == ["after"]
    assert (inbox.facts[0].actor, inbox.facts[0].kind, inbox.facts[0].subject) == ("kim", "team.created", "team")


def test_commits_of_another_process_are_delivered(store: Store, follow: Follow) -> None:
    inbox = follow(store)
    address = store.url.render_as_string(hide_password=False)
    subprocess.run([sys.executable, "-c", OTHER_PROCESS, address, "one", "two"], check=True)
    inbox.wait_for("one", "two")
    assert inbox.names == ["one", "two"]


def test_what_is_rolled_back_is_never_delivered(store: Store, follow: Follow) -> None:
    inbox = follow(store)
    with pytest.raises(ZeroDivisionError):
        store.run("kim", add_team_and_fail, "never")
    store.run("kim", add_team, "last")
    inbox.wait_for("last")
    assert inbox.names == ["last"]


def test_every_follower_gets_everything_once(
    store: Store, follow: Follow, open_store: OpenStore, database_url: str
) -> None:
    other = open_store(database_url)
    inboxes = [follow(store), follow(other)]
    names = [f"team {place}" for place in range(40)]
    writers = [threading.Thread(target=_add_each, args=(store, names[start::4])) for start in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    for inbox in inboxes:
        inbox.wait_for(*names)
        assert sorted(inbox.names) == sorted(names)


def _add_each(store: Store, names: list[str]) -> None:
    for name in names:
        store.run("kim", add_team, name)


def test_a_slower_transaction_that_wrote_first_is_delivered_once(
    postgres_url: str, open_store: OpenStore, follow: Follow
) -> None:
    store = open_store(postgres_url)
    inbox = follow(store)
    with store.write("slow") as slow:
        add_team(slow, "slow")
        slow._write_facts()  # its facts have their ids, and are not committed
        slow._notes.clear()
        slow._changes.clear()
        store.run("fast", add_team, "fast")
        inbox.wait_for("fast")
        assert inbox.names == ["fast"]
    inbox.wait_for("slow")
    store.run("kim", add_team, "last")
    inbox.wait_for("last")
    assert inbox.names == ["fast", "slow", "last"]
    assert inbox.facts[1].id < inbox.facts[0].id


def test_it_outlives_a_lost_connection_and_misses_nothing(
    postgres_server: PostgresServer, open_store: OpenStore, follow: Follow, expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.store.tail", "lost the database and tries again")
    name = postgres_server.create_database()
    store = open_store(postgres_server.url(name))
    inbox = follow(store)
    store.run("kim", add_team, "before")
    inbox.wait_for("before")
    with store.engine.connect() as connection:
        others = (
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = :name and pid <> pg_backend_pid()"
        )
        connection.execute(text(others), {"name": name})
    store.run("kim", add_team, "meanwhile")
    inbox.wait_for("meanwhile")
    store.run("kim", add_team, "after")
    inbox.wait_for("after")
    assert inbox.names == ["before", "meanwhile", "after"]


@pytest.mark.parametrize("failures", [1, 3])
def test_a_look_that_fails_is_repeated_until_it_succeeds(
    store: Store, follow: Follow, failures: int, monkeypatch: pytest.MonkeyPatch, expected_logs: LogWatch
) -> None:
    expected_logs.expect("domain.store.tail", "lost the database and tries again")
    monkeypatch.setattr(tail, "RETRY_SECONDS", 0.05)
    feed = tail.SqliteFeed if store.engine.dialect.name == "sqlite" else tail.PostgresqlFeed
    fetch, left = feed.fetch, [exc.TimeoutError("the pool has no connection left")] * failures

    def fetch_at_last(self: Any) -> tuple[FactRow, ...]:
        if left:
            raise left.pop()
        return fetch(self)

    monkeypatch.setattr(feed, "fetch", fetch_at_last)
    inbox = follow(store)
    store.run("kim", add_team, "only")
    inbox.wait_for("only")
    assert inbox.names == ["only"]


def test_one_who_fails_to_take_a_fact_is_told_the_next(store: Store, expected_logs: LogWatch) -> None:
    expected_logs.expect("domain.store.tail", "could not be told")
    inbox = Inbox()

    def take(facts: tuple[FactRow, ...]) -> None:
        if facts[0].after["name"] == "bad":
            raise ZeroDivisionError
        inbox.take(facts)

    following = JournalTail(store, take)
    store.run("kim", add_team, "bad")
    until_logged(expected_logs)
    store.run("kim", add_team, "good")
    inbox.wait_for("good")
    following.close()
    assert inbox.names == ["good"]


def until_logged(logs: LogWatch) -> None:
    waiting = threading.Event()
    for _ in range(500):
        if logs.seen or waiting.wait(0.02):
            return


def test_a_commit_that_nobody_was_notified_of_is_found(
    postgres_url: str, open_store: OpenStore, follow: Follow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tail, "LOOK_SECONDS", 0.3)
    monkeypatch.setattr(tail, "NOTIFY_CHANNEL", "nobody_speaks_here")
    store = open_store(postgres_url)
    inbox = follow(store)
    store.run("kim", add_team, "unheard")
    inbox.wait_for("unheard")


def test_a_feed_that_cannot_begin_leaves_no_connection(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    connect = psycopg.connect

    def remember(*words: Any, **more: Any) -> Any:
        connection = connect(*words, **more)
        if "keepalives" in str(words):
            opened.append(connection)
        return connection

    monkeypatch.setattr(psycopg, "connect", remember)
    monkeypatch.setattr(tail, "NOTIFY_CHANNEL", "no channel; at all")
    store = Store.open(postgres_url)
    with pytest.raises(psycopg.Error):
        JournalTail(store, Inbox().take)
    assert [each.closed for each in opened] == [True]
    store.close()


def test_closing_it_stops_its_thread(store: Store) -> None:
    following = JournalTail(store, Inbox().take)
    assert "journal-tail" in {thread.name for thread in threading.enumerate()}
    following.close()
    assert "journal-tail" not in {thread.name for thread in threading.enumerate()}
