"""Runs that begin by themselves are entered with care, and whoever edits one is not disturbed by how it gets on."""

from dataclasses import replace
from datetime import UTC, time, timedelta
from typing import Any

import pytest

from domain.clock import FixedClock
from domain.errors import Gone, Overtaken, Refusal
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.queries import RunRow, runs
from domain.planning.automatic.service import RunDraft, begin_now, change_run, create_run, delete_run
from domain.planning.changes import Found
from domain.planning.goals import Goals
from domain.planning.impact import Limit
from domain.planning.profiles import ProfileDraft, create_profile, encode, switch_profile
from domain.planning.proposals import store_proposal
from domain.planning.queries import proposal
from domain.planning.scope import Touch
from domain.store.journal import journal
from domain.store.store import Store

EVERY_MORNING = RunDraft("Every morning", 1, Trigger.SCHEDULE, at=time(6), zone="Europe/Berlin")
STANDING = RunDraft("Behind the board", 1, Trigger.STANDING, after_orders=True, touch=Touch.UNLOCKED)


@pytest.fixture(autouse=True)
def profile(store: Store) -> int:
    return store.run("kim", create_profile, ProfileDraft("Balanced"))


def row(store: Store) -> RunRow:
    with store.read() as session:
        (found,) = runs(session)
    return found


def kinds(store: Store) -> list[str]:
    with store.read() as session:
        facts = session.execute(journal.select().where(journal.c.subject == "planning run").order_by(journal.c.id))
        return [fact.kind for fact in facts]


def test_one_that_comes_after_a_deleted_one_is_not_taken_for_it(store: Store) -> None:
    gone = store.run("kim", create_run, EVERY_MORNING)
    store.run("kim", delete_run, gone)
    assert store.run("kim", create_run, STANDING) != gone


def test_one_is_made_changed_and_deleted(store: Store) -> None:
    key = store.run("kim", create_run, replace(EVERY_MORNING, name=" Every morning ", technicians=(2, 1, 2)))
    made = row(store)
    assert (made.id, made.profile, made.last_at, made.last_outcome) == (key, "Balanced", None, "")
    assert made.draft == replace(EVERY_MORNING, technicians=(1, 2))
    store.run("kim", change_run, key, STANDING, made.version)
    assert row(store).draft == STANDING
    with pytest.raises(Overtaken, match="“Behind the board” meanwhile"):
        store.run("lou", change_run, key, EVERY_MORNING, made.version)
    store.run("kim", delete_run, key)
    with store.read() as session:
        assert runs(session) == ()
    assert kinds(store) == ["planning_run.created", "planning_run.changed", "planning_run.deleted"]
    with pytest.raises(Gone, match="automatic run"):
        store.run("kim", begin_now, key)


def test_when_it_begins_is_reckoned_when_it_is_entered(store: Store, fixed_clock: FixedClock) -> None:
    key = store.run("kim", create_run, EVERY_MORNING)
    now = fixed_clock.now()
    first = row(store).next_at
    assert first is not None
    assert now < first <= now + timedelta(days=3)
    assert first.astimezone(UTC).time() == time(5)
    store.run("kim", change_run, key, replace(EVERY_MORNING, at=time(7)), row(store).version)
    assert row(store).next_at == first + timedelta(hours=1)
    store.run("kim", change_run, key, replace(EVERY_MORNING, active=False), row(store).version)
    assert row(store).next_at is None


def test_asked_for_it_begins_at_once_and_is_no_new_version(store: Store, fixed_clock: FixedClock) -> None:
    key = store.run("kim", create_run, STANDING)
    before = row(store)
    store.run("kim", begin_now, key)
    assert (row(store).next_at, row(store).version) == (fixed_clock.now(), before.version)
    assert kinds(store)[-1] == "planning_run.asked"
    store.run("kim", change_run, key, replace(STANDING, active=False), before.version)
    with pytest.raises(Refusal, match="is switched off; switch it on first"):
        store.run("kim", begin_now, key)


