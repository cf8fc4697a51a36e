"""Two who reach for the same order, booking or hour at once: one of them wins, the other one is told."""

import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from sqlalchemy import func, select

from domain.errors import Gone, Refusal
from domain.orders.model import Order, Stage, StageMeaning
from domain.scheduling.live import LIVE
from domain.scheduling.model import Booking
from domain.scheduling.placing.service import change_stage, place, remove
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable, Technician
from domain.workforce.time_model import CrewMember
from tests.support.together import WAIT_SECONDS, in_threads, wait_for_lock
from tests.support.workshop import Workshop, build, order

TEN = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # in Berlin
HOUR = timedelta(hours=1)
PLACE_ALL = """
import sys
from datetime import datetime, timedelta
from domain.errors import Refusal
from domain.scheduling.placing.service import place
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


STEPS = 500
#: What a refusal may say; none of them only says that something went wrong.
EXPLAINED = re.compile(
    r"(Kim|Lou) already has SO-|SO-\d+ is already with (Kim|Lou)|Somebody else has moved SO-|This booking is not there"
)


@contextmanager
def rivals(
    url: str, orders: Sequence[int], *steps: int, program: str = "rival"
) -> Iterator[list[subprocess.Popen[str]]]:
    """Dispatchers as processes of their own, ready to begin."""
    begun = [
        subprocess.Popen(
            [sys.executable, "-m", f"tests.domain.scheduling.{program}", url, str(seed), str(each), *map(str, orders)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, each in enumerate(steps)
    ]
    try:
        for one in begun:
            assert one.stdout
            assert one.stdout.readline() == "ready\n"
        yield begun
    finally:
        for one in begun:
            one.kill()
            one.communicate()


def raced(url: str, orders: Sequence[int], steps: int, program: str = "rival") -> list[list[str]]:
    """What two rivals told of so many steps at the same time, to the end."""
    with rivals(url, orders, steps, steps, program=program) as both:
        for one in both:
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        with ThreadPoolExecutor(len(both)) as readers:
            told = list(readers.map(lambda one: one.communicate()[0].splitlines(), both))
    assert [one.returncode for one in both] == [0, 0]
    assert [len(lines) for lines in told] == [steps, steps]
    return told


def assert_whole(store: Store) -> None:
    """Nobody twice at a time, no order twice, and the journal tells of exactly the bookings that are there."""
    with store.read() as session:
        rows = session.scalars(select(Booking).order_by(Booking.technician_id, Booking.start_at)).all()
        facts = session.execute(select(journal.c.kind, journal.c.subject_id).order_by(journal.c.id)).all()
        meanings = select(Order.id, Stage.meaning).join(Stage, Stage.id == Order.stage_id)
        stages = dict(session.execute(meanings).all())
    for one, other in pairwise(rows):
        assert one.technician_id != other.technician_id or one.finish_at <= other.start_at
    assert not any(row.shared for row in rows)
    booked = [row.order_id for row in rows]
    assert len(set(booked)) == len(booked)
    assert {key for key, meaning in stages.items() if meaning is StageMeaning.PLANNED} == set(booked)
    gone = {key for kind, key in facts if kind == "booking.removed"}
    assert {key for kind, key in facts if kind == "booking.placed"} - gone == {row.id for row in rows}


def test_two_who_place_at_random_never_book_twice_nor_lose_anything(
    store: Store, workshop: Workshop, database_url: str
) -> None:
    orders = [store.run("kim", order, workshop) for _ in range(120)]
    told = raced(database_url, orders, STEPS)
    refusals = [line.removeprefix("refused ") for lines in told for line in lines if line.startswith("refused")]
    assert len(refusals) > STEPS / 4, "they stood in each other's way"
    assert [each for each in refusals if not EXPLAINED.search(each)] == []
    assert_whole(store)


MIXED_STEPS = 80
MIXED = re.compile(
    EXPLAINED.pattern + r"|already has SO-|cannot become|stays as it was|is closed|is already with|not there any more"
)


def crew_of(work: UnitOfWork, workshop: Workshop) -> int:
    kim = work.get(Technician, workshop.kim)
    place = {"latitude": kim.latitude, "longitude": kim.longitude, "timezone": kim.timezone}
    crew = Technician(name="Both", phone="", email="", team_id=kim.team_id, kind=Bookable.CREW, **place)
    work.add(crew, "technician.created")
    work.add_all(
        (CrewMember(crew_id=crew.id, member_id=each) for each in (workshop.kim, workshop.lou)), "crew member.created"
    )
    return crew.id


def test_swaps_chains_crews_copies_and_steps_at_once_leave_everything_whole(
    store: Store, workshop: Workshop, database_url: str
) -> None:
    crew = store.run("setup", crew_of, workshop)
    orders = [store.run("kim", order, workshop) for _ in range(30)]
    told = raced(database_url, orders, MIXED_STEPS, "mixed_rival")
    refusals = [line.removeprefix("refused ") for lines in told for line in lines if line.startswith("refused")]
    assert [each for each in refusals if not MIXED.search(each)] == []
    with store.read() as session:
        rows = session.scalars(select(Booking).where(LIVE).order_by(Booking.start_at)).all()
        facts = session.execute(select(journal.c.kind, journal.c.subject_id)).all()
        there = set(session.scalars(select(Booking.id)))
    for person in (workshop.kim, workshop.lou):
        busy = [row for row in rows if row.technician_id in (person, crew)]
        assert all(one.finish_at <= other.start_at for one, other in pairwise(busy))
    gone = {key for kind, key in facts if kind == "booking.removed"}
    assert {key for kind, key in facts if kind == "booking.placed"} - gone == there


def test_who_is_killed_in_the_middle_leaves_everything_whole(
    store: Store, workshop: Workshop, database_url: str
) -> None:
    orders = [store.run("kim", order, workshop) for _ in range(40)]
    with rivals(database_url, orders, 0, 60) as (killed, other):
        for one in (killed, other):
            assert one.stdin
            one.stdin.write("go\n")
            one.stdin.flush()
        assert killed.stdout
        for _ in range(30):
            killed.stdout.readline()
        killed.kill()
        assert len(other.communicate()[0].splitlines()) == 60
    assert_whole(store)


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
        with store.read() as session:
            assert session.get_one(Order, order_id).stage.meaning is StageMeaning.CANCELLED
