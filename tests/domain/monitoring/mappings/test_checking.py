"""Mappings that cannot be meant, and the field at which that is said."""

from typing import Any

import msgspec
import pytest

from domain.errors import Refusal
from domain.monitoring.mappings import exchange, paths, topics
from domain.monitoring.mappings.checking import check
from domain.monitoring.mappings.definition import (
    Described,
    MappedCommands,
    MappedMetric,
    MappedStatus,
    MappedTime,
    MappingDefinition,
    PayloadKind,
    TimeUnit,
    ValueType,
    decode,
    encode,
)

GOOD = MappingDefinition(
    "plant/{site}/{device}/+/{kind}",
    ("site", "device"),
    metric="kind",
    metrics=(MappedMetric("oil.t", "oil", "Oil", given="°F", unit="°C"), MappedMetric("l[*].v", "l", named_by="id")),
    time=MappedTime("ts", TimeUnit.ISO, "Europe/Berlin"),
    status=MappedStatus("plant/{site}/{device}/there"),
    commands=MappedCommands("plant/do/{site}/{device}/at/{command}", '{"set": {value}}'),
)
COLUMNS: dict[str, Any] = {"payload": PayloadKind.COLUMNS, "metrics": (), "all_numbers": True, "time": None}
BARE: dict[str, Any] = {"payload": PayloadKind.VALUE, "metrics": (), "all_numbers": True, "time": None}


def metrics(*some: MappedMetric) -> dict[str, Any]:
    return {"metrics": some}


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "no topic": ({"topic": " "}, "topic"),
    "braces that do not close": ({"topic": "plant/{site/{device}/{kind}"}, "topic"),
    "two parts in a level": ({"topic": "{site}-{device}/{kind}"}, "topic"),
    "a part without a name": ({"topic": "{site}/{device}/{kind}/{}"}, "topic"),
    "a part twice": ({"topic": "{site}/{device}/{kind}/{site}"}, "topic"),
    "# in the middle": ({"topic": "{site}/#/{device}/{kind}"}, "topic"),
    "+ within a level": ({"topic": "{site}/a+/{device}/{kind}"}, "topic"),
    "topics of our own": ({"topic": "{site}/{device}/{kind}/telemetry"}, "topic"),
    "all topics of our own": ({"topic": "callout/{site}/{device}/{kind}"}, "topic"),
    "no device": ({"device": ()}, "device"),
    "a device that is no part": ({"device": ("site", "hall")}, "device"),
    "a metric that is no part": ({"metric": "word"}, "metric"),
    "a metric that is the device": ({"metric": "site"}, "metric"),
    "no metrics": ({"metrics": (), "status": None}, "metrics"),
    "no path": (metrics(MappedMetric("", "a")), "metrics.0.path"),
    "a path that is no path": (metrics(MappedMetric("a", "a"), MappedMetric("a..b", "b")), "metrics.1.path"),
    "a path that begins with a point": (metrics(MappedMetric(".a", "a")), "metrics.0.path"),
    "[*] twice": (metrics(MappedMetric("a[*].b[*]", "a")), "metrics.0.path"),
    "no name": ({**metrics(MappedMetric("a")), "metric": ""}, "metrics.0.name"),
    "a name twice": (metrics(MappedMetric("a", "a"), MappedMetric("b", "a")), "metrics.1.name"),
    "a name with a line": (metrics(MappedMetric("a", "a\nb")), "metrics.0.name"),
    "a member that names nothing": (metrics(MappedMetric("a", "a", named_by="id")), "metrics.0.named_by"),
    "units of two kinds": (metrics(MappedMetric("a", "a", given="bar", unit="°C")), "metrics.0.unit"),
    "a unit for yes and no": (
        metrics(MappedMetric("a", "a", type=ValueType.BOOLEAN, given="K", unit="°C")),
        "metrics.0.unit",
    ),
    "an unknown unit": (metrics(MappedMetric("a", "a", given="blub", unit="°C")), "metrics.0.unit"),
    "a factor of nought": (metrics(MappedMetric("a", "a", scale=0)), "metrics.0.scale"),
    "an endless offset": (metrics(MappedMetric("a", "a", offset=float("inf"))), "metrics.0.scale"),
    "a time without a path": ({"time": MappedTime("")}, "time.path"),
    "many times": ({"time": MappedTime("a[*]")}, "time.path"),
    "a zone of nowhere": ({"time": MappedTime("t", zone="Mars/Olympus")}, "time.zone"),
    "a pattern without a year": ({"time": MappedTime("t", TimeUnit.PATTERN, pattern="%d.%m. %H:%M")}, "time.pattern"),
    "a status without the device": ({"status": MappedStatus("plant/{site}/there")}, "status.topic"),
    "a status nowhere": ({"status": MappedStatus()}, "status.path"),
    "words that mean both": ({"status": MappedStatus(path="s", online=("up",), offline=("Up",))}, "status.online"),
    "commands nowhere": ({"commands": MappedCommands(" ")}, "commands.topic"),
    "commands to many": ({"commands": MappedCommands("plant/{site}/{device}/+")}, "commands.topic"),
    "commands without the device": ({"commands": MappedCommands("plant/{site}/do")}, "commands.topic"),
    "commands with a part of others": ({"commands": MappedCommands("do/{site}/{device}/{kind}")}, "commands.topic"),
    "commands that we would hear": (
        {"commands": MappedCommands("plant/{site}/{device}/do/{command}")},
        "commands.topic",
    ),
    "commands on our own topics": ({"commands": MappedCommands("callout/{site}/{device}/command")}, "commands.topic"),
    "commands to a device of the message": (
        {"status": None, "device_path": "id", "commands": MappedCommands("do/{site}/{device}")},
        "commands.topic",
    ),
    "commands that say nothing": ({"commands": MappedCommands("do/{site}/{device}", "")}, "commands.payload"),
    "records without [*]": ({"records": "data"}, "records"),
    "records of lines": ({**COLUMNS, "records": "data[*]"}, "records"),
    "columns parted by nothing": ({**COLUMNS, "separator": ""}, "separator"),
    "a column nought": ({**COLUMNS, "metrics": (MappedMetric("0", "a"),)}, "metrics.0.path"),
    "a time within a bare value": ({**BARE, "time": MappedTime("t")}, "time.path"),
    "two metrics of one value": (
        {**BARE, "metric": "", "metrics": (MappedMetric("", "a"), MappedMetric("", "b"))},
        "metric",
    ),
}


