"""Who may send a command, to which devices it can go, and what is told of those that were sent."""

from datetime import timedelta

import pytest

from domain.errors import Refusal
from domain.monitoring.command_fields import Field, FieldKind
from domain.monitoring.command_queries import SentCommand, Which, sent_commands, values_in_words
from domain.monitoring.command_senders import PLANS, may_send, senders_from
from domain.monitoring.command_service import MOST_AT_ONCE, mark_sent, request, request_for_many
from domain.monitoring.command_targets import (
    Target,
    is_dangerous,
    obstacle,
    offers,
    targets_of_alerts,
    targets_of_assets,
    targets_of_devices,
)
from domain.monitoring.command_types import CommandTypeDraft, all_command_types, create_command_type
from domain.monitoring.response_model import CommandState
from domain.store.history import facts_of
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.small_company import SmallCompany

DELAY = (Field("delay", FieldKind.WHOLE, "Delay", "s", 0, 60),)
WARMER = (Field("delay", FieldKind.WHOLE, "Delay", "s", 0, 600),)


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("setup", SmallCompany)


def restart(store: Store, model_id: int, **more: object) -> int:
    draft = CommandTypeDraft(model_id, "restart", "Restart", **more)  # type: ignore[arg-type]
    return store.run("kim", create_command_type, draft)


def targets(store: Store, *asset_ids: int) -> tuple[Target, ...]:
    with store.read() as session:
        return targets_of_assets(session, asset_ids)


def sent(store: Store, which: Which) -> tuple[SentCommand, ...]:
    with store.read() as session:
        return sent_commands(session, which)


@pytest.mark.parametrize(
    ("senders", "actor", "may"),
    [
        ((), "lou", True),
        ((), PLANS, True),
        (("kim",), "Kim", True),
        (("kim",), "lou", False),
        (("kim",), PLANS, False),
        (("kim", PLANS), PLANS, True),
        ((PLANS,), "kim", False),
    ],
)
def test_without_names_anybody_may_send(senders: tuple[str, ...], actor: str, may: bool) -> None:
    assert may_send(senders, actor) is may


def test_names_are_kept_once_and_in_order() -> None:
    assert senders_from([" lou", "kim", "", "Lou "]) == ["kim", "Lou"]


@pytest.mark.parametrize("names", [["a\nb"], ["x" * 121], [f"user{at}" for at in range(101)]])
def test_names_that_can_be_no_user_are_refused(names: list[str]) -> None:
    with pytest.raises(Refusal) as refused:
        senders_from(names)
    assert refused.value.field == "senders"


def test_who_may_not_send_a_command_is_told_who_may(store: Store, company: SmallCompany) -> None:
    restart(store, company.chiller_model.id, senders=("kim", PLANS))
    with pytest.raises(Refusal, match=r"You \(lou\) may not send “Restart”, only: kim, response plans\."):
        store.run("lou", request, company.device.id, "restart", {})
    assert store.run("KIM", request, company.device.id, "restart", {})
    assert store.run(PLANS, request, company.device.id, "restart", {})


def test_a_plan_sends_nothing_that_is_not_for_plans(store: Store, company: SmallCompany) -> None:
    restart(store, company.chiller_model.id, senders=("kim",))
    with pytest.raises(Refusal, match="Response plans may not send “Restart”, only: kim"):
        store.run(PLANS, request, company.device.id, "restart", {})


def test_each_target_that_cannot_take_a_command_says_why(store: Store, company: SmallCompany) -> None:
    restart(store, company.chiller_model.id, fields=DELAY, senders=("kim",))
    restart(store, company.compressor_model.id, fields=WARMER)
    found = targets(store, company.chiller.id, company.ward_chiller.id)
    (small,) = offers(found)
    assert [(each.device, obstacle(each, small, "kim")) for each in found] == [
        ("chiller-1", ""),
        ("", "It has no device."),
    ]
    assert "only: kim" in obstacle(found[0], small, "lou")
    with store.read() as session:
        (stranger,) = targets_of_devices(session, [company.stranger.id])
    assert obstacle(stranger, small, "kim") == "Nobody has said yet which asset it belongs to."
    assert obstacle(Target(99, "pump", "P", "Pump"), small, "kim") == "The model Pump has no such command."
    with store.read() as session:
        kinds = all_command_types(session)
    other = Target(98, "compressor-1", "C", "Airon S 11", tuple(kind for kind in kinds if kind.fields == WARMER))
    assert obstacle(other, small, "kim") == "At the model Airon S 11 it takes other values: send it apart."
    assert [offer.fields for offer in offers((*found, other))] == [DELAY, WARMER]


def test_what_is_dangerous_for_one_is_dangerous_for_all(store: Store, company: SmallCompany) -> None:
    restart(store, company.chiller_model.id, dangerous=True)
    found = targets(store, company.chiller.id)
    (offer,) = offers(found)
    assert is_dangerous(found, offer)


def two_alerts(work: UnitOfWork) -> tuple[SmallCompany, int, int]:
    company = SmallCompany(work)
    over = company.add_alert(company.chiller, work.now - timedelta(hours=2), cleared_at=work.now)
    still = company.add_alert(company.chiller, work.now - timedelta(hours=1))
    return company, over.id, still.id


def test_a_command_from_alerts_goes_to_each_device_once_and_is_told_at_the_newest(store: Store) -> None:
    company, over, still = store.run("setup", two_alerts)
    restart(store, company.chiller_model.id)
    with store.read() as session:
        (target,) = targets_of_alerts(session, [over, still])
    assert (target.id, target.alert_id) == (company.device.id, still)
    store.run("kim", request_for_many, [company.device.id] * 2, "restart", {}, alerts={company.device.id: still})
    (command,) = sent(store, Which(asset_id=company.chiller.id))
    assert command.alert_id == still
    with store.read() as session:
        told = [fact for fact in facts_of(session, "alert", [still]) if fact.kind == "alert.command"]
    assert [(fact.actor, fact.after["outcome"]) for fact in told] == [("kim", "queued")]


def test_what_was_sent_is_told_with_its_values_and_what_came_of_it(store: Store, company: SmallCompany) -> None:
    restart(store, company.chiller_model.id, fields=DELAY)
    first = store.run("kim", request, company.device.id, "restart", {"delay": 5})
    store.run("listener", mark_sent, first, False)
    second = store.run("lou", request, company.device.id, "restart", {"delay": 0})
    rows = sent(store, Which(device_id=company.device.id))
    assert [(row.id, row.label, row.words, row.requested_by) for row in rows] == [
        (second, "Restart", "Delay: 0 s", "lou"),
        (first, "Restart", "Delay: 5 s", "kim"),
    ]
    assert rows[1].state is CommandState.SENT
    assert [row.is_over for row in rows] == [False, True]
    assert sent(store, Which(ids=(first,))) == rows[1:]
    assert not sent(store, Which(asset_id=company.ward_chiller.id))


def test_values_of_a_command_that_has_changed_since_keep_their_names() -> None:
    assert values_in_words((), {"boost": True, "mode": "eco", "level": 1.5}) == "boost: on, mode: eco, level: 1.5"


def test_too_many_devices_at_once_are_refused(store: Store, company: SmallCompany) -> None:
    with pytest.raises(Refusal, match=f"at most {MOST_AT_ONCE}"):
        store.run("kim", request_for_many, list(range(MOST_AT_ONCE + 1)), "restart", {})
