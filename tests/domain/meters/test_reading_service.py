"""Readings are taken, corrected and taken away; the running totals follow, as if all were reckoned anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.errors import Overtaken, Refusal
from domain.meters import service
from domain.meters.counter import Counter, Event, totals
from domain.meters.model import MeterReading, ReadBy
from domain.meters.queries import MeterRow, ReadingRow, meters_of_asset, readings_of_meter
from domain.meters.reading_service import ReadingDraft, delete_reading, edit_reading, take_reading
from domain.meters.service import MeterDraft, create_meter
from domain.meters.standing import point_of, points_around, standings, totals_at
from domain.store.journal import journal
from domain.store.store import Store
from tests.support.together import in_threads
from tests.support.workshop import Workshop

D = Decimal
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
HOURS = MeterDraft("Running hours", "h", rolls_over_at=1000)


def day(number: float) -> datetime:
    return FIRST + timedelta(days=number)


@pytest.fixture
def meter(store: Store, workshop: Workshop) -> int:
    return store.run("kim", create_meter, workshop.asset, HOURS)


def read(store: Store, meter: int, number: float, value: int | str, event: Event = Event.NONE, **more: Any) -> int:
    return store.run("kim", take_reading, meter, ReadingDraft(day(number), value, event, **more))


def log(store: Store, meter: int) -> list[ReadingRow]:
    with store.read() as session:
        return readings_of_meter(session, meter)[::-1]


def told(store: Store, meter: int) -> list[tuple[int, int]]:
    return [(int(row.value), int(row.total)) for row in log(store, meter)]


def refused(store: Store, field: str | None, function: Callable[..., object], *given: object) -> str:
    with pytest.raises(Refusal) as caught:
        store.run("kim", function, *given)
    assert caught.value.field == field
    return str(caught.value)


def test_a_total_goes_on_over_rollover_reset_and_replacement(store: Store, meter: int) -> None:
    read(store, meter, 0, 900)
    read(store, meter, 1, 50, Event.ROLLED_OVER)
    read(store, meter, 2, 3, Event.RESET, left_at=60, began_at=1)
    read(store, meter, 3, 500, Event.REPLACED, began_at=480)
    assert told(store, meter) == [(900, 900), (50, 1050), (3, 1062), (500, 1082)]
    row = log(store, meter)[0]
    assert (row.read_by, row.taken_by, row.draft) == (ReadBy.HAND, "kim", ReadingDraft(day(0), D(900)))


def test_a_counter_that_runs_backwards_is_refused_at_its_field(store: Store, meter: int) -> None:
    read(store, meter, 0, 500)
    sentence = refused(store, "value", take_reading, meter, ReadingDraft(day(1), 499))
    assert "unless it rolled over, was reset or replaced" in sentence
    refused(store, "value", take_reading, meter, ReadingDraft(day(1), "12:30"))
    refused(store, "left_at", take_reading, meter, ReadingDraft(day(1), 5, Event.RESET, left_at=400))
    refused(store, "taken_at", take_reading, meter, ReadingDraft(day(0), 501))
    refused(store, "taken_at", take_reading, meter, ReadingDraft(store.clock.now() + timedelta(days=1), 600))
    assert told(store, meter) == [(500, 500)]


def test_the_same_reading_twice_is_one(store: Store, meter: int) -> None:
    assert read(store, meter, 0, 500) == read(store, meter, 0, 500)
    assert told(store, meter) == [(500, 500)]


def test_a_late_reading_finds_its_place_and_moves_no_total(store: Store, meter: int) -> None:
    read(store, meter, 0, 100)
    read(store, meter, 4, 140)
    read(store, meter, 2, 120)
    assert told(store, meter) == [(100, 100), (120, 120), (140, 140)]
    assert "later on" in refused(store, "value", take_reading, meter, ReadingDraft(day(3), 150))


def test_what_is_corrected_moves_all_totals_after_it_and_the_journal_knows(store: Store, meter: int) -> None:
    read(store, meter, 0, 100)
    reset = read(store, meter, 1, 5, Event.RESET, left_at=110)
    for number in range(2, 6):
        read(store, meter, number, 5 + number)
    seen = log(store, meter)[1].draft
    store.run("lou", edit_reading, reset, seen, replace(seen, left_at=130))
    assert told(store, meter) == [(100, 100), (5, 135), (7, 137), (8, 138), (9, 139), (10, 140)]
    with store.read() as session:
        moved = session.execute(select(journal.c.before).where(journal.c.kind == "meter_reading.total_moved")).all()
    assert len(moved) == 4
    with pytest.raises(Overtaken):
        store.run("kim", edit_reading, reset, seen, replace(seen, left_at=120))


def test_what_is_taken_away_is_as_if_it_had_never_been(store: Store, meter: int) -> None:
    read(store, meter, 0, 100)
    reset = read(store, meter, 1, 105, Event.RESET, left_at=110)
    read(store, meter, 2, 107)
    assert told(store, meter)[-1] == (107, 217)
    store.run("kim", delete_reading, reset)
    assert told(store, meter) == [(100, 100), (107, 107)]
    first = log(store, meter)[0].id
    store.run("kim", delete_reading, first)
    assert told(store, meter) == [(107, 107)]


def test_a_reading_can_move_to_another_moment(store: Store, meter: int) -> None:
    first, last = read(store, meter, 0, 100), read(store, meter, 5, 150)
    draft = ReadingDraft(day(5), D(150))
    store.run("kim", edit_reading, last, draft, replace(draft, taken_at=day(3)))
    assert [row.draft.taken_at for row in log(store, meter)] == [day(0), day(3)]
    seen = ReadingDraft(day(0), D(100))
    refused(store, "value", edit_reading, first, seen, replace(seen, taken_at=day(4)))
    refused(store, "taken_at", edit_reading, first, seen, replace(seen, taken_at=day(3)))
    refused(store, "taken_at", edit_reading, first, seen, replace(seen, taken_at=datetime(2999, 1, 1, tzinfo=UTC)))


steps = st.tuples(st.integers(0, 12), st.integers(0, 999), st.sampled_from(Event), st.integers(0, 2))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=10), st.integers())
def test_totals_are_those_of_the_whole_log_whatever_was_done(
    store: Store, workshop: Workshop, done: list[tuple[int, int, Event, int]], name: int
) -> None:
    meter = store.run(
        "kim", create_meter, workshop.asset, replace(HOURS, name=f"{name} {store.clock.now()} {id(done)}")
    )
    for number, value, event, deed in done:
        draft = ReadingDraft(day(number), value, event)
        rows = log(store, meter)
        try:
            if deed == 0 or not rows:
                store.run("kim", take_reading, meter, draft)
            elif deed == 1:
                row = rows[value % len(rows)]
                store.run("kim", edit_reading, row.id, row.draft, draft)
            else:
                store.run("kim", delete_reading, rows[value % len(rows)].id)
        except Refusal:
            assert log(store, meter) == rows
        with store.read() as session:
            kept = session.scalars(select(MeterReading).where(MeterReading.meter_id == meter)).all()
            whole = totals(Counter("h", D(1000)), [point_of(row).reading for row in kept])
            assert [(point.at, point.total) for point in whole] == sorted((row.taken_at, row.total) for row in kept)


def test_two_who_read_at_once_leave_one_log_with_right_totals(store: Store, meter: int) -> None:
    read(store, meter, 0, 100)
    url = store.engine.url.render_as_string(hide_password=False)
    others = [Store.open(url, store.clock) for _ in range(2)]

    def log_each(other: Store, first: int) -> None:
        for number in range(first, 20, 2):
            read(other, meter, number, 100 + number)

    try:
        work = [partial(log_each, other, first) for first, other in enumerate(others, start=1)]
        assert in_threads(*work) == []
    finally:
        for other in others:
            other.close()
    assert told(store, meter) == [(100 + number, 100 + number) for number in range(20)]


# --- how they stand ---


def test_how_meters_stand_is_read_for_many_at_once(store: Store, workshop: Workshop, meter: int) -> None:
    other = store.run("kim", create_meter, workshop.other_asset, replace(HOURS, least_a_day=3))
    never = store.run("kim", create_meter, workshop.other_asset, replace(HOURS, name="Starts"))
    for number in range(0, 50, 10):
        read(store, meter, number, number * 8)
    read(store, other, 0, 5)
    with store.read() as session:
        found = standings(session, [meter, other, never])
        assert {key: (each.last.total, each.per_day) for key, each in found.items()} == {
            meter: (D(320), D(8)),
            other: (D(5), D(3)),
        }
        asked = [(meter, day(15)), (meter, day(-3)), (meter, day(42)), (other, day(2)), (never, day(1))]
        assert totals_at(session, asked, found) == {
            (meter, day(15)): D(120),
            (meter, day(-3)): D(0),
            (meter, day(42)): D(336),
            (other, day(2)): D(11),
        }
        assert totals_at(session, [(meter, day(42))]) == {(meter, day(42)): D(320)}
        assert points_around(session, [(never, day(1))]) == {(never, day(1)): ()}
        assert meters_of_asset(session, workshop.asset) == [
            MeterRow(
                meter, replace(HOURS, rolls_over_at=D(1000), least_a_day=D(0)), True, day(40), D(320), D(320), D(8)
            )
        ]


# --- meters ---


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Running hours"}, "name"),
        ({"unit": ""}, "unit"),
        ({"rolls_over_at": 0}, "rolls_over_at"),
        ({"averaging_days": 0}, "averaging_days"),
        ({"least_a_day": -1}, "least_a_day"),
        ({"least_a_day": "x"}, "least_a_day"),
    ],
)
def test_what_makes_no_sense_is_refused(
    store: Store, workshop: Workshop, meter: int, change: dict[str, Any], field: str
) -> None:
    refused(store, field, create_meter, workshop.asset, replace(HOURS, **{"name": "Starts", **change}))


def test_two_people_change_different_things_of_a_meter(store: Store, meter: int) -> None:
    store.run("kim", service.change_meter, meter, HOURS, replace(HOURS, unit="min"))
    store.run("lou", service.change_meter, meter, HOURS, replace(HOURS, metric="hours"))
    with pytest.raises(Overtaken):
        store.run("lou", service.change_meter, meter, HOURS, replace(HOURS, unit="s"))


def test_the_maximum_stays_where_the_log_counts_by_it(store: Store, meter: int) -> None:
    read(store, meter, 0, 900)
    refused(store, "rolls_over_at", service.change_meter, meter, HOURS, replace(HOURS, rolls_over_at=900))
    read(store, meter, 1, 50, Event.ROLLED_OVER)
    refused(store, "rolls_over_at", service.change_meter, meter, HOURS, replace(HOURS, rolls_over_at=None))


def test_a_meter_that_was_read_stays_and_can_be_put_to_rest(store: Store, workshop: Workshop, meter: int) -> None:
    reading = read(store, meter, 0, 900)
    refused(store, None, service.delete_meter, meter)
    store.run("kim", service.deactivate_meter, meter)
    assert "is not read any more" in refused(store, None, take_reading, meter, ReadingDraft(day(1), 901))
    store.run("kim", service.activate_meter, meter)
    store.run("kim", delete_reading, reading)
    store.run("kim", service.delete_meter, meter)
    with store.read() as session:
        assert meters_of_asset(session, workshop.asset) == []
