"""Placing, moving and removing bookings: one set of checks, and one winner when two reach for the same."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from domain.errors import Gone, Overtaken, Refusal
from domain.orders.model import Order, StageMeaning
from domain.scheduling.checks import Kind, NeedsConfirmation
from domain.scheduling.model import Booking
from domain.scheduling.queries import booking, bookings, unassigned
from domain.scheduling.service import change_stage, move, place, remove
from domain.store.journal import journal
from domain.store.store import Store
from domain.words import Priority
from tests.support.together import WAIT_SECONDS, in_threads, wait_for_lock
from tests.support.workshop import Workshop, build, order

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # in Berlin
HOUR = timedelta(hours=1)
PLACE_ALL = """
import sys
from datetime import datetime, timedelta
from domain.errors import Refusal
from domain.scheduling.service import place
from domain.store.store import Store
store, technician = Store.open(sys.argv[1]), int(sys.argv[2])
start, placed = datetime.fromisoformat(sys.argv[3]), []
print("ready", flush=True)
sys.stdin.readline()
for number, order in enumerate(sys.argv[4:]):
    try:
        since = start + timedelta(hours=number)
        store.run("x", place, int(order), technician, since, since + timedelta(hours=1), override=True)
        placed.append(order)
    except Refusal as refusal:
        assert "already with" in str(refusal), refusal
