"""What real clients do against the specification, as it was observed: taken all the same, and told in strict mode."""

import pytest

from devices.dialects.sparkplug.dialect import Sparkplug
from devices.dialects.sparkplug.payload import parse
from devices.dialects.sparkplug.sequence import REORDER_MS
from devices.messages import Reason, Received
from tests.devices.dialects.sparkplug.messages import NODE, NOW, PUMP, Edge, heard, metric, payload

REBIRTH = metric("Node Control/Rebirth", False, datatype=11)


def births(*of_node: bytes, of_pump: bytes) -> list[Received]:
    return [heard("NBIRTH", payload(*of_node, seq=0)), heard("DBIRTH", payload(of_pump, seq=1), "pump")]


def by_sparkplug_client() -> list[Received]:
    """For JavaScript: data has name and alias."""
    told = births(metric("bdSeq", 0, datatype=8), REBIRTH, of_pump=metric("temperature", 20.5, alias=4, datatype=10))
    told.append(heard("DDATA", payload(metric("temperature", 21.5, alias=4, datatype=10), seq=2), "pump"))
    return [*told, heard("NDEATH", payload(metric("bdSeq", 0, datatype=8), at=None))]


def by_pysparkplug() -> list[Received]:
    """A node that is born with bdSeq 0 and dies with 1, and has no metric to ask for a birth."""
    told = births(metric("bdSeq", 0, datatype=8), of_pump=metric("temperature", 20.5, datatype=10))
    told.append(heard("DDATA", payload(metric("temperature", 21.5), seq=2), "pump"))
    return [*told, heard("NDEATH", payload(metric("bdSeq", 1, datatype=8), at=None))]


def by_mqtt_spb_wrapper() -> list[Received]:
    """Other names in the birth than in the data, bdSeq 2 and 3, and a death of the device with a bdSeq and no seq."""
    rebirth = metric("CMD/Node Control/Rebirth", False, datatype=11)
    told = births(metric("bdSeq", 2, datatype=8), rebirth, of_pump=metric("DATA/temperature", 20.5, datatype=10))
    told.append(heard("DDATA", payload(metric("temperature", 21.5), seq=2), "pump"))
    told.append(heard("DDEATH", payload(metric("bdSeq", 2, datatype=8)), "pump"))
    return [*told, heard("NDEATH", payload(metric("bdSeq", 3, datatype=8), at=None))]


@pytest.mark.parametrize(
    ("messages", "name", "deviations"),
    [
        (by_sparkplug_client(), "temperature", {"A metric of the data has a name beside its alias."}),
        (
            by_pysparkplug(),
            "temperature",
            {
                "The birth of the node lacks the metric “Node Control/Rebirth”.",
                "The node was born with bdSeq 0 and died with 1.",
            },
        ),
        (
            by_mqtt_spb_wrapper(),
            "DATA/temperature",
            {
                "The birth of the node lacks the metric “Node Control/Rebirth”.",
                "The message has no seq between 0 and 255. The death of a device has a bdSeq.",
                "“temperature” was called “DATA/temperature” in the birth.",
                "The node was born with bdSeq 2 and died with 3.",
            },
        ),
    ],
    ids=["sparkplug-client", "pysparkplug", "mqtt-spb-wrapper"],
)
@pytest.mark.parametrize("strict", [False, True])
def test_a_deviating_client_is_understood(
    messages: list[Received], name: str, deviations: set[str], *, strict: bool
) -> None:
    dialect = Sparkplug(strict=strict)
    said = [dialect.decode(message, NOW) for message in messages]
    said.append(dialect.pass_time(NOW + 10 * REORDER_MS))
    values = [(each.device, each.metric, each.value) for decoded in said for each in decoded.readings]
    online = {status.device: status.online for decoded in said for status in decoded.statuses}
    rejected = {(each.reason, each.detail) for decoded in said for each in decoded.rejected}
    assert values == [(PUMP, name, 20.5), (PUMP, name, 21.5)]
    assert online == {NODE: False, PUMP: False}
    assert not [message for decoded in said for message in decoded.outgoing]
    assert rejected == ({(Reason.DEVIATION, sentence) for sentence in deviations} if strict else set())


def test_a_client_that_follows_the_specification_has_nothing_to_be_told_of() -> None:
    dialect, edge = Sparkplug(strict=True), Edge(bd_seq=7)
    told = [edge.birth(), edge.pump_birth(), edge.rpm(1.5), edge.pump_death(), edge.death()]
    assert [each.detail for message in told for each in dialect.decode(message, NOW).rejected] == []


def test_a_client_that_names_the_request_otherwise_is_asked_by_its_name_too() -> None:
    dialect = Sparkplug()
    for message in by_mqtt_spb_wrapper()[:2]:
        dialect.decode(message, NOW)
    (request,) = dialect.decode(heard("DDATA", payload(metric(None, 1.5, alias=9), seq=2), "pump"), NOW).outgoing
    names = [asked.name for asked in parse(request.payload).metrics]
    assert names == ["Node Control/Rebirth", "CMD/Node Control/Rebirth"]


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (heard("NBIRTH", payload(seq=4)), "The birth of a node begins with seq 0, not 4."),
        (heard("NBIRTH", payload(seq=0, at=None)), "The message has no timestamp."),
        (heard("NBIRTH", payload(metric(None, 1.5, alias=1), seq=0)), "A metric of the birth has no name."),
        (heard("NBIRTH", payload(metric("m", 1.5), seq=0)), "“m” has no type in the birth."),
        (
            heard("NBIRTH", payload(metric("m", 1, alias=1, datatype=3), metric("n", 1, alias=1, datatype=3), seq=0)),
            "Two metrics of the birth have the same alias.",
        ),
        (heard("DDEATH", payload(metric("bdSeq", 1), seq=1), "pump"), "The death of a device has a bdSeq."),
        (heard("NDATA", payload(metric("m", 1.5), seq=300)), "The message has no seq between 0 and 255."),
        (heard("NDATA", payload(metric("m", 1.5), seq=1)), "“m” was not in the birth."),
        (heard("NDEATH", payload(metric("bdSeq", 1), seq=1)), "The death of a node has a seq."),
        (heard("NDEATH", payload()), "The death of a node has not bdSeq alone."),
    ],
)
def test_strict_reading_says_what_is_wrong(message: Received, sentence: str) -> None:
    rejected = Sparkplug(strict=True).decode(message, NOW).rejected
    assert any(each.reason is Reason.DEVIATION and sentence in each.detail for each in rejected)


def test_a_stale_death_is_told_in_strict_mode_alone() -> None:
    said = []
    for strict in (False, True):
        dialect = Sparkplug(strict=strict)
        dialect.decode(Edge(5).birth(), NOW)
        said.append([each.detail for each in dialect.decode(Edge().death(4), NOW).rejected])
    assert said == [[], ["A death of an earlier connection came late; nothing follows from it."]]
