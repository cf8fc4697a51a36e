"""Profiles are entered with care, one of them is the default, and one that proposals were made with stays."""

from math import inf, nan

import pytest
from msgspec.structs import replace

from domain.errors import Overtaken, Refusal
from domain.planning.goals import ByPriority, Goals
from domain.planning.impact import Limit
from domain.planning.profiles import (
    ProfileDraft,
    change_profile,
    create_profile,
    delete_profile,
    make_default,
    switch_profile,
)
from domain.planning.queries import ProfileRow, profiles
from domain.planning.standard import ensure_profiles
from domain.store.store import Store
from tests.domain.planning.proposed import a_day
from tests.support.workshop import Workshop


@pytest.fixture
def standard(store: Store) -> Store:
    store.run("setup", ensure_profiles)
    return store


def rows(store: Store) -> tuple[ProfileRow, ...]:
    with store.read() as session:
        return profiles(session)


def row(store: Store, name: str) -> ProfileRow:
    return next(each for each in rows(store) if each.name == name)


def test_a_new_database_has_four_of_them_once(standard: Store) -> None:
    names = ["Balanced", "Few changes", "Least travel", "Promises first"]
    assert [each.name for each in rows(standard)] == names
    assert [each.is_default for each in rows(standard)] == [True, False, False, False]
    assert not standard.run("setup", ensure_profiles)
    assert len(rows(standard)) == 4


def test_one_is_made_and_changed(standard: Store) -> None:
    goals = Goals(travel=2, late=None, not_preferred=None)
    key = standard.run("kim", create_profile, ProfileDraft(" Winter ", goals, Limit(moved=3, minutes=30)))
    made = row(standard, "Winter")
    assert (made.id, made.goals, made.limit) == (key, goals, Limit(moved=3, minutes=30))
    standard.run("kim", change_profile, key, ProfileDraft("Summer", goals), made.version)
    assert row(standard, "Summer").limit is None
    with pytest.raises(Overtaken, match="“Summer” meanwhile"):
        standard.run("lou", change_profile, key, ProfileDraft("Autumn", goals), made.version)


@pytest.mark.parametrize(
    ("goals", "field", "said"),
    [
        (Goals(travel=-1), "travel", "a number from 0 on"),
        (Goals(waiting=nan), "waiting", "a number from 0 on"),
        (Goals(moved=inf), "moved", "a number from 0 on"),
        (Goals(late=ByPriority(1, -2, 1, 1)), "late.high", "a number from 0 on"),
        (replace(Goals(), left_out=ByPriority(2e6, 1, 1, 1)), "left_out.critical", "1,000,000 at most"),
        (Goals(overtime_minutes=800), "overtime_minutes", "720 at most"),
    ],
)
def test_a_price_that_makes_no_sense_is_refused_at_its_field(
    standard: Store, goals: Goals, field: str, said: str
) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        standard.run("kim", create_profile, ProfileDraft("Winter", goals))
    assert refused.value.field == field
    assert len(rows(standard)) == 4


def test_a_limit_below_zero_is_refused_at_its_field(standard: Store) -> None:
    with pytest.raises(Refusal, match="a number from 0 on") as refused:
        standard.run("kim", create_profile, ProfileDraft("Winter", limit=Limit(taken_off=-1)))
    assert refused.value.field == "limit.taken_off"


@pytest.mark.parametrize(("name", "said"), [("  ", "Give the profile a name"), ("balanced", "already a profile")])
def test_a_name_is_needed_and_is_its_own(standard: Store, name: str, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        standard.run("kim", create_profile, ProfileDraft(name))
    assert refused.value.field == "name"


def test_another_one_is_made_the_default(standard: Store) -> None:
    standard.run("kim", make_default, row(standard, "Few changes").id)
    assert [each.name for each in rows(standard) if each.is_default] == ["Few changes"]
    standard.run("kim", make_default, row(standard, "Few changes").id)
    assert rows(standard)[0].name == "Few changes"


def test_the_default_is_neither_switched_off_nor_deleted(standard: Store) -> None:
    default, other = row(standard, "Balanced").id, row(standard, "Few changes").id
    with pytest.raises(Refusal, match="make another profile the default first"):
        standard.run("kim", switch_profile, default, active=False)
    with pytest.raises(Refusal, match="make another profile the default first"):
        standard.run("kim", delete_profile, default)
    standard.run("kim", switch_profile, other, active=False)
    with pytest.raises(Refusal, match="switch it on first"):
        standard.run("kim", make_default, other)
    with standard.read() as session:
        assert "Few changes" not in {each.name for each in profiles(session, only_active=True)}


def test_one_with_proposals_is_not_deleted_and_one_without_is(store: Store, workshop: Workshop) -> None:
    day = a_day(store, workshop)
    day.propose(*day.usual())
    other = store.run("kim", create_profile, ProfileDraft("Winter"))
    store.run("kim", make_default, other)
    with pytest.raises(Refusal, match="go by “Balanced”; switch it off instead"):
        store.run("kim", delete_profile, day.profile)
    store.run("kim", make_default, day.profile)
    store.run("kim", delete_profile, other)
    assert [each.name for each in rows(store)] == ["Balanced"]
