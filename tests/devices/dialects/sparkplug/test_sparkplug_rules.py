"""The rules of the specification one by one: births, deaths, aliases, sequence numbers, requests for births."""

from collections.abc import Sequence

import pytest

from devices.dialects.sparkplug.dialect import Sparkplug
from devices.dialects.sparkplug.payload import parse
from devices.dialects.sparkplug.sequence import FIRST_WAIT_MS, REORDER_MS
from devices.messages import Reason, Received
from tests.devices.dialects.sparkplug.hosts import Host
from tests.devices.dialects.sparkplug.messages import NODE, NOW, PUMP, Edge, heard, metric, payload


@pytest.fixture
def edge() -> Edge:
    return Edge(bd_seq=3)


@pytest.fixture
def host(edge: Edge) -> Host:
    """A host that has heard the births of node and pump."""
    host = Host()
    host.hear(edge.birth(), edge.pump_birth())
    return host


def test_births_tell_devices_their_metrics_units_and_gateway(host: Host) -> None:
    (node,), (pump,) = (decoded.announced for decoded in host.said)
    assert (node.device, node.name, node.through, node.metrics) == (NODE, "edge", None, ())
    assert (pump.device, pump.name, pump.through) == (PUMP, "pump", NODE)
    assert [(each.name, each.unit) for each in pump.metrics] == [("rpm", "rpm"), ("state", "")]
    assert host.online() == {NODE: True, PUMP: True}
    assert host.values == [(PUMP, "rpm", 1480.0), (PUMP, "state", "ok")]
    assert host.requests == 0


def test_a_birth_tells_who_made_the_node() -> None:
    more = (metric("Properties/Hardware Make", "Acme"), metric("Properties/Hardware Model", "X1"))
    (told,) = Host().hear(Edge().birth(*more)).announced
    assert (told.maker, told.model) == ("Acme", "X1")


def test_data_may_name_a_metric_by_its_alias_alone(host: Host, edge: Edge) -> None:
    (reading,) = host.hear(edge.rpm(1500.0, NOW - 5)).readings
    assert (reading.device, reading.metric, reading.at, reading.value) == (PUMP, "rpm", NOW - 5, 1500.0)
    assert (reading.untimed, reading.historical) == (False, False)


def test_an_alias_that_no_birth_had_is_told_and_a_birth_asked_for(edge: Edge) -> None:
    host = Host()
    host.hear(edge.rpm(1500.0))
    assert host.values == []
    assert host.reasons == [Reason.UNANNOUNCED]
    (request,) = host.said[0].outgoing
    assert (request.topic, request.qos, request.retain) == ("spBv1.0/plant/NCMD/edge", 0, False)
    (asked,) = parse(request.payload).metrics
    assert (asked.name, asked.raw, asked.datatype) == ("Node Control/Rebirth", 1, 11)


def test_data_before_the_birth_is_kept_where_it_has_a_name(edge: Edge) -> None:
    host = Host()
    host.hear(heard("DDATA", payload(metric("rpm", 900.0), seq=4), "pump"))
    assert host.values == [(PUMP, "rpm", 900.0)]
    assert (host.requests, host.reasons) == (1, [])


def test_a_birth_is_asked_for_more_and_more_rarely(edge: Edge) -> None:
    host = Host()
    for second in range(600):
        host.hear(edge.rpm(1500.0), now=NOW + second * 1000)
    assert host.requests == 6  # at once, and then 10, 30, 70, 150 and 310 seconds later


def test_what_is_historical_is_marked_as_no_news(host: Host, edge: Edge) -> None:
    (reading,) = host.hear(edge.rpm(99.0, NOW - 60_000, historical=True)).readings
    assert (reading.value, reading.at, reading.historical) == (99.0, NOW - 60_000, True)


def test_what_is_null_is_no_reading(host: Host) -> None:
    decoded = host.hear(heard("DDATA", payload(metric(None, alias=7, null=True), seq=2), "pump"))
    assert (decoded.readings, decoded.rejected) == ([], [])


# --- sequence numbers ---

Step = tuple[int, int]
"""(seq, seconds after the births)"""


@pytest.mark.parametrize(
    ("steps", "after", "requests"),
    [
        ([(2, 0), (3, 1), (4, 2)], 60, 0),
        ([(3, 0)], REORDER_MS / 1000 - 0.1, 0),
        ([(3, 0)], REORDER_MS / 1000, 1),
        ([(3, 0), (2, 1)], 60, 0),
        ([(5, 0), (3, 1), (2, 1), (4, 2)], 60, 0),
        ([(5, 0), (3, 1), (4, 2)], 60, 1),
        ([(2, 0), (2, 1), (3, 2)], 60, 0),
        ([(3, 0), (3, 1), (2, 2)], 60, 0),
    ],
    ids=[
        "all in order", "a gap within the time", "a gap", "overtaken", "three overtaken", "one of three lost",
        "sent twice", "sent twice with a gap",
    ],
)  # fmt: skip
def test_a_gap_is_waited_out_and_then_a_birth_asked_for(
    host: Host, steps: Sequence[Step], after: float, requests: int
) -> None:
    for seq, second in steps:
        told = payload(metric(None, float(seq), alias=7, at=NOW + seq), seq=seq)
        host.hear(heard("DDATA", told, "pump"), now=NOW + second * 1000)
    assert host.requests == 0
    host.wait(NOW + round(after * 1000))
    assert host.requests == requests
    assert len({value for _, name, value in host.values[1:] if name == "rpm"}) == len({seq for seq, _ in steps})


def test_the_counter_begins_again_after_255(host: Host, edge: Edge) -> None:
    for value in range(600):
        host.hear(edge.rpm(float(value)))
    host.wait(NOW + 60_000)
    assert host.requests == 0


