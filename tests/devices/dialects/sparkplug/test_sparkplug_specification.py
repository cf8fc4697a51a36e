"""The assertions of the specification that bind a host application, by their numbers there, each with what we do."""

from collections.abc import Callable

import msgspec
import pytest

from devices.dialects.sparkplug.sequence import REORDER_MS
from devices.messages import Reason, Received
from tests.devices.dialects.sparkplug.hosts import Host
from tests.devices.dialects.sparkplug.messages import NODE, NOW, PUMP, Edge, heard, metric, payload

Story = Callable[[Edge], list[Received]]


class Rule(msgspec.Struct):
    """What is heard after the births of node and pump, and what holds then, `wait` milliseconds later."""

    tck: str
    story: Story
    online: tuple[bool, bool] = (True, True)
    values: tuple[float, ...] = ()
    requests: int = 0
    reasons: tuple[Reason, ...] = ()
    wait: int = 0


def _node_dies(edge: Edge) -> list[Received]:
    return [edge.death()]


def _old_death(edge: Edge) -> list[Received]:
    return [edge.death(edge.bd_seq - 1)]


def _rebirth(edge: Edge) -> list[Received]:
    """A birth that was asked for keeps the number of the session, and the counter begins anew."""
    return [edge.rpm(1.0), edge.birth(), edge.pump_birth(), edge.rpm(2.0)]


def _pump_dies(edge: Edge) -> list[Received]:
    return [edge.pump_death()]


def _gap(edge: Edge) -> list[Received]:
    edge.lose()
    return [edge.rpm(1.0)]


def _overtaken(edge: Edge) -> list[Received]:
    first, second = edge.rpm(1.0), edge.rpm(2.0, NOW + 1)
    return [second, first]


def _unknown_alias(edge: Edge) -> list[Received]:
    return [heard("DDATA", payload(metric(None, 1.0, alias=99), seq=edge.next()), "pump")]


def _other_device(edge: Edge) -> list[Received]:
    return [heard("DDATA", payload(metric("t", 1.0, datatype=10), seq=edge.next()), "valve")]


def _past(edge: Edge) -> list[Received]:
    return [edge.rpm(1.0, NOW - 60_000, historical=True)]


def _alias(edge: Edge) -> list[Received]:
    return [edge.rpm(1.0)]


def _null(edge: Edge) -> list[Received]:
    return [heard("DDATA", payload(metric(None, alias=7, null=True), seq=edge.next()), "pump")]


def _session_ends(edge: Edge) -> list[Received]:
    died = edge.death()
    edge.bd_seq += 1
    return [died, edge.birth(), edge.pump_birth()]


_BEHAVIOUR = "operational-behavior-"
_END = f"{_BEHAVIOUR}edge-node-termination-host-action-"
RULES = (
    Rule(f"{_END}ndeath-node-offline", _node_dies, (False, False)),
    Rule(f"{_END}ndeath-devices-offline", _node_dies, (False, False)),
    Rule(f"{_END}ddeath-devices-offline", _pump_dies, (True, False)),
    Rule("payloads-ndeath-bdseq (bdSeq of another session)", _old_death),
    Rule("payloads-nbirth-bdseq-repeat (rebirth)", _rebirth, values=(1.0, 1480.0, 2.0), wait=REORDER_MS),
    Rule("payloads-nbirth-bdseq (next session)", _session_ends, values=(1480.0,)),
    Rule(f"{_BEHAVIOUR}host-reordering-start", _gap, values=(1.0,), wait=REORDER_MS - 1),
    Rule(f"{_BEHAVIOUR}host-reordering-rebirth", _gap, values=(1.0,), requests=1, wait=REORDER_MS),
    Rule(f"{_BEHAVIOUR}host-reordering-success", _overtaken, values=(2.0, 1.0), wait=REORDER_MS),
    Rule("payloads-alias-data-cmd-requirement", _alias, values=(1.0,)),
    Rule("alias without birth", _unknown_alias, requests=1, reasons=(Reason.UNANNOUNCED,)),
    Rule("device without birth", _other_device, requests=1),
    Rule("historical", _past, values=(1.0,)),
    Rule("is_null", _null),
)


@pytest.mark.parametrize("rule", RULES, ids=[rule.tck for rule in RULES])
def test_a_host_keeps_the_rules_of_the_specification(rule: Rule) -> None:
    edge, host = Edge(bd_seq=3), Host()
    host.hear(edge.birth(), edge.pump_birth())
    host.hear(*rule.story(edge))
    host.wait(NOW + rule.wait)
    rpm = [value for device, name, value in host.values if (device, name) == (PUMP, "rpm")][1:]
    assert (host.online()[NODE], host.online()[PUMP]) == rule.online
    assert (tuple(rpm), host.requests, tuple(host.reasons)) == (rule.values, rule.requests, rule.reasons)
