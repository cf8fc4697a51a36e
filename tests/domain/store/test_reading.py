"""What is read at once is of one moment, whatever others write meanwhile."""

from contextlib import closing

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from domain.errors import Unavailable
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Team


def add_team(work: UnitOfWork, name: str) -> int:
    return work.add(Team(name=name), "team.created").id


def teams(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Team)) or 0


def test_what_is_read_at_once_is_of_one_moment(store: Store) -> None:
    with store.read() as session:
        assert teams(session) == 0
        store.run("kim", add_team, "North")
        assert teams(session) == 0
    with store.read() as session:
        assert teams(session) == 1


def test_where_is_read_postgresql_lets_nothing_be_written(postgres_url: str) -> None:
    with (
        closing(Store.open(postgres_url)) as store,
        pytest.raises(Unavailable, match="cannot be written to"),
        store.read() as session,
    ):
        session.execute(update(Team).values(name="South"))


def test_whoever_writes_after_reading_may(store: Store) -> None:
    for name in ("North", "South"):
        with store.read() as session:
            before = teams(session)
        store.run("kim", add_team, name)
        with store.read() as session:
            assert teams(session) == before + 1
