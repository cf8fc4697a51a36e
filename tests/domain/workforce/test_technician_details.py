"""What a technician is beside name and hours: kind, rated skills, territories, breaks, the members of a crew."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from domain.errors import Overtaken, Refusal
from domain.parties import territory_service as territories
from domain.store.store import Store
from domain.workforce import group_service as groups
from domain.workforce.drafts import HeldSkill, Membership, TechnicianDraft
from domain.workforce.group_service import TeamDraft
from domain.workforce.model import Bookable, DayPlace, Technician
from domain.workforce.queries import technician_rows
from domain.workforce.service import change_technician, create_technician, delete_technician
from domain.workforce.territory_queries import territory_rows
from domain.workforce.working_hours import WeeklyShift
from tests.support.workshop import Workshop

LUNCH = WeeklyShift(0, time(8), time(17), 30, time(12), time(13))
NIGHT = WeeklyShift(5, time(22), time(6), 45, time(1), time(4))


def team_of(store: Store, technician: int) -> int:
    with store.read() as session:
        found = session.get(Technician, technician)
        assert found
        return found.team_id


def robin(store: Store, workshop: Workshop, **changes: Any) -> TechnicianDraft:
    draft = TechnicianDraft("Robin", team_of(store, workshop.kim), "Europe/Berlin", 53.5, 10.0)
    return replace(draft, **changes)


def kept(store: Store, key: int) -> TechnicianDraft:
    with store.read() as session:
        return next(row.draft for row in technician_rows(session) if row.id == key)


def refused(store: Store, function: Any, *args: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        store.run("ada", function, *args)
    return caught.value


def test_everything_about_a_technician_is_kept(store: Store, workshop: Workshop) -> None:
    north = store.run("ada", territories.create_territory, "North")
    team = team_of(store, workshop.kim)
    store.run("ada", groups.change_team, team, TeamDraft("North"), TeamDraft("North", 53.5, 10.0))
    draft = robin(
        store,
        workshop,
        cost_rate=Decimal("48.5"),
        vehicle="Van 3",
        starts_at=DayPlace.OFFICE,
        ends_at=DayPlace.ANYWHERE,
        skills=frozenset({HeldSkill(workshop.skill, 4, date(2027, 1, 31))}),
        territory_ids=frozenset({north}),
        shifts=frozenset({LUNCH, NIGHT}),
    )
    key = store.run("ada", create_technician, draft)
    assert kept(store, key) == draft
    store.run("ada", change_technician, key, draft, replace(draft, phone="040 1"))
    assert kept(store, key) == replace(draft, phone="040 1")
    with store.read() as session:
        assert [(row.name, row.sites, row.technicians) for row in territory_rows(session)] == [("North", 0, 1)]
    assert "look after it" in str(refused(store, territories.delete_territory, north))
    store.run("ada", delete_technician, key)
    store.run("ada", territories.delete_territory, north)


def test_two_change_one_skill_and_the_second_is_told(store: Store, workshop: Workshop) -> None:
    seen = robin(store, workshop, skills=frozenset({HeldSkill(workshop.skill, 2)}))
    key = store.run("ada", create_technician, seen)
    better = replace(seen, skills=frozenset({HeldSkill(workshop.skill, 3)}))
    best = replace(seen, skills=frozenset({HeldSkill(workshop.skill, 5)}))
    store.run("ada", change_technician, key, seen, better)
    refusal = refused(store, change_technician, key, seen, best)
    assert isinstance(refusal, Overtaken)
    assert refusal.field == "skills"
    assert kept(store, key) == better


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"capacity": 2}, "capacity"),
        ({"capacity": 0, "kind": Bookable.FACILITY}, "capacity"),
        ({"cost_rate": Decimal(-1)}, "cost_rate"),
        ({"cost_rate": Decimal("0.00001")}, "cost_rate"),
        ({"vehicle": "x" * 61}, "vehicle"),
        ({"skills": frozenset({HeldSkill(1, 6)})}, "skills"),
        ({"starts_at": DayPlace.OFFICE}, "starts_at"),
        ({"members": frozenset({Membership(1)})}, "members"),
        ({"shifts": frozenset({replace(LUNCH, break_until=time(12, 15))})}, "shifts"),
        ({"shifts": frozenset({replace(LUNCH, break_from=time(7))})}, "shifts"),
        ({"shifts": frozenset({replace(NIGHT, break_until=time(7))})}, "shifts"),
        ({"shifts": frozenset({WeeklyShift(0, time(8), time(9), 61)})}, "shifts"),
    ],
)
def test_what_makes_no_technician_is_refused_at_its_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    assert refused(store, create_technician, robin(store, workshop, **changes)).field == field


def test_an_office_where_days_begin_stays(store: Store, workshop: Workshop) -> None:
    team = team_of(store, workshop.kim)
    there = TeamDraft("North", 53.5, 10.0)
    store.run("ada", groups.change_team, team, TeamDraft("North"), there)
    store.run("ada", create_technician, robin(store, workshop, starts_at=DayPlace.OFFICE))
    assert refused(store, groups.change_team, team, there, TeamDraft("North")).field == "coordinates"


def test_a_crew_has_members_and_nobody_is_in_two_crews_at_a_time(store: Store, workshop: Workshop) -> None:
    always, until_may = Membership(workshop.kim, leader=True), Membership(workshop.lou, until=date(2026, 5, 31))
    crew = robin(store, workshop, kind=Bookable.CREW, members=frozenset({always, until_may}))
    key = store.run("ada", create_technician, crew)
    assert kept(store, key) == crew
    other = replace(crew, name="Others", members=frozenset({Membership(workshop.lou, since=date(2026, 5, 31))}))
    assert "Robin" in str(refused(store, create_technician, other))
    later = replace(crew, name="Others", members=frozenset({Membership(workshop.lou, since=date(2026, 6, 1))}))
    store.run("ada", create_technician, later)
    kim = kept(store, workshop.kim)
    assert refused(store, change_technician, workshop.kim, kim, replace(kim, kind=Bookable.CREW)).field == "kind"


def test_members_that_cannot_be_are_refused(store: Store, workshop: Workshop) -> None:
    crew = store.run("ada", create_technician, robin(store, workshop, kind=Bookable.CREW))
    kim, january, february = Membership(workshop.kim), date(2026, 1, 1), date(2026, 2, 1)
    for wrong in (
        {Membership(crew)},
        {replace(kim, leader=True), Membership(workshop.lou, leader=True)},
        {kim, replace(kim, since=january)},
        {replace(kim, since=february, until=january)},
    ):
        draft = robin(store, workshop, name="Second", kind=Bookable.CREW, members=frozenset(wrong))
        assert refused(store, create_technician, draft).field == "members"


def test_territories_are_renamed_once_and_have_names_of_their_own(store: Store, workshop: Workshop) -> None:
    key = store.run("ada", territories.create_territory, " North ")
    assert refused(store, territories.create_territory, "north").field == "name"
    store.run("ada", territories.rename_territory, key, 1, "South")
    assert isinstance(refused(store, territories.rename_territory, key, 1, "East"), Overtaken)