def test_a_good_mapping_is_taken_and_comes_back_from_store_and_file() -> None:
    check(GOOD)
    assert decode(encode(GOOD)) == GOOD
    assert exchange.read(exchange.write(Described("presses", GOOD))) == Described("presses", GOOD)


@pytest.mark.parametrize("name", BAD)
def test_a_mapping_that_cannot_be_meant_is_refused_at_its_field(name: str) -> None:
    changes, field = BAD[name]
    with pytest.raises(Refusal) as refused:
        check(msgspec.structs.replace(GOOD, **changes))
    assert refused.value.field == field
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"[]", b"\xff", b'{"callout_mapping": 1}', b"[" * 100_000,
        b'{"callout_mapping": 2, "name": "x", "definition": {"topic": "a"}}',
        b'{"callout_mapping": 1, "name": "x", "definition": {"topic": "a", "colour": 1}}',
        b'{"callout_mapping": 1, "name": "x", "definition": {"topic": "a"}}',
    ],
)  # fmt: skip
def test_a_bad_file_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        exchange.read(content)
    assert len(str(refused.value)) > 10


@pytest.mark.parametrize("text", ["$", "a", "a.b[0].c", 'a["x.y"][2]', '["$"].b', "a[*].b", "[3]"])
def test_a_path_is_written_as_it_was_read(text: str) -> None:
    assert paths.write(paths.parse(text)) == text


PAIRS = [
    ("a/{x}", "a/b", True),
    ("a/{x}", "a/b/c", False),
    ("a/#", "a/b/c", True),
    ("{x}/b", "a/{y}", True),
    ("a/dev-{x}", "a/pump-{x}", False),
    ("a/dev-{x}", "a/dev-7", True),
    ("a/{x}-in", "a/{x}-out", False),
]


@pytest.mark.parametrize(("one", "other", "both"), PAIRS)
def test_two_patterns_that_take_the_same_topic_are_known(one: str, other: str, both: bool) -> None:
    assert topics.both_take(topics.parse(one), topics.parse(other)) is both
    assert topics.both_take(topics.parse(other), topics.parse(one)) is both


def test_parts_of_a_topic_have_names_and_the_broker_s_own_topics_are_left_out() -> None:
    pattern = topics.parse("{site}/dev-{device}/#")
    assert pattern.filter == "+/+/#"
    assert pattern.parts("nord/dev-7/a/b") == {"site": "nord", "device": "7"}
    assert pattern.parts("nord/dev-7") == {"site": "nord", "device": "7"}
    assert pattern.parts("$SYS/dev-7/a") is None
    assert pattern.parts("nord/x-7/a") is None