print(*placed)
store.close()
"""


def clock(moment: datetime) -> str:
    """As sentences tell the time: that of the machine."""
    return f"{moment.astimezone():%H:%M}"


def stage_of(store: Store, order_id: int) -> StageMeaning:
    with store.read() as session:
        return session.get_one(Order, order_id).stage.meaning


def test_a_placed_order_is_planned_and_waits_no_longer(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    assert stage_of(store, order_id) is StageMeaning.PLANNED
    with store.read() as session:
        (bar,) = bookings(session, TEN, TEN + HOUR)
        assert (bar.id, bar.order_id, bar.technician_id) == (booking_id, order_id, workshop.kim)
        assert (bar.start, bar.finish, bar.stage) == (TEN, TEN + HOUR, "Planned")
        assert unassigned(session) == []
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "booking.placed")).one()
    assert (told["order_id"], told["overridden"]) == (order_id, [])


def test_an_overlap_is_refused_even_when_confirmed(store: Store, workshop: Workshop) -> None:
    first, second = store.run("kim", order, workshop), store.run("kim", order, workshop)
    store.run("kim", place, first, workshop.kim, TEN, TEN + HOUR)
    with pytest.raises(Refusal, match=f"Kim already has SO-000001, {clock(TEN)}–{clock(TEN + HOUR)}"):
        store.run("kim", place, second, workshop.kim, TEN + HOUR / 2, TEN + 2 * HOUR, override=True)
    assert stage_of(store, second) is StageMeaning.NEW
    store.run("kim", place, second, workshop.kim, TEN + HOUR, TEN + 2 * HOUR)


def test_a_missing_skill_needs_a_confirmation_that_is_kept(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop, skilled=True)
    with pytest.raises(NeedsConfirmation, match="Lou lacks the skill Refrigerant circuit") as asked:
        store.run("kim", place, order_id, workshop.lou, TEN, TEN + HOUR)
    assert [finding.kind for finding in asked.value.findings] == [Kind.SKILL]
    store.run("kim", place, order_id, workshop.lou, TEN, TEN + HOUR, override=True)
    with store.read() as session:
        told = session.scalars(select(journal.c.after).where(journal.c.kind == "booking.placed")).one()
    assert told["overridden"] == ["skill"]


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (TEN - 3 * HOUR, f"Outside the working hours of Kim, {clock(TEN - 2 * HOUR)}–{clock(TEN + 7 * HOUR)}"),
        (TEN + 6.5 * HOUR, "Outside the working hours of Kim"),
        (TEN + timedelta(days=4), "Kim does not work that day"),
    ],
)
def test_other_hours_need_a_confirmation(store: Store, workshop: Workshop, start: datetime, says: str) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(NeedsConfirmation, match=says):
        store.run("kim", place, order_id, workshop.kim, start, start + HOUR)


def test_a_finish_after_the_promise_needs_a_confirmation(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop, priority=Priority.CRITICAL)
    with pytest.raises(NeedsConfirmation, match="Finishes after the due time, 2026-03-02"):
        store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)


@pytest.mark.parametrize("length", [timedelta(), -HOUR])
def test_a_span_without_length_is_refused(store: Store, workshop: Workshop, length: timedelta) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Refusal, match="finish must be after the start"):
        store.run("kim", place, order_id, workshop.kim, TEN, TEN + length)


def test_an_order_is_placed_once(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    with pytest.raises(Refusal, match="SO-000001 is already with Kim"):
        store.run("lou", place, order_id, workshop.lou, TEN, TEN + HOUR)


def test_a_closed_order_cannot_be_placed(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.CANCELLED])
    with pytest.raises(Refusal, match="SO-000001 is closed"):
        store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)


def test_what_is_not_there_is_gone(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    with pytest.raises(Gone, match="order"):
        store.run("kim", place, 99, workshop.kim, TEN, TEN + HOUR)
    with pytest.raises(Gone, match="technician"):
        store.run("kim", place, order_id, 99, TEN, TEN + HOUR)
    with pytest.raises(Gone, match="booking"):
        store.run("kim", remove, 99)


def test_a_booking_may_move_over_its_own_time_and_to_somebody_else(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", move, booking_id, workshop.kim, TEN + HOUR / 2, TEN + 1.5 * HOUR, version=1)
    store.run("kim", move, booking_id, workshop.lou, TEN, TEN + 2 * HOUR, version=2)
    with store.read() as session:
        bar = booking(session, booking_id)
        told = session.execute(select(journal.c.before, journal.c.after).order_by(journal.c.id.desc())).first()
    assert bar
    assert (bar.technician_id, bar.start, bar.finish, bar.version) == (workshop.lou, TEN, TEN + 2 * HOUR, 3)
    assert told
    assert (told.before["technician_id"], told.after["technician_id"]) == (workshop.kim, workshop.lou)


def test_moving_onto_another_booking_is_refused(store: Store, workshop: Workshop) -> None:
    first, second = store.run("kim", order, workshop), store.run("kim", order, workshop)
    store.run("kim", place, first, workshop.kim, TEN, TEN + HOUR)
    booking_id = store.run("kim", place, second, workshop.lou, TEN, TEN + HOUR)
    with pytest.raises(Refusal, match="Kim already has SO-000001"):
        store.run("kim", move, booking_id, workshop.kim, TEN, TEN + HOUR)


def test_moving_what_somebody_else_has_moved_is_refused(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("lou", move, booking_id, workshop.lou, TEN, TEN + HOUR, version=1)
    with pytest.raises(Overtaken, match="moved SO-000001 meanwhile"):
        store.run("kim", move, booking_id, workshop.kim, TEN + HOUR, TEN + 2 * HOUR, version=1)
    with pytest.raises(Overtaken):
        store.run("kim", remove, booking_id, version=1)


def test_a_removed_booking_lets_its_order_wait_again(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", remove, booking_id, version=1)
    assert stage_of(store, order_id) is StageMeaning.NEW
    with store.read() as session:
        assert [row.id for row in unassigned(session)] == [order_id]
        kinds = session.scalars(select(journal.c.kind).order_by(journal.c.id.desc()).limit(2)).all()
    assert set(kinds) == {"booking.removed", "order.stage_changed"}


def test_work_that_has_begun_stays_begun_when_its_booking_goes(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.ACTIVE])
    store.run("kim", remove, booking_id)
    assert stage_of(store, order_id) is StageMeaning.ACTIVE


def test_a_booking_of_work_done_stays_as_it_is_until_the_order_is_open_again(store: Store, workshop: Workshop) -> None:
    order_id = store.run("kim", order, workshop)
    booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.DONE])
    with pytest.raises(Refusal, match="SO-000001 is closed; its time on the board"):
        store.run("kim", move, booking_id, workshop.lou, TEN, TEN + HOUR, version=1, override=True)
    with pytest.raises(Refusal, match="SO-000001 is closed"):
        store.run("kim", remove, booking_id)
    with store.read() as session:
        (bar,) = bookings(session, TEN, TEN + HOUR)
    assert (bar.id, bar.technician_id, bar.version) == (booking_id, workshop.kim, 1)
    assert stage_of(store, order_id) is StageMeaning.DONE
    store.run("kim", change_stage, order_id, workshop.stages[StageMeaning.ACTIVE])
    store.run("kim", move, booking_id, workshop.lou, TEN, TEN + HOUR, version=1)


@pytest.mark.parametrize("meaning", [StageMeaning.CANCELLED, StageMeaning.NEW])
def test_an_order_cancelled_or_new_again_gives_its_time_back(
    store: Store, workshop: Workshop, meaning: StageMeaning
) -> None:
    first, second = store.run("kim", order, workshop), store.run("kim", order, workshop)
    store.run("kim", place, first, workshop.kim, TEN, TEN + HOUR)
    store.run("kim", change_stage, first, workshop.stages[meaning])
    store.run("kim", place, second, workshop.kim, TEN, TEN + HOUR)
    with store.read() as session:
        assert [row.order_id for row in bookings(session, TEN, TEN + HOUR)] == [second]


def test_two_processes_that_place_the_same_orders_share_them(
    store: Store, workshop: Workshop, database_url: str
) -> None:
    orders = [str(store.run("kim", order, workshop)) for _ in range(12)]
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", PLACE_ALL, database_url, str(technician), TEN.isoformat(), *orders],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for technician in (workshop.kim, workshop.lou)
    ]
    for program in programs:
        assert program.stdout
        assert program.stdout.readline() == "ready\n"
    placed = [program.communicate("go\n")[0].split() for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    assert sorted(placed[0] + placed[1]) == sorted(orders)
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Booking)) == len(orders)


def test_two_orders_for_the_same_hour_of_one_technician_find_one_place(store: Store, workshop: Workshop) -> None:
    pairs = [(store.run("kim", order, workshop), store.run("kim", order, workshop)) for _ in range(6)]
    errors: list[BaseException] = []
    for number, (one, two) in enumerate(pairs):
        start = TEN + number * HOUR
        wishes = [
            lambda wanted=wanted, start=start: store.run(
                "kim", place, wanted, workshop.kim, start, start + HOUR, override=True
            )
            for wanted in (one, two)
        ]
        errors += in_threads(*wishes)
    assert len(errors) == len(pairs)
    assert all(type(error) is Refusal and "Kim already has" in str(error) for error in errors)


def test_who_takes_off_what_is_being_cancelled_waits_and_finds_it_gone(postgres_url: str) -> None:
    with closing(Store.open(postgres_url)) as store, ThreadPoolExecutor(1) as other:
        workshop = store.run("setup", build)
        order_id = store.run("kim", order, workshop)
        booking_id = store.run("kim", place, order_id, workshop.kim, TEN, TEN + HOUR, override=True)
        with store.write("kim") as work:  # unlike `run` it has no second try
            work.get(Order, order_id, lock=True)
            removing = other.submit(store.run, "lou", remove, booking_id)
            wait_for_lock(store)
            change_stage(work, order_id, workshop.stages[StageMeaning.CANCELLED])
        assert isinstance(removing.exception(WAIT_SECONDS), Gone)
        assert stage_of(store, order_id) is StageMeaning.CANCELLED
