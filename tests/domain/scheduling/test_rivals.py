"""Two who reach for the same order, booking or hour at once: one of them wins, the other one is told."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from domain.errors import Gone, Refusal
from domain.orders.model import Order, StageMeaning
from domain.scheduling.model import Booking
from domain.scheduling.service import change_stage, place, remove
from domain.store.store import Store
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
        with store.read() as session:
            assert session.get_one(Order, order_id).stage.meaning is StageMeaning.CANCELLED
