"""Mappings of every kind of payload, for messages that are changed at random (`samples/mapping.jsonl`)."""

from domain.monitoring.mappings.definition import (
    Described,
    MappedMetric,
    MappedStatus,
    MappedTime,
    MappingDefinition,
    PayloadKind,
    TimeUnit,
    ValueType,
)

MAPPINGS = (
    Described(
        "json",
        MappingDefinition(
            "plant/{device}/state",
            ("device",),
            records="r[*]",
            all_numbers=True,
            time=MappedTime("t"),
            metrics=(
                MappedMetric("a.b", "b", given="°F", unit="K"),
                MappedMetric("l[*].v", "l", named_by="n"),
                MappedMetric("w", "w", type=ValueType.BOOLEAN),
                MappedMetric("x", "x", type=ValueType.TEXT),
            ),
            status=MappedStatus(path="s"),
        ),
    ),
    Described(
        "bare",
        MappingDefinition("bare/{device}/{m}", ("device",), metric="m", payload=PayloadKind.VALUE, all_numbers=True),
    ),
    Described(
        "lines",
        MappingDefinition(
            "lines/#",
            device_path="1",
            payload=PayloadKind.COLUMNS,
            all_numbers=True,
            time=MappedTime("2", TimeUnit.ISO, "Europe/Berlin"),
            metrics=(MappedMetric("3", "c", type=ValueType.COMMA),),
        ),
    ),
)
