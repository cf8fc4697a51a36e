"""Edits by hand, and by whatever proposes some: what the door refuses and lets pass is what the slow checker finds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from domain.clock import FixedClock
from domain.errors import Refusal
from domain.orders.model import Order, order_skill
from domain.parameters.placement_rules import REFUSED, Kind
from domain.scheduling import conflicts, queries
from domain.scheduling.assistant.asking import job_of, read
from domain.scheduling.assistant.values import Search
from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from domain.scheduling.model import Booking
from domain.scheduling.needs.loading import needs
from domain.scheduling.needs.needs import After
from domain.scheduling.placing.cascade import cascade
from domain.scheduling.placing.edits import Edit, rearrange
from domain.scheduling.placing.splitting import shared_out
from domain.scheduling.requirement_model import OrderLink, TechnicianWish, Wish
from domain.scheduling.rules.terms import DEFAULT
from domain.scheduling.travel.ways import by_technician
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable, Shift, Technician, technician_skill
from domain.workforce.time_model import Absence, AbsenceKind, AbsenceStatus, CrewMember, OnCall
from tests.support.board_made import booking
from tests.support.slow_checker import SlowChecker
from tests.support.workshop import Workshop, order

#: The Friday before the night on which clocks go forward in Berlin.
FIRST = datetime(2026, 3, 27, tzinfo=UTC)
NOW = datetime(2026, 3, 28, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
CHANGING = date(2026, 3, 29)
BERLIN = ZoneInfo("Europe/Berlin")
CREW = "Crew"
WEEK = (FIRST - 48 * HOUR, FIRST + 144 * HOUR)
ORDERS = 7
FIRST_JOB, SECOND_JOB, PAUSE = 3, 4, 30
#: So many kinds of findings come up at least.
KINDS = 10
Rows = tuple[dict[int, BoardTechnician], dict[int, BoardBooking]]


def settle(work: UnitOfWork, workshop: Workshop) -> list[int]:
    """Orders and technicians of whom the rules ask something; the ids of the orders."""
    ids = [order(work, workshop, skilled=number % 2 == 0) for number in range(ORDERS)]
    session = work.session
    _man_crew(work, workshop)
    session.execute(update(order_skill).values(rating=3))
    session.execute(update(technician_skill).values(rating=2))
    session.execute(update(Shift).values(break_minutes=30, break_from=time(11), break_until=time(14)))
    session.execute(update(Technician).values(latitude=53.6, longitude=10.1))
    session.execute(update(Order).where(Order.id == ids[0]).values(due_at=FIRST + 12 * HOUR))
    window = {"window_from": FIRST + 8 * HOUR, "window_until": FIRST + 10 * HOUR}
    session.execute(update(Order).where(Order.id == ids[1]).values(**window))
    session.execute(update(Order).where(Order.id == ids[2]).values(preferred_technician_id=workshop.lou))
    customer = session.get_one(Order, ids[0]).customer_id
    away = {"start_at": FIRST + 84 * HOUR, "finish_at": FIRST + 110 * HOUR, "kind": AbsenceKind.VACATION}
    asked = {**away, "start_at": FIRST, "finish_at": FIRST + 10 * HOUR}
    for record in (
        TechnicianWish(customer_id=customer, technician_id=workshop.kim, wish=Wish.PREFERRED),
        OrderLink(order_id=ids[SECOND_JOB], after_id=ids[FIRST_JOB], minutes=PAUSE),
        Absence(technician_id=workshop.lou, status=AbsenceStatus.APPROVED, **away),
        Absence(technician_id=workshop.kim, status=AbsenceStatus.ASKED, **asked),
        OnCall(technician_id=workshop.kim, start_at=FIRST + 30 * HOUR, finish_at=FIRST + 60 * HOUR),
    ):
        work.add(record, "record.created")
    return ids


def _man_crew(work: UnitOfWork, workshop: Workshop) -> None:
    """Kim is in the crew before the night on which clocks change, and Lou after it."""
    team_id = work.get(Technician, workshop.kim).team_id
    at = {"latitude": 53.5, "longitude": 10.0, "timezone": "Europe/Berlin"}
    crew = Technician(name=CREW, phone="", email="", team_id=team_id, kind=Bookable.CREW, **at)
    work.add(crew, "technician.created")
    last, first = CHANGING - timedelta(days=1), CHANGING
    shifts = [Shift(technician_id=crew.id, weekday=day, start=time(8), finish=time(17)) for day in range(5)]
    members = (
        CrewMember(crew_id=crew.id, member_id=workshop.kim, until=last),
        CrewMember(crew_id=crew.id, member_id=workshop.lou, since=first),
    )
    for record in (*shifts, *members):
        work.add(record, "record.created")


def rows(store: Store) -> Rows:
    with store.read() as session:
        people, bars = queries.technicians(session, *WEEK), queries.bookings(session, *WEEK)
        return {one.id: one for one in people}, {bar.id: bar for bar in bars}


def some_edits(chance: Random, ids: Sequence[int], bars: dict[int, BoardBooking], people: Sequence[int]) -> list[Edit]:
    """One, or up to three together, each of another order."""
    edits = []
    for order_id in chance.sample(ids, chance.choice((1, 1, 2, 3))):
        bar = next((bar for bar in bars.values() if bar.order_id == order_id), None)
        start = FIRST + timedelta(days=chance.randrange(5), minutes=15 * chance.randrange(20, 72))
        finish = start + timedelta(minutes=chance.choice((30, 60, 90, 240)))
        off = bar is not None and chance.random() < 0.15
        key = None if bar is None else bar.id
        edits.append(Edit(key, order_id, None if off else chance.choice(people), start, finish))
    return edits


def some_way(
    store: Store, chance: Random, ids: Sequence[int], bars: dict[int, BoardBooking], people: dict[int, BoardTechnician]
) -> list[Edit]:
    """Edits by one of the ways in which dispatchers make them."""
    found: list[Edit] = []
    if bars:
        bar = chance.choice(list(bars.values()))
        technician, later = people[bar.technician_id], bar.finish + chance.randint(1, 12) * HOUR / 4
        match chance.randrange(8):
            case 0:
                found = list(cascade(technician, bars.values(), bar.id, later, DEFAULT).edits)
            case 1:
                found = shared(bar, technician, bars, chance.choice((300, 600)))
            case 2:
                found = assisted(store, chance.choice(ids), bars)
            case 3:
                found = [
                    replace(edit, booking_id=None, order_id=bar.order_id, extra=True)
                    for edit in some_edits(chance, ids, {}, list(people))[:1]
                ]
    return found or some_edits(chance, ids, bars, list(people))


def shared(bar: BoardBooking, technician: BoardTechnician, bars: dict[int, BoardBooking], minutes: int) -> list[Edit]:
    """A booking shared out over the days from its start on."""
    spans = shared_out(technician, by_technician(bars.values()), bar.start, minutes, except_id=bar.id)
    return [
        Edit(None if at else bar.id, bar.order_id, technician.id, start, finish, extra=at > 0)
        for at, (start, finish) in enumerate(spans)
    ]


def assisted(store: Store, order_id: int, bars: dict[int, BoardBooking]) -> list[Edit]:
    """The best slot for an order, or for a booking of it."""
    with store.read() as session:
        assistant, job = read(session, *WEEK, BERLIN), job_of(session, order_id)
    search = Search(job.need, job.minutes, FIRST, WEEK[1], booking_id=job.booking_id, lacking=True, most=1)
    return [
        Edit(job.booking_id, order_id, slot.technician_id, slot.start, slot.finish, job.version)
        for slot in assistant.slots(search)
    ]


def as_it_will_be(store: Store, bars: dict[int, BoardBooking], edits: Sequence[Edit]) -> list[BoardBooking | None]:
    """The bars of the edits, all of them done; None for what is taken off."""
    with store.read() as session:
        wanted = needs(session, [edit.order_id for edit in edits])
    made: list[BoardBooking | None] = []
    for at, edit in enumerate(edits):
        if edit.technician_id is None:
            made.append(None)
        elif edit.booking_id is None:
            new = booking(edit.start, edit.finish, 10_000 + at, edit.technician_id, need=wanted[edit.order_id])
            made.append(replace(new, order_id=edit.order_id))
        else:
            bar = replace(bars[edit.booking_id], technician_id=edit.technician_id)
            made.append(replace(bar, start=edit.start, finish=edit.finish))
    return made


def in_turn(
    plan: Sequence[BoardBooking], made: Sequence[BoardBooking | None], ids: Sequence[int]
) -> list[BoardBooking | None]:
    """The bars of the edits with what the two linked orders must wait for, as the plan has it."""
    first = [bar for bar in plan if bar.order_id == ids[FIRST_JOB]]
    second = sorted(bar.start for bar in plan if bar.order_id == ids[SECOND_JOB])
    links: dict[int, Any] = {
        ids[SECOND_JOB]: {"after": (After("first", max((bar.finish for bar in first), default=None), PAUSE),)},
        ids[FIRST_JOB]: {"before": tuple(("second", start, PAUSE) for start in second[:1])},
    }
    return [bar and replace(bar, need=replace(bar.need, **links.get(bar.order_id, {}))) for bar in made]


def wrong(people: dict[int, BoardTechnician], plan: Sequence[BoardBooking], one: BoardBooking) -> Counter[Kind]:
    return SlowChecker(people[one.technician_id], plan, BERLIN).wrong(one)


def too_soon(
    people: dict[int, BoardTechnician],
    plan: Sequence[BoardBooking],
    bars: dict[int, BoardBooking],
    one: BoardBooking,
) -> Counter[Kind]:
    """What begins before now, or too soon after it to come there, unless it did with the same technician before."""
    was = bars.get(one.id)
    same = was if was is not None and was.technician_id == one.technician_id else None
    if same is not None and same.start == one.start:
        return Counter()
    late = SlowChecker(people[one.technician_id], plan, BERLIN).must_have_left(one, NOW)
    late = late and not (same is not None and same.start < one.start and same.finish > NOW)
    return +Counter({Kind.PAST: int(one.start < NOW), Kind.DEPARTURE: int(late)})


def last_overridden(store: Store, count: int) -> list[Counter[Kind]]:
    """What was overridden by the last edits, in their turn."""
    with store.read() as session:
        placed = journal.c.kind.in_(("booking.placed", "booking.moved"))
        facts = session.scalars(select(journal.c.after).where(placed).order_by(journal.c.id.desc()).limit(count))
        return [Counter(Kind(kind) for kind in after["overridden"]) for after in reversed(facts.all())]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_door_judges_as_the_slow_checker(
    store: Store, workshop: Workshop, fixed_clock: FixedClock, seed: int
) -> None:
    fixed_clock.advance(NOW - fixed_clock.now())
    ids, chance = store.run("setup", settle, workshop), Random(seed)
    seen: Counter[str] = Counter()
    for _ in range(30):
        people, bars = rows(store)
        edits = some_way(store, chance, ids, bars, people)
        made = as_it_will_be(store, bars, edits)
        gone = {edit.booking_id for edit in edits}
        plan = [*(bar for bar in bars.values() if bar.id not in gone), *(bar for bar in made if bar is not None)]
        made = in_turn(plan, made, ids)
        expected = [wrong(people, plan, bar) + too_soon(people, plan, bars, bar) for bar in made if bar is not None]
        seen.update({kind for found in expected for kind in found})
        if any(kind in REFUSED for found in expected for kind in found):
            with pytest.raises(Refusal):
                store.run("kim", rearrange, edits, override=True, reason="The customer waits", zone=BERLIN)
            assert rows(store)[1] == bars
            seen["refused"] += 1
        else:
            store.run("kim", rearrange, edits, override=True, reason="The customer waits", zone=BERLIN)
            assert last_overridden(store, len(expected)) == expected
            seen["done"] += 1
    assert min(seen["refused"], seen["done"]) > 2
    assert len(seen.keys() & set(Kind)) >= KINDS
    check_conflicts(store)


def check_conflicts(store: Store) -> None:
    """What is listed as wrong in the plan is what is wrong in it."""
    people, bars = rows(store)
    with store.read() as session:
        found = conflicts.conflicts(session, *WEEK, now=FIRST)
        assert session.scalars(select(Booking.id)).all()
    listed = {each.booking_id: Counter(finding.kind for finding in each.findings) for each in found if each.booking_id}
    expected = {bar.id: wrong(people, list(bars.values()), bar) for bar in bars.values()}
    assert listed == {key: counted for key, counted in expected.items() if counted}