@pytest.mark.parametrize("draft", [EVERY_MORNING, STANDING], ids=["scheduled", "standing"])
def test_one_that_was_asked_for_begins_although_it_is_changed(
    store: Store, fixed_clock: FixedClock, draft: RunDraft
) -> None:
    key = store.run("kim", create_run, draft)
    store.run("kim", begin_now, key)
    asked = fixed_clock.now()
    fixed_clock.advance(timedelta(seconds=1))
    store.run("lou", change_run, key, replace(EVERY_MORNING, days=3, at=time(7)), row(store).version)
    assert (row(store).next_at, row(store).draft.days) == (asked, 3)
    store.run("lou", change_run, key, replace(draft, active=False), row(store).version)
    store.run("lou", change_run, key, draft, row(store).version)
    assert row(store).next_at != asked


@pytest.mark.parametrize(
    ("draft", "values", "field", "said"),
    [
        (EVERY_MORNING, {"name": " "}, "name", "Give the run a name"),
        (EVERY_MORNING, {"profile_id": 77}, "profile_id", "not there any more"),
        (EVERY_MORNING, {"applies": True}, "applies", "“Balanced” lets nothing be changed by itself"),
        (EVERY_MORNING, {"weekdays": ()}, "weekdays", "at least one day"),
        (EVERY_MORNING, {"weekdays": (0, 7)}, "weekdays", "at least one day"),
        (EVERY_MORNING, {"at": None}, "at", "at what time"),
        (EVERY_MORNING, {"zone": ""}, "zone", "by whose clock"),
        (EVERY_MORNING, {"zone": "Mars/Base"}, "zone", "There is no time zone “Mars/Base”"),
        (STANDING, {"zone": "../etc"}, "zone", "There is no time zone"),
        (STANDING, {"after_orders": False}, "after_orders", "Say after what it begins"),
        (STANDING, {"days": 0}, "days", "from 1 to 31"),
        (STANDING, {"days": 32}, "days", "from 1 to 31"),
        (STANDING, {"seconds": 0}, "seconds", "from 1 to 600"),
        (STANDING, {"frozen_minutes": -1}, "frozen_minutes", "from 0 to 44,640"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    store: Store, draft: RunDraft, values: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        store.run("kim", create_run, replace(draft, **values))
    assert refused.value.field == field
    with store.read() as session:
        assert runs(session) == ()


def test_a_name_is_its_own(store: Store) -> None:
    key = store.run("kim", create_run, EVERY_MORNING)
    with pytest.raises(Refusal, match="already a run called “every MORNING”") as refused:
        store.run("kim", create_run, replace(STANDING, name="every MORNING"))
    assert refused.value.field == "name"
    store.run("kim", change_run, key, replace(EVERY_MORNING, name="every MORNING"), row(store).version)
    assert row(store).draft.name == "every MORNING"


def test_goals_that_are_switched_off_are_not_chosen_anew_and_may_stay(store: Store) -> None:
    other = store.run("kim", create_profile, ProfileDraft("Winter", limit=Limit()))
    key = store.run("kim", create_run, replace(STANDING, profile_id=other, applies=True))
    store.run("kim", switch_profile, other, active=False)
    store.run("kim", change_run, key, replace(STANDING, profile_id=other, days=2), row(store).version)
    assert row(store).draft.days == 2
    with pytest.raises(Refusal, match="“Winter” is switched off") as refused:
        store.run("kim", create_run, replace(EVERY_MORNING, profile_id=other))
    assert refused.value.field == "profile_id"


def test_a_proposal_tells_which_run_found_it_as_long_as_that_is_there(store: Store, profile: int) -> None:
    key = store.run("kim", create_run, STANDING)
    found = Found(profile, encode(Goals()), "{}", planning_run_id=key)
    made = store.run("optimiser", store_proposal, found)
    asked = store.run("kim", store_proposal, replace(found, planning_run_id=None))
    assert [_run_of(store, each) for each in (made, asked)] == ["Behind the board", ""]
    store.run("kim", delete_run, key)
    assert _run_of(store, made) == ""


def _run_of(store: Store, key: int) -> str:
    with store.read() as session:
        found = proposal(session, key)
    assert found is not None
    return found.run
