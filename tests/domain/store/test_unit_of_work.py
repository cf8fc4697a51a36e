"""Changes and their facts: together or not at all."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from domain.clock import FixedClock
from domain.errors import Gone, Overtaken, Refusal
from domain.monitoring.model import Rule
from domain.parties.model import Customer, Site
from domain.store.journal import FACT_COLUMNS, FactRow, journal, to_fact
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork, UnrecordedChangeError
from domain.workforce.model import Team
from tests.support.moments import MONDAY_MORNING
from tests.support.small_company import SmallCompany


def add_team(work: UnitOfWork, name: str) -> int:
    return work.add(Team(name=name), "team.created").id


def rename(work: UnitOfWork, team_id: int, name: str) -> None:
    team = work.get(Team, team_id)
    team.name = name
    work.note("team.renamed", team)


def facts(store: Store) -> list[FactRow]:
    with store.read() as session:
        return [to_fact(row) for row in session.execute(select(*FACT_COLUMNS).order_by(journal.c.id))]


def teams(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(Team.name).order_by(Team.id)))


def test_a_new_record_is_told_whole(store: Store) -> None:
    team_id = store.run("kim", add_team, "North")
    (fact,) = facts(store)
    assert fact == FactRow(
        fact.id, MONDAY_MORNING, "kim", "team.created", "team", team_id, {}, {"name": "North", "owner": ""}
    )


def test_a_change_is_told_before_and_after(store: Store, fixed_clock: FixedClock) -> None:
    team_id = store.run("kim", add_team, "North")
    fixed_clock.advance(timedelta(minutes=5))
    store.run("lou", rename, team_id, "South")
    fact = facts(store)[-1]
    assert (fact.actor, fact.at) == ("lou", MONDAY_MORNING + timedelta(minutes=5))
    assert (fact.before, fact.after) == ({"name": "North"}, {"name": "South"})


def test_what_a_statement_changed_in_bulk_is_told_with_what_is_given(store: Store) -> None:
    team_id = store.run("kim", add_team, "North")
    with store.write("lou") as work:
        work.session.execute(update(Team).values(name="South"))
        work.tell("team.renamed", Team, team_id, {"name": "North"}, {"name": "South"})
    fact = facts(store)[-1]
    told = (fact.actor, fact.at, fact.kind, fact.subject, fact.subject_id)
    assert told == ("lou", MONDAY_MORNING, "team.renamed", "team", team_id)
    assert (fact.before, fact.after) == ({"name": "North"}, {"name": "South"})


def test_a_deletion_is_told_with_what_was_there(store: Store) -> None:
    team_id = store.run("kim", add_team, "North")
    with store.write("kim") as work:
        team = work.get(Team, team_id)
        work.session.delete(team)
        work.note("team.removed", team)
    assert facts(store)[-1].before == {"name": "North", "owner": "", "latitude": None, "longitude": None}
    assert facts(store)[-1].after == {}
    assert teams(store) == []


def test_several_changes_of_one_record_fold_into_the_first_fact(store: Store) -> None:
    team_id = store.run("kim", add_team, "North")
    with store.write("kim") as work:
        rename(work, team_id, "East")
        work.session.flush()
        rename(work, team_id, "West")
    first, second = facts(store)[1:]
    assert (first.before, first.after) == ({"name": "North"}, {"name": "West"})
    assert (second.before, second.after) == ({}, {})


def test_details_stand_beside_what_changed(store: Store) -> None:
    with store.write("kim") as work:
        work.add(Team(name="North"), "team.created", why="growth")
    assert facts(store)[0].after == {"name": "North", "owner": "", "why": "growth"}


def test_what_happened_elsewhere_keeps_its_time_and_actor(store: Store) -> None:
    then = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)
    with store.write("import") as work:
        team = work.add(Team(name="North"), "team.imported")
        work.recount("team.founded", team, then, "ada", place="Kiel")
    told = facts(store)[-1]
    assert (told.at, told.actor, told.after) == (then, "ada", {"place": "Kiel"})


def test_many_are_added_with_one_fact_each(store: Store) -> None:
    with store.write("kim") as work:
        work.add_all((Team(name=name) for name in ("North", "South")), "team.created")
    assert [fact.after["name"] for fact in facts(store)] == ["North", "South"]
    assert [fact.subject_id for fact in facts(store)] == [1, 2]


def test_a_change_without_a_fact_is_refused_and_nothing_kept(store: Store) -> None:
    with pytest.raises(UnrecordedChangeError, match="team"), store.write("kim") as work:
        work.session.add(Team(name="North"))
    assert teams(store) == []
    assert facts(store) == []


def test_a_silent_change_of_another_record_is_refused_too(store: Store) -> None:
    team_id = store.run("kim", add_team, "North")

    def add_and_rename(work: UnitOfWork) -> None:
        work.get(Team, team_id).name = "South"
        add_team(work, "East")

    with pytest.raises(UnrecordedChangeError):
        store.run("kim", add_and_rename)
    assert teams(store) == ["North"]


def test_setting_what_is_already_there_needs_no_fact(store: Store) -> None:
    team_id = store.run("kim", add_team, "North")
    with store.write("kim") as work:
        work.get(Team, team_id).name = "North"
    assert len(facts(store)) == 1


@pytest.mark.parametrize("error", [Refusal("no"), ValueError("mistake"), KeyboardInterrupt()])
def test_any_error_leaves_neither_change_nor_fact(store: Store, error: BaseException) -> None:
    def add_and_fail(work: UnitOfWork) -> None:
        add_team(work, "North")
        raise error

    with pytest.raises(type(error)):
        store.run("kim", add_and_fail)
    assert teams(store) == []
    assert facts(store) == []


def test_a_record_that_is_not_there_is_gone(store: Store) -> None:
    with pytest.raises(Gone, match="This team is not there any more"):
        store.run("kim", rename, 99, "South")


def test_a_name_taken_by_somebody_faster_is_overtaken(store: Store) -> None:
    store.run("kim", add_team, "North")
    with pytest.raises(Overtaken):
        store.run("lou", add_team, "North")
    assert len(facts(store)) == 1


def add_nameless(work: UnitOfWork) -> None:
    work.session.execute(insert(Team).values(name=None))


def test_what_the_program_must_not_store_is_not_blamed_on_somebody_else(store: Store) -> None:
    with pytest.raises(Refusal, match="mistake of the program") as refused:
        store.run("kim", add_nameless)
    assert not isinstance(refused.value, Overtaken)
    assert "name" in str(refused.value)


def remove_site(work: UnitOfWork, site_id: int) -> None:
    work.session.execute(delete(Site).where(Site.id == site_id))


def test_what_somebody_has_just_used_is_overtaken(store: Store) -> None:
    with store.write("setup") as work:
        site_id = SmallCompany(work).plant.id
    with pytest.raises(Overtaken, match="Somebody else was faster"):
        store.run("lou", remove_site, site_id)


def test_a_record_changed_meanwhile_is_overtaken_not_overwritten(store: Store) -> None:
    with store.write("setup") as work:
        rule_id = SmallCompany(work).rule.id

    def switch_off_too_late(work: UnitOfWork) -> None:
        rule = work.get(Rule, rule_id)
        bumped = update(Rule).where(Rule.id == rule_id).values(version=Rule.version + 1)
        work.session.execute(bumped, execution_options={"synchronize_session": False})
        rule.active = False
        work.note("rule.switched_off", rule)

    with pytest.raises(Overtaken, match="Somebody else"):
        store.run("kim", switch_off_too_late)
    with store.read() as session:
        assert session.get_one(Rule, rule_id).active


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_the_journal_can_only_grow(store: Store, verb: str) -> None:
    store.run("kim", add_team, "North")
    attempt = update(journal).values(actor="nobody") if verb == "update" else delete(journal)
    with pytest.raises(Overtaken if store.url.get_backend_name() == "sqlite" else DBAPIError), store.write("x") as work:
        work.session.execute(attempt)
    assert [fact.actor for fact in facts(store)] == ["kim"]


def test_a_moment_without_zone_cannot_be_stored(store: Store) -> None:
    row = {"at": datetime(2026, 3, 2), "actor": "x", "kind": "x", "subject": "x", "subject_id": 1}  # noqa: DTZ001
    with pytest.raises(Exception, match="without zone"), store.write("x") as work:
        work.session.execute(insert(journal).values(**row, before={}, after={}))


def test_moments_come_back_aware_and_in_utc(store: Store) -> None:
    store.run("kim", add_team, "North")
    assert facts(store)[0].at.tzinfo is UTC


def test_foreign_keys_are_watched(store: Store) -> None:
    with pytest.raises(Overtaken), store.write("x") as work:
        work.session.execute(text("insert into metric (device_id, name, label, unit) values (77, 'a', 'a', '')"))


def test_reading_leaves_no_trace(store: Store) -> None:
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Customer)) == 0
    assert facts(store) == []
