"""A mapping as the values of its form, and back."""

from collections.abc import Mapping
from typing import Any

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.mapping_queries import MappingRow
from domain.monitoring.mapping_service import MappingDraft
from domain.monitoring.mappings.definition import (
    Described,
    MappedCommands,
    MappedStatus,
    MappedTime,
    MappingDefinition,
    PayloadKind,
    TimeUnit,
)

_NEW = MappingDefinition("")


def values_of(row: MappingRow | None) -> dict[str, Any]:
    """What the form is filled with."""
    if row is None:
        return {"name": "", "active": True, **_values(_NEW)}
    return {"name": row.name, "active": row.active, **_values(row.definition)}


def imported(described: Described) -> dict[str, Any]:
    """What a mapping from a file puts into the form."""
    return {"name": described.name, **_values(described.definition)}


def draft_of(values: Mapping[str, Any]) -> MappingDraft:
    """The mapping that the form asks for."""
    definition = MappingDefinition(
        topic=values["topic"],
        device=_words(values["device"]),
        device_path=values["device_path"],
        metric=values["metric"],
        payload=values["payload"] or PayloadKind.JSON,
        separator=values["separator"] or ";",
        records=values["records"],
        metrics=values["metrics"],
        all_numbers=values["all_numbers"],
        time=_time(values),
        status=_status(values),
        commands=_commands(values),
    )
    return MappingDraft(values["name"], definition, values["active"])


def at_field(refusal: Refusal) -> Refusal:
    """The refusal beside the field of the form that it is about."""
    whole, _, rest = (refusal.field or "").partition(".")
    if not rest:
        return refusal
    if whole == "metrics":
        number = int(rest.partition(".")[0]) + 1
        return Refusal(tr("Value {number}: {fault}", number=number, fault=refusal), field=whole)
    return Refusal(str(refusal), field=f"{whole}_{rest}")


def _values(definition: MappingDefinition) -> dict[str, Any]:
    time, status = definition.time or MappedTime(""), definition.status
    return {
        "topic": definition.topic,
        "device": ", ".join(definition.device),
        "metric": definition.metric,
        "device_path": definition.device_path,
        "payload": definition.payload,
        "separator": definition.separator,
        "records": definition.records,
        "metrics": definition.metrics,
        "all_numbers": definition.all_numbers,
        "time_path": time.path,
        "time_unit": time.unit,
        "time_zone": time.zone,
        "time_pattern": time.pattern,
        "commands_topic": "" if definition.commands is None else definition.commands.topic,
        "commands_payload": (definition.commands or MappedCommands("")).payload,
        "status_topic": "" if status is None else status.topic,
        "status_path": "" if status is None else status.path,
        "status_online": ", ".join((status or MappedStatus()).online),
        "status_offline": ", ".join((status or MappedStatus()).offline),
    }


def _time(values: Mapping[str, Any]) -> MappedTime | None:
    if not values["time_path"]:
        return None
    unit = values["time_unit"] or TimeUnit.MILLISECONDS
    return MappedTime(values["time_path"], unit, values["time_zone"] or "UTC", values["time_pattern"])


def _status(values: Mapping[str, Any]) -> MappedStatus | None:
    topic, path = values["status_topic"], values["status_path"]
    if not topic and not path:
        return None
    return MappedStatus(topic, path, _words(values["status_online"]), _words(values["status_offline"]))


def _commands(values: Mapping[str, Any]) -> MappedCommands | None:
    topic = values["commands_topic"]
    return MappedCommands(topic, values["commands_payload"]) if topic else None


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
