"""What the drag says, the drop says, and so do the conflicts, the details and the assistant: with crews, day by day."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from app.dispatch.board.drag import Cargo, of_order
from app.dispatch.moving.setting import Setting
from app.dispatch.panes.details.against import against
from app.dispatch.plan import Plan, load
from app.shared.memory import Memory
from app.shared.times import Times
from domain.clock import FixedClock
from domain.parameters import service as parameters
from domain.parameters.placement_rules import PLACEMENT_RULES, Kind, Strictness
from domain.scheduling.assistant.asking import read
from domain.scheduling.assistant.values import Search
from domain.scheduling.board_rows import BoardTechnician
from domain.scheduling.conflicts import conflicts
from domain.scheduling.placing.edits import Edit, rearrange
from domain.scheduling.rules.checks import Finding, NeedsConfirmation, check
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Bookable, Technician
from domain.workforce.time_model import CrewMember
from tests.support.workshop import Workshop, build, order

BERLIN = ZoneInfo("Europe/Berlin")
#: Clocks go forward in the night to Sunday.
FRIDAY = date(2026, 3, 27)
DAYS = 4
SPAN = datetime(2026, 3, 26, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)

Told = list[Kind]


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    with closing(Store.open(database_url, FixedClock(SPAN[0]))) as opened:
        yield opened


def settle(work: UnitOfWork, chance: Random) -> tuple[Workshop, int]:
    """Kim and Lou, each in a crew on some of the days; to work in two places at once is a warning."""
    workshop = build(work)
    levels = {**PLACEMENT_RULES, Kind.OVERLAP: Strictness.WARNING, Kind.HOURS: Strictness.WARNING}
    parameters.change(work, "placement_rules", levels)
    kim = work.get(Technician, workshop.kim)
    at = {"latitude": 53.5, "longitude": 10.0, "timezone": "Europe/Berlin"}
    crew = Technician(name="Crew", phone="", email="", team_id=kim.team_id, kind=Bookable.CREW, **at)
    work.add(crew, "technician.created")
    for member in (workshop.kim, workshop.lou):
        since = chance.randrange(DAYS)
        days = {"since": _day(since), "until": _day(chance.randrange(since, DAYS))}
        work.add(CrewMember(crew_id=crew.id, member_id=member, **days), "crew member.created")
    return workshop, crew.id


def _day(number: int) -> date:
    return FRIDAY + timedelta(days=number)


def any_time(chance: Random) -> tuple[datetime, datetime]:
    """Some hours of the days, more often around midnight."""
    midnight = datetime.combine(_day(chance.randrange(DAYS)), datetime.min.time(), BERLIN)
    hours = chance.choice((-3, -2, -1, 0, 1, 2, 3, 9, 10, 11))
    start = (midnight + timedelta(hours=hours)).astimezone(UTC)
    return start, start + timedelta(hours=chance.choice((1, 3, 5)))


def told(findings: tuple[Finding, ...]) -> Told:
    return [finding.kind for finding in findings]


def at_the_door(store: Store, edit: Edit) -> Told:
    """What the door has to say; then it lets it pass."""
    found: tuple[Finding, ...] = ()
    try:
        store.run("kim", rearrange, [edit])
    except NeedsConfirmation as asked:
        found = tuple(asked.findings)
        store.run("kim", rearrange, [edit], override=True, reason="new")
    return told(found)


def in_the_hand(plan: Plan, cargo: Cargo, who: BoardTechnician, start: datetime, finish: datetime) -> Told:
    setting = Setting(plan, Times(FixedClock(SPAN[0]), BERLIN), Memory())
    return told(setting.proposal(cargo, who, start, finish).findings)


def by_the_assistant(store: Store, cargo: Cargo, who: int, start: datetime, finish: datetime) -> Told:
    with store.read() as session:
        assistant = read(session, *SPAN, BERLIN)
    technician = next(one for one in assistant.technicians if one.id == who)
    search = Search(cargo.need, round((finish - start) / timedelta(minutes=1)), *SPAN)
    case = assistant.case(search, technician, start)
    return told(check(case.proposed, technician, assistant.others(technician), case.need, assistant.terms, BERLIN))


@pytest.mark.parametrize("seed", range(4))
def test_all_of_them_say_the_same(store: Store, seed: int) -> None:
    chance = Random(seed)
    workshop, crew = store.run("setup", settle, chance)
    doubled = 0
    for _ in range(12):
        order_id = store.run("kim", order, workshop)
        who, (start, finish) = chance.choice((workshop.kim, workshop.lou, crew)), any_time(chance)
        plan = load(store, *SPAN)
        technician = next(one for one in plan.technicians if one.id == who)
        cargo = of_order(next(one for one in plan.orders if one.id == order_id))
        dragged = in_the_hand(plan, cargo, technician, start, finish)
        assert by_the_assistant(store, cargo, who, start, finish) == dragged
        assert at_the_door(store, Edit(None, order_id, who, start, finish)) == dragged
        doubled += Kind.OVERLAP in dragged
    assert doubled
    same_in_details_and_conflicts(store)


def same_in_details_and_conflicts(store: Store) -> None:
    plan = load(store, *SPAN)
    people = {one.id: one for one in plan.technicians}
    details = {one.id: told(against(one, people[one.technician_id], plan, BERLIN)) for one in plan.bookings}
    with store.read() as session:
        listed = {
            each.booking_id: told(each.findings)
            for each in conflicts(session, *SPAN, now=SPAN[0], zone=BERLIN)
            if each.booking_id is not None
        }
    assert listed == {key: found for key, found in details.items() if found}
