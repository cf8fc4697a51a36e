"""Several writers at once: nobody fails, nothing is lost, numbers have no gaps."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Event
from time import monotonic

import pytest
from sqlalchemy import select

from domain.catalogue.model import Article, LineKind
from domain.catalogue.service import ArticleDraft, change_article, create_article
from domain.errors import Gone, Overtaken, Unavailable
from domain.store.numbering import next_number
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Team
from tests.support.together import WAIT_SECONDS, in_threads

ROUNDS = 200
#: How long somebody else holds the database each time, and how shortly lets go of it.
HELD_SECONDS, PAUSE_SECONDS = 0.03, 0.001
TURNS, TURN_SECONDS = 6, 0.8


def number(work: UnitOfWork) -> str:
    return next_number(work, "order", "SO")


def add_team(work: UnitOfWork, name: str) -> int:
    return work.add(Team(name=name), "team.created").id


@dataclass
class Crossing:
    """A wish to rename several teams in one unit of work, and how often it was tried."""

    teams: tuple[int, int]
    meeting: Barrier
    tries: int = 0

    def rename(self, work: UnitOfWork) -> None:
        self.tries += 1
        for team_id in self.teams:
            team = work.get(Team, team_id, lock=True)
            team.name += "!"
            work.note("team.renamed", team)
            if team_id == self.teams[0] and self.tries == 1:
                self.meeting.wait(WAIT_SECONDS)


def test_who_writes_without_a_pause_leaves_turns_to_others(tmp_path: Path) -> None:
    path, done = tmp_path / "callout.db", Event()
    store = Store.open(f"sqlite:///{path}")

    def write_on() -> None:
        with closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as other:
            while not done.is_set():
                other.execute("begin immediate")
                done.wait(HELD_SECONDS)
                other.execute("commit")
                done.wait(PAUSE_SECONDS)

    with ThreadPoolExecutor(1) as busy:
        busy.submit(write_on)
        begun = monotonic()
        try:
            for turn in range(TURNS):
                store.run("kim", add_team, f"Team {turn}")
        finally:
            done.set()
        assert monotonic() - begun < TURNS * TURN_SECONDS
    store.close()


def test_two_who_read_and_then_write_never_fail(store: Store) -> None:
    with store.write("setup") as work:
        team_id = work.add(Team(name="0"), "team.created").id

    def count() -> None:
        for _ in range(ROUNDS):
            with store.write("kim") as work:
                team = work.get(Team, team_id, lock=True)
                team.name = str(int(team.name) + 1)
                work.note("team.renamed", team)

    assert in_threads(count, count) == []
    with store.read() as session:
        assert session.scalar(select(Team.name)) == str(2 * ROUNDS)


def test_the_trap_is_real_a_deferred_reader_cannot_turn_into_a_writer(tmp_path: Path) -> None:
    path = tmp_path / "callout.db"
    Store.open(f"sqlite:///{path}").close()
    with closing(_deferred(path)) as one, closing(_deferred(path)) as two:
        for connection in (one, two):
            connection.execute("begin deferred")
            connection.execute("select count(*) from team").fetchall()
        one.execute("insert into team (name, owner) values ('one', '')")
        one.execute("commit")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            two.execute("insert into team (name, owner) values ('two', '')")


def _deferred(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=5, isolation_level=None)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///file::memory:?uri=true"])
def test_a_database_in_memory_is_refused_for_each_thread_would_have_its_own(url: str) -> None:
    with pytest.raises(Unavailable, match="memory"):
        Store.open(url)


def test_numbers_count_up_without_gaps_or_doubles(store: Store) -> None:
    found: list[str] = []

    def draw() -> None:
        found.extend(store.run("kim", number) for _ in range(25))

    assert in_threads(draw, draw, draw) == []
    assert sorted(found) == [f"SO-{place:06d}" for place in range(1, 76)]


def test_a_rollback_leaves_no_gap(store: Store) -> None:
    assert store.run("kim", number) == "SO-000001"

    def draw_and_fail(work: UnitOfWork) -> None:
        assert number(work) == "SO-000002"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.run("kim", draw_and_fail)
    assert store.run("kim", number) == "SO-000002"


def test_series_count_by_themselves(store: Store) -> None:
    store.run("kim", number)
    assert store.run("kim", next_number, "visit", "V") == "V-000001"


def crossing(store: Store) -> tuple[Crossing, Crossing]:
    """Two who want the same two teams, each holding one of them before either asks for the other."""
    first, second = (store.run("setup", add_team, name) for name in ("North", "South"))
    meeting = Barrier(2)
    return Crossing((first, second), meeting), Crossing((second, first), meeting)


def test_of_two_who_wait_for_each_other_the_one_that_was_ended_tries_again(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store:
        one, two = crossing(store)
        assert in_threads(lambda: store.run("kim", one.rename), lambda: store.run("lou", two.rename)) == []
        assert sorted([one.tries, two.tries]) == [1, 2]


def test_one_who_cannot_try_again_is_told_that_somebody_else_was_at_it(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store:

        def once(wish: Crossing) -> None:
            with store.write("kim") as work:
                wish.rename(work)

        one, two = crossing(store)
        (error,) = in_threads(lambda: once(one), lambda: once(two))
        assert isinstance(error, Overtaken)
        assert str(error) == "Somebody else has just changed this; look again and repeat."


def test_what_is_held_is_read_as_it_is_now_and_not_as_it_was_before_somebody_wrote_it(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store:
        team_id = store.run("setup", add_team, "North")
        article_id = store.run("setup", create_article, article("Filter"))
        with store.write("kim") as work:
            seen = work.get(Team, team_id), work.get(Article, article_id)
            store.run("lou", rename, team_id, "South")
            store.run("lou", change_article, article_id, article("Fine filter"), 1)
            assert [each.name for each in seen] == ["North", "Filter"]
            held = work.get(Team, team_id, lock=True), work.get(Article, article_id, lock=True)
            assert [each.name for each in held] == ["South", "Fine filter"]
            assert held == seen


def test_what_was_taken_away_before_it_could_be_held_is_gone(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store:
        team_id = store.run("setup", add_team, "North")
        with store.write("kim") as work:
            work.get(Team, team_id)
            store.run("lou", remove, team_id)
            with pytest.raises(Gone, match="This team is not there any more"):
                work.get(Team, team_id, lock=True)


def test_what_was_changed_already_stays_changed_when_it_is_held(store: Store) -> None:
    team_id = store.run("setup", add_team, "North")
    with store.write("kim") as work, work.session.no_autoflush:
        team = work.get(Team, team_id)
        team.name = "South"
        assert work.get(Team, team_id, lock=True).name == "South"
        work.note("team.renamed", team)
    with store.read() as session:
        assert session.scalar(select(Team.name)) == "South"


def article(name: str) -> ArticleDraft:
    return ArticleDraft("F-7", name, LineKind.ITEM, "pcs")


def rename(work: UnitOfWork, team_id: int, name: str) -> None:
    team = work.get(Team, team_id, lock=True)
    team.name = name
    work.note("team.renamed", team)


def remove(work: UnitOfWork, team_id: int) -> None:
    team = work.get(Team, team_id, lock=True)
    work.session.delete(team)
    work.note("team.removed", team)