def test_a_birth_ends_the_wait_for_what_was_lost(host: Host, edge: Edge) -> None:
    edge.lose()
    host.hear(edge.rpm(1.0), edge.birth(), edge.pump_birth())
    host.wait(NOW + 60_000)
    assert host.requests == 0


def test_a_request_is_not_repeated_before_its_time(host: Host, edge: Edge) -> None:
    edge.lose()
    host.hear(edge.rpm(1.0))
    asked = NOW + REORDER_MS
    host.wait(asked)
    edge.lose()
    host.hear(edge.rpm(2.0), now=asked + 1)
    host.wait(asked + FIRST_WAIT_MS - 1)
    assert host.requests == 1
    host.wait(asked + FIRST_WAIT_MS)
    assert host.requests == 2


# --- deaths ---


def test_the_death_of_a_device_is_its_own(host: Host, edge: Edge) -> None:
    host.hear(edge.pump_death())
    assert host.online() == {NODE: True, PUMP: False}


def test_the_death_of_a_node_is_that_of_all_its_devices_by_our_clock(host: Host, edge: Edge) -> None:
    death = edge.death()
    late = Received(death.topic, death.payload, 1, False, False, 1, NOW + 9_000)
    host.hear(late, now=NOW + 9_000)
    assert host.online() == {NODE: False, PUMP: False}
    assert {status.at for status in host.said[-1].statuses} == {NOW + 9_000}


@pytest.mark.parametrize(
    ("born", "died", "gone"),
    [(3, 3, True), (3, 2, False), (0, 255, False), (255, 255, True), (0, 1, True), (2, 3, True), (3, None, True)],
    ids=["its own", "stale", "stale over the end", "its own at the end", "ahead by one", "ahead again", "without"],
)
def test_only_a_stale_death_is_passed_over(born: int, died: int | None, gone: bool) -> None:
    host = Host()
    death = heard("NDEATH", payload()) if died is None else Edge().death(died)
    host.hear(Edge(bd_seq=born).birth(), death)
    assert host.online() == {NODE: not gone}


def test_a_death_without_a_birth_counts(edge: Edge) -> None:
    host = Host()
    host.hear(edge.death())
    assert host.online() == {NODE: False}


def test_after_a_death_data_needs_a_new_birth(host: Host, edge: Edge) -> None:
    host.hear(edge.pump_death(), edge.rpm(5.0))
    assert (host.reasons, host.requests) == ([Reason.UNANNOUNCED], 1)


def test_after_the_birth_of_a_node_its_devices_need_new_ones(host: Host, edge: Edge) -> None:
    host.hear(edge.birth(), edge.rpm(5.0))
    assert (host.reasons, host.requests) == ([Reason.UNANNOUNCED], 1)


def test_a_retained_birth_says_nothing_about_now(edge: Edge) -> None:
    born = edge.birth()
    host = Host()
    host.hear(Received(born.topic, born.payload, 0, True, False, 0, NOW))
    assert (host.online(), host.reasons) == ({}, [Reason.OLD_RETAINED])


# --- a listener that is started again ---


def test_aliases_births_and_counters_outlive_a_restart(host: Host, edge: Edge) -> None:
    host.hear(edge.rpm(1.0))
    host.restart()
    host.hear(edge.rpm(2.0))
    host.wait(NOW + 60_000)
    assert host.values[-1] == (PUMP, "rpm", 2.0)
    assert (host.requests, host.reasons) == (0, [])
    host.hear(edge.death(2))
    assert host.online()[NODE]
    host.hear(edge.death())
    assert host.online() == {NODE: False, PUMP: False}


def test_what_was_lost_while_nobody_listened_is_noticed(host: Host, edge: Edge) -> None:
    host.restart()
    edge.lose(5)
    host.hear(edge.rpm(2.0))
    host.wait(NOW + REORDER_MS)
    assert host.requests == 1


@pytest.mark.parametrize("place", range(7))
def test_a_restart_at_any_message_gives_the_same(place: int) -> None:
    def story() -> list[Received]:
        edge = Edge(bd_seq=255)
        told = [edge.birth(), edge.pump_birth(), edge.rpm(1.0), edge.rpm(2.0, NOW - 9, historical=True)]
        return [*told, edge.death(254), edge.pump_death(), edge.death()]

    through, again = Host(), Host()
    through.hear(*story())
    for at, message in enumerate(story()):
        if at == place:
            again.restart()
        again.hear(message)
    assert again.said == through.said


def test_a_broken_memory_is_no_memory() -> None:
    dialect = Sparkplug()
    dialect.recall({"plant/edge#birth": b"\xff", "plant/edge#seq": b"", "": b"\x01", "x": b"\x01"})
    assert dialect.decode(Edge().birth(), NOW).announced


# --- the state of the host ---


def test_who_says_that_we_are_gone_is_contradicted() -> None:
    host = Host(host="centre")
    topic = "spBv1.0/STATE/centre"
    assert topic in host.dialect.filters
    gone = Received(topic, b'{"online":false,"timestamp":1}', 1, False, False, 1, NOW)
    (answer,) = host.hear(gone).outgoing
    assert (answer.topic, answer.qos, answer.retain) == (topic, 1, True)
    assert answer.payload == b'{"online":true,"timestamp":%d}' % NOW
    there = Received(topic, b'{"online":true,"timestamp":%d}' % (NOW + 5), 1, False, False, 1, NOW)
    assert host.hear(there).outgoing == []
    (again,) = host.hear(gone, now=NOW + 60_000).outgoing
    assert again.payload == there.payload  # no later than our will, which nodes would pass over else
