"""Who is at the board: seen by others while it happens, gone when silent, without a word in the journal."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.exc import DatabaseError

from domain.clock import FixedClock
from domain.scheduling.board_model import board_guest
from domain.scheduling.boards.guests import FILE, SILENT, Carried, Doing, GuestRow, Guests
from domain.store.journal import journal
from domain.store.store import Store

NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
CARRIED = Carried("SO-000001", 7, NOW, NOW + timedelta(hours=1))


def test_what_one_carries_is_what_the_other_sees(database_url: str) -> None:
    store = Store.open(database_url, FixedClock(NOW))
    here, there = Guests(store), Guests(store)
    doing = Doing("North", "SO-000001", (CARRIED,))
    assert here.exchange("a", "kim", doing) == ()
    assert there.exchange("b", "lea", Doing()) == (GuestRow("a", "kim", doing),)
    assert here.exchange("a", "kim", None) == (GuestRow("b", "lea", Doing()),)
    here.leave("a")
    assert there.exchange("b", "lea", None) == ()
    store.close()


def test_the_newest_word_of_a_console_holds(database_url: str) -> None:
    store = Store.open(database_url, FixedClock(NOW))
    here, there = Guests(store), Guests(store)
    here.exchange("a", "kim", Doing(carried=(CARRIED,)))
    here.exchange("a", "kim", Doing(number="SO-000002"))
    assert there.exchange("b", "lea", None) == (GuestRow("a", "kim", Doing(number="SO-000002")),)
    store.close()


def test_whoever_is_silent_is_gone(sqlite_url: str) -> None:
    clock = FixedClock(NOW)
    store = Store.open(sqlite_url, clock)
    guests = Guests(store)
    guests.exchange("a", "kim", Doing())
    clock.advance(SILENT + timedelta(seconds=1))
    assert guests.exchange("b", "lea", Doing()) == ()
    store.close()


def test_whoever_is_silent_by_the_clock_of_the_server_is_gone(postgres_url: str) -> None:
    store = Store.open(postgres_url, FixedClock(NOW))
    guests = Guests(store)
    guests.exchange("a", "kim", Doing())
    with store.engine.begin() as connection:
        connection.execute(update(board_guest).values(seen_at=func.now() - SILENT - timedelta(seconds=1)))
    assert guests.exchange("b", "lea", Doing()) == ()
    store.close()


def test_desktops_whose_clocks_differ_see_each_other(postgres_url: str) -> None:
    stores = [Store.open(postgres_url, FixedClock(NOW + timedelta(seconds=seconds))) for seconds in (0, 15, 0)]
    early, late, third = map(Guests, stores)
    assert early.exchange("a", "kim", Doing()) == ()
    assert late.exchange("b", "lea", Doing()) == (GuestRow("a", "kim", Doing()),)
    assert early.exchange("a", "kim", Doing()) == (GuestRow("b", "lea", Doing()),)
    assert [row.name for row in third.exchange("c", "max", None)] == ["kim", "lea"]
    for store in stores:
        store.close()


def test_consoles_of_one_machine_share_its_clock(sqlite_url: str) -> None:
    clock = FixedClock(NOW)
    stores = [Store.open(sqlite_url, clock) for _ in range(2)]
    here, there = map(Guests, stores)
    here.exchange("a", "kim", Doing())
    clock.advance(SILENT - timedelta(seconds=1))
    assert there.exchange("b", "lea", Doing()) == (GuestRow("a", "kim", Doing()),)
    for store in stores:
        store.close()


def test_the_journal_hears_nothing_of_it(database_url: str) -> None:
    store = Store.open(database_url, FixedClock(NOW))
    with store.read() as session:
        before = session.scalar(select(func.count()).select_from(journal))
    Guests(store).exchange("a", "kim", Doing())
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(journal)) == before
    store.close()


def test_a_file_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'callout.db'}", FixedClock(NOW))
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to look like one" * 40)
    guests = Guests(store)
    with pytest.raises(DatabaseError):
        guests.exchange("a", "kim", Doing())
    guests.exchange("a", "kim", Doing())
    assert [row.name for row in guests.exchange("b", "lea", Doing())] == ["kim"]
    store.close()


def test_what_another_build_tells_is_no_reason_to_fail(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'callout.db'}", FixedClock(NOW))
    guests = Guests(store)
    guests.exchange("a", "kim", Doing(carried=(CARRIED,)))
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("update board_guest set doing = '{\"carried\": 3}'")
    connection.close()
    assert guests.exchange("b", "lea", None) == (GuestRow("a", "kim", Doing()),)
    store.close()
