"""Kinds of commands, the values they take, and the life of a command."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.clock import FixedClock
from domain.errors import Overtaken, Refusal
from domain.monitoring import command_service
from domain.monitoring.command_fields import Field, FieldKind, Value, check_fields, fitting
from domain.monitoring.command_service import mark_sent, request, request_for_many, take_reply, time_out, withdraw
from domain.monitoring.command_types import (
    CommandTypeDraft,
    change_command_type,
    command_types,
    create_command_type,
    delete_command_type,
)
from domain.monitoring.response_model import Command, CommandState
from domain.store.store import Store
from tests.support.small_company import SmallCompany

FIELDS = (
    Field("set_point", FieldKind.NUMBER, "Set point", "°C", 2, 15),
    Field("count", FieldKind.WHOLE, required=False),
    Field("boost", FieldKind.SWITCH, required=False),
    Field("mode", FieldKind.CHOICE, choices=("eco", "full"), required=False),
    Field("note", FieldKind.TEXT, required=False),
)
BAD: list[tuple[dict[str, Value], str, str]] = [
    ({}, "set_point", "is needed"),
    ({"set_point": 1}, "set_point", "at least 2 °C"),
    ({"set_point": 15.5}, "set_point", "at most 15 °C"),
    ({"set_point": "warm"}, "set_point", "is a number"),
    ({"set_point": True}, "set_point", "is a number"),
    ({"set_point": float("nan")}, "set_point", "is a number"),
    ({"set_point": 7, "count": 1.5}, "count", "whole number"),
    ({"set_point": 7, "boost": 1}, "boost", "on or off"),
    ({"set_point": 7, "mode": "half"}, "mode", "one of: eco, full"),
    ({"set_point": 7, "note": "x" * 501}, "note", "at most 500"),
    ({"set_point": 7, "speed": 1}, "speed", "no value “speed”"),
]


@pytest.mark.parametrize(("values", "field", "words"), BAD)
def test_a_value_that_does_not_fit_is_refused_at_its_field(values: dict[str, Value], field: str, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        fitting(FIELDS, values)
    assert refused.value.field == field


def test_what_fits_is_sent_as_it_is() -> None:
    values: dict[str, Value] = {"set_point": 7.5, "count": 3.0, "boost": True, "mode": "eco", "note": "soon"}
    assert fitting(FIELDS, values) == values


@pytest.mark.parametrize(
    "fields",
    [
        (Field("a"), Field("a")),
        (Field(" "),),
        (Field("a", low=3, high=2),),
        (Field("a", FieldKind.WHOLE, low=1.2, high=1.8),),
        (Field("a", low=float("nan")),),
        (Field("a", high=float("inf")),),
        (Field("a", FieldKind.CHOICE),),
    ],
)
def test_fields_that_cannot_be_meant_are_refused(fields: tuple[Field, ...]) -> None:
    with pytest.raises(Refusal) as refused:
        check_fields(fields)
    assert refused.value.field == "fields"


@pytest.fixture
def company(store: Store) -> SmallCompany:
    return store.run("setup", SmallCompany)


def draft(company: SmallCompany, **more: object) -> CommandTypeDraft:
    return CommandTypeDraft(company.chiller_model.id, "restart", "Restart", **more)  # type: ignore[arg-type]


def state(store: Store, command_id: int) -> CommandState:
    with store.read() as session:
        return session.scalars(select(Command.state).where(Command.id == command_id)).one()


def correlation(store: Store, command_id: int) -> str:
    with store.read() as session:
        return session.scalars(select(Command.correlation).where(Command.id == command_id)).one()


def test_a_model_has_each_command_once_and_it_is_changed_by_one_at_a_time(store: Store, company: SmallCompany) -> None:
    type_id = store.run("kim", create_command_type, draft(company))
    with pytest.raises(Refusal, match="already"):
        store.run("kim", create_command_type, draft(company))
    store.run("kim", change_command_type, type_id, draft(company, fields=FIELDS, timeout_seconds=5), 1)
    with pytest.raises(Overtaken):
        store.run("lou", change_command_type, type_id, draft(company), 1)
    with store.read() as session:
        (row,) = command_types(session, company.device.id)
    assert (row.label, row.fields, row.timeout_seconds) == ("Restart", FIELDS, 5)
    store.run("kim", delete_command_type, type_id)
    with pytest.raises(Refusal, match="no command “restart”"):
        store.run("kim", request, company.device.id, "restart", {})


def test_a_dangerous_command_has_to_be_confirmed(store: Store, company: SmallCompany) -> None:
    store.run("kim", create_command_type, draft(company, dangerous=True))
    with pytest.raises(Refusal) as refused:
        store.run("kim", request, company.device.id, "restart", {})
    assert refused.value.field == "confirmed"
    assert store.run("kim", request, company.device.id, "restart", {}, confirmed=True)


def test_a_command_is_withdrawn_as_long_as_it_waits(store: Store, company: SmallCompany) -> None:
    store.run("kim", create_command_type, draft(company))
    first, second = (store.run("kim", request, company.device.id, "restart", {}) for _ in range(2))
    store.run("kim", withdraw, first)
    assert state(store, first) is CommandState.WITHDRAWN
    assert not store.run("listener", mark_sent, first, True)
    assert store.run("listener", mark_sent, second, True)
    for gone in (first, second):
        with pytest.raises(Refusal, match="too late to withdraw"):
            store.run("kim", withdraw, gone)


def test_many_devices_are_told_or_none(store: Store, company: SmallCompany) -> None:
    store.run("kim", create_command_type, draft(company))
    with pytest.raises(Refusal, match="which asset unknown-7 belongs to"):
        store.run("kim", request_for_many, [company.device.id, company.stranger.id], "restart", {})
    with store.read() as session:
        assert not command_service.queued(session)


def test_a_command_goes_its_way_once(store: Store, company: SmallCompany) -> None:
    store.run("kim", create_command_type, draft(company))
    command = store.run("kim", request, company.device.id, "restart", {})
    known = correlation(store, command)
    assert store.run("listener", mark_sent, command, True)
    assert not store.run("listener", mark_sent, command, True)
    taken = [
        store.run("listener", take_reply, device, known, answer, "")
        for device, answer in (
            ("unknown-7", CommandState.SUCCEEDED),
            ("chiller-1", CommandState.ACKNOWLEDGED),
            ("chiller-1", CommandState.ACKNOWLEDGED),
            ("chiller-1", CommandState.SUCCEEDED),
            ("chiller-1", CommandState.FAILED),
        )
    ]
    assert taken == [False, True, False, True, False]
    assert state(store, command) is CommandState.SUCCEEDED


def test_a_command_times_out_when_its_time_is_over(
    store: Store, company: SmallCompany, fixed_clock: FixedClock
) -> None:
    store.run("kim", create_command_type, draft(company))
    command = store.run("kim", request, company.device.id, "restart", {})
    store.run("listener", time_out, command)
    assert state(store, command) is CommandState.QUEUED
    with store.read() as session:
        assert command_service.overdue(session, store.clock.now() + timedelta(seconds=31)) == [command]
        assert not command_service.overdue(session, store.clock.now())
    fixed_clock.advance(timedelta(seconds=31))
    store.run("listener", time_out, command)
    assert state(store, command) is CommandState.TIMED_OUT
    assert not store.run("listener", take_reply, "chiller-1", correlation(store, command), CommandState.FAILED, "")


def test_a_command_does_not_go_out_when_its_time_is_over(
    store: Store, company: SmallCompany, fixed_clock: FixedClock
) -> None:
    store.run("kim", create_command_type, draft(company))
    command = store.run("kim", request, company.device.id, "restart", {})
    fixed_clock.advance(timedelta(seconds=30))
    assert not store.run("listener", mark_sent, command, True)
    assert state(store, command) is CommandState.QUEUED
    store.run("listener", time_out, command)
    assert state(store, command) is CommandState.TIMED_OUT
