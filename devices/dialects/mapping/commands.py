"""A command to a device that a mapping describes: the mapping says where it goes, and what is written there."""

from collections.abc import Mapping

import msgspec

from devices.dialects.command import Command
from devices.dialects.dialect import Outgoing
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.mappings.commands import payload_of, topic_of
from domain.monitoring.mappings.definition import decode


def told_by_mapping(command: Command, described: Mapping[str, bytes]) -> Outgoing:
    """The message, by the definitions of the mappings that are switched on. Raises Refusal."""
    name, *parts = command.path.split("/")
    try:
        definition = decode(described.get(name, b""))
    except msgspec.DecodeError:
        definition = None
    if definition is None or definition.commands is None or len(parts) != len(definition.device):
        raise Refusal(
            tr("The mapping “{name}” does not say where its devices take commands.", name=name), field="device"
        )
    topic = topic_of(definition, definition.commands, parts, command.name)
    return Outgoing(topic, payload_of(definition.commands, command.name, command.value).encode(), 1)
