"""Technicians, teams and skills: entered, changed by several at once, removed when nothing hangs on them."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from domain.errors import Overtaken, Refusal
from domain.store.store import Store
from domain.workforce import group_service as groups
from domain.workforce.drafts import HeldSkill, TechnicianDraft
from domain.workforce.group_service import TeamDraft
from domain.workforce.model import Team, Technician
from domain.workforce.queries import teams
from domain.workforce.service import change_technician, create_technician, delete_technician
from domain.workforce.working_hours import WeeklyShift, overlap
from tests.support.workshop import Workshop

DAYS = frozenset(WeeklyShift(day, time(8), time(17)) for day in range(5))
NIGHT = WeeklyShift(5, time(22), time(6))


def robin(store: Store, **changes: Any) -> TechnicianDraft:
    with store.read() as session:
        team = session.query(Team.id).first()
        assert team
    draft = TechnicianDraft("Robin", team[0], "Europe/Berlin", 53.5, 10.0, "040 1", category="senior", shifts=DAYS)
    return replace(draft, **changes)


def shifts(store: Store, key: int) -> set[tuple[int, time, time]]:
    with store.read() as session:
        found = session.get(Technician, key)
        assert found
        return {(each.weekday, each.start, each.finish) for each in found.shifts}


def refused(store: Store, function: Any, *args: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        store.run("ada", function, *args)
    return caught.value


def test_a_technician_is_entered_with_skills_and_hours(store: Store, workshop: Workshop) -> None:
    draft = robin(store, skills=frozenset({HeldSkill(workshop.skill)}), shifts=DAYS | {NIGHT})
    key = store.run("ada", create_technician, draft)
    assert len(shifts(store, key)) == 6
    assert (5, time(22), time(6)) in shifts(store, key)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "kim"}, "name"),
        ({"team_id": None}, "team_id"),
        ({"timezone": ""}, "timezone"),
        ({"latitude": 200.0}, "coordinates"),
        ({"email": "robin"}, "email"),
        ({"shifts": DAYS | {WeeklyShift(0, time(16), time(20))}}, "shifts"),
    ],
)
def test_what_makes_no_technician_is_refused_at_its_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    assert refused(store, create_technician, robin(store, **changes)).field == field


def test_hours_and_skills_are_changed_and_what_was_seen_otherwise_is_refused(store: Store, workshop: Workshop) -> None:
    seen = robin(store)
    key = store.run("ada", create_technician, seen)
    store.run("ada", change_technician, key, seen, replace(seen, shifts=frozenset({NIGHT})))
    store.run("kim", change_technician, key, seen, replace(seen, skills=frozenset({HeldSkill(workshop.skill)})))
    assert shifts(store, key) == {(5, time(22), time(6))}
    late = replace(seen, shifts=frozenset())
    refusal = refused(store, change_technician, key, seen, late)
    assert isinstance(refusal, Overtaken)
    assert refusal.field == "shifts"
    refusal = refused(
        store,
        change_technician,
        key,
        replace(seen, skills=frozenset()),
        replace(seen, skills=frozenset({HeldSkill(99)})),
    )
    assert refusal.field == "skills"


def test_a_technician_who_never_worked_goes_with_the_hours(store: Store, workshop: Workshop) -> None:
    key = store.run("ada", create_technician, robin(store, skills=frozenset({HeldSkill(workshop.skill)})))
    store.run("ada", delete_technician, key)
    with store.read() as session:
        assert session.get(Technician, key) is None


def test_teams_and_skills_are_made_renamed_and_removed_while_nobody_needs_them(
    store: Store, workshop: Workshop
) -> None:
    team = store.run("ada", groups.create_team, TeamDraft("South"))
    assert refused(store, groups.create_team, TeamDraft("south")).field == "name"
    store.run("ada", groups.change_team, team, TeamDraft("South"), TeamDraft("South-west", 53.5, 10.0, " kim "))
    with store.read() as session:
        assert [row.draft for row in teams(session) if row.id == team] == [TeamDraft("South-west", 53.5, 10.0, "kim")]
    assert refused(store, groups.create_team, TeamDraft("North-west", owner="x" * 101)).field == "owner"
    assert isinstance(refused(store, groups.change_team, team, TeamDraft("South"), TeamDraft("West")), Overtaken)
    store.run("ada", groups.delete_team, team)
    assert "needed" in str(refused(store, groups.delete_skill, workshop.skill))
    skill = store.run("ada", groups.create_skill, "Welding")
    store.run("ada", groups.rename_skill, skill, "Welding", "TIG welding")
    store.run("ada", groups.delete_skill, skill)
    with store.read() as session:
        kim = session.get(Technician, workshop.kim)
        assert kim
        north = kim.team_id
    assert "North" in str(refused(store, groups.delete_team, north))


def test_a_night_from_sunday_runs_into_monday() -> None:
    night = WeeklyShift(6, time(22), time(6))
    assert overlap({night, WeeklyShift(0, time(5), time(9))}) == 0
    assert overlap({night, WeeklyShift(0, time(6), time(9))}) is None


def test_two_are_not_called_the_same_in_any_language(store: Store, workshop: Workshop) -> None:
    store.run("ada", create_technician, robin(store, name="Özgür"))
    found = refused(store, create_technician, robin(store, name="ÖZGÜR"))
    assert (found.field, "There is a technician ÖZGÜR already" in str(found)) == ("name", True)
