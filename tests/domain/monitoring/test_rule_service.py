"""What people do with rules, and what they are refused."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.errors import Gone, Overtaken, Refusal
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.simple import below, silent
from domain.monitoring.model import Grouping, Rule
from domain.monitoring.occurrences import Occurrence, raise_alert
from domain.monitoring.rule_service import (
    RuleDraft,
    change_rule,
    copy_rule,
    create_rule,
    delete_rule,
    draft_of,
    redefine_rule,
    switch_rule,
)
from domain.monitoring.watching import watch
from domain.store.journal import journal
from domain.store.store import Store
from domain.words import Severity
from tests.support.moments import MONDAY_MORNING
from tests.support.workshop import Workshop

NAN = float("nan")


def kinds(store: Store) -> list[str]:
    with store.read() as session:
        return list(session.scalars(select(journal.c.kind).where(journal.c.subject == "rule").order_by(journal.c.id)))


def kept(store: Store, rule_id: int) -> RuleDraft:
    with store.read() as session:
        return draft_of(session.get_one(Rule, rule_id))


def draft(**changes: Any) -> RuleDraft:
    values: dict[str, Any] = {
        "name": "Flow too low",
        "definition": below("flow", 25.0),
        "severity": Severity.MAJOR,
        "kind": "pump",
    }
    return RuleDraft(**(values | changes))


def test_a_new_rule_is_watched_until_it_is_switched_off(store: Store, workshop: Workshop) -> None:
    rule_id = store.run("kim", create_rule, draft(skill_id=workshop.skill))
    for _ in range(2):
        store.run("kim", switch_rule, rule_id, active=False)
    with store.read() as session:
        assert rule_id not in {rule.id for rule in watch(session).rules}
    store.run("kim", switch_rule, rule_id, active=True)
    store.run("kim", redefine_rule, rule_id, silent(60))
    with store.read() as session:
        (found,) = [rule for rule in watch(session).rules if rule.id == rule_id]
        assert (found.definition, found.kind) == (silent(60), "pump")
    assert kinds(store)[1:] == ["rule.created", "rule.switched_off", "rule.switched_on", "rule.changed"]


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"name": " "}, "name", "Give the rule a name"),
        ({"name": "Supply too warm"}, "name", "already a rule called “Supply too warm”"),
        ({"name": " Supply too warm "}, "name", "already a rule called “Supply too warm”"),
        ({"kind": ""}, "scope", "Choose one asset, model, group or kind"),
        ({"asset_id": 1}, "scope", "Choose one asset, model, group or kind"),
        ({"minutes": 0}, "minutes", "between 1 minute"),
    ],
)
def test_a_bad_rule_is_refused_beside_its_field(
    store: Store, workshop: Workshop, changes: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        store.run("kim", create_rule, draft(**changes))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": None, "asset_id": 999}, "This asset is not there"),
        ({"kind": None, "asset_model_id": 999}, "This asset model is not there"),
        ({"kind": None, "asset_group_id": 999}, "This asset group is not there"),
        ({"skill_id": 999}, "This skill is not there"),
    ],
)
def test_a_rule_about_what_is_gone_says_so(
    store: Store, workshop: Workshop, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(Gone, match=says):
        store.run("kim", create_rule, draft(**changes))


@pytest.mark.parametrize("definition", [below("flow", NAN), silent(0)])
def test_a_definition_that_can_never_be_right_is_refused(
    store: Store, workshop: Workshop, definition: Definition
) -> None:
    for attempt in (
        lambda: store.run("kim", create_rule, draft(definition=definition)),
        lambda: store.run("kim", redefine_rule, workshop.rule, definition),
    ):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.field == "when"
    with store.read() as session:
        assert session.scalar(select(func.count()).select_from(Rule)) == 1


def test_a_changed_rule_is_all_that_was_asked_for(store: Store, workshop: Workshop) -> None:
    rule_id = store.run("kim", create_rule, draft())
    wanted = draft(
        name="Flow far too low", kind=None, asset_id=workshop.asset, definition=silent(60), minutes=30,
        grouping=Grouping.SITE, storm_limit=5, storm_seconds=600, quiet_while_visited=False, opens_order=False,
    )  # fmt: skip
    store.run("kim", change_rule, rule_id, wanted, 1)
    assert kept(store, rule_id) == wanted
    assert kinds(store)[-1] == "rule.changed"


def test_who_began_from_an_older_version_is_told(store: Store, workshop: Workshop) -> None:
    rule_id = store.run("kim", create_rule, draft())
    store.run("lea", change_rule, rule_id, draft(minutes=30), 1)
    with pytest.raises(Overtaken, match="Flow too low"):
        store.run("kim", change_rule, rule_id, draft(minutes=60), 1)
    assert kept(store, rule_id).minutes == 30


def test_a_copy_is_off_and_has_a_name_of_its_own(store: Store, workshop: Workshop) -> None:
    rule_id = store.run("kim", create_rule, draft())
    first, second = (store.run("kim", copy_rule, rule_id) for _ in range(2))
    assert kept(store, first) == replace(draft(), name="Flow too low (copy)", active=False)
    assert kept(store, second).name == "Flow too low (copy 2)"


def test_a_rule_that_raised_alerts_is_not_deleted(store: Store, workshop: Workshop) -> None:
    rule_id = store.run("kim", create_rule, draft())
    seen = Occurrence(rule_id, workshop.asset, workshop.device, MONDAY_MORNING, MONDAY_MORNING, 1, 13.0, 13.0, 13.0)
    store.run("listener", raise_alert, seen)
    with pytest.raises(Refusal, match="switch it off instead"):
        store.run("kim", delete_rule, rule_id)


def test_a_rule_without_alerts_is_deleted(store: Store, workshop: Workshop) -> None:
    rule_id = store.run("kim", create_rule, draft())
    store.run("kim", delete_rule, rule_id)
    assert kinds(store)[-1] == "rule.deleted"
    with pytest.raises(Gone):
        store.run("kim", delete_rule, rule_id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"storm_limit": 0}, "storm_limit"),
        ({"storm_limit": 10_001}, "storm_limit"),
        ({"storm_seconds": 0}, "storm_seconds"),
    ],
)
def test_a_storm_needs_bounds(store: Store, workshop: Workshop, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        store.run("kim", create_rule, draft(**changes))
    assert refused.value.field == field
