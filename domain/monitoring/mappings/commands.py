"""How a mapping writes a command: its topic, by the parts that are the device, and its payload, by the values."""

import json
import re
from collections.abc import Mapping

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.mappings import topics
from domain.monitoring.mappings.definition import MappedCommands, MappingDefinition
from domain.monitoring.mappings.topics import BadPatternError, Pattern

COMMAND = "command"
LONGEST_PAYLOAD = 2000
_VALUE = "value"
_PART = re.compile(r"\{(\w+)\}")
_PLACE = re.compile(r'"\{([a-z_]\w*)\}"|\{([a-z_]\w*)\}', re.IGNORECASE | re.ASCII)


def check_commands(definition: MappingDefinition, commands: MappedCommands) -> None:
    """Refuse what cannot be meant."""
    pattern = _pattern(commands.topic)
    if definition.device_path:
        raise _refused(tr("Where the message names the device, commands cannot have its name in their topic."))
    if "+" in pattern.text or "#" in pattern.text:
        raise _refused(tr("A command goes to one topic, without + and #."))
    for name in definition.device:
        if name not in pattern.names:
            raise _refused(tr("The topic has no part {{{name}}}.", name=name))
    for name in pattern.names:
        if name not in {*definition.device, COMMAND}:
            raise _refused(tr("“{name}” is no part of the device: only {{command}} may stand here too.", name=name))
    heard = (definition.topic, definition.status.topic if definition.status else "")
    if any(topics.overlaps(pattern.filter, topics.parse(each).filter) for each in heard if each):
        raise _refused(tr("Commands would be heard there as messages of the device."))
    if topics.takes_own(pattern):
        raise _refused(tr("This would take topics of Callout's own (callout/…) too: write out the first level."))
    if not 0 < len(commands.payload) <= LONGEST_PAYLOAD:
        raise Refusal(
            tr("Say what is sent, up to {count} characters, such as {{value}}.", count=LONGEST_PAYLOAD),
            field="commands.payload",
        )


def topic_of(definition: MappingDefinition, commands: MappedCommands, parts: list[str], command: str) -> str:
    """Where a device takes a command; `parts` are those of its key."""
    known = {**dict(zip(definition.device, parts, strict=True)), COMMAND: command}

    def filled(place: re.Match[str]) -> str:
        return known[place.group(1)]

    return _PART.sub(filled, commands.topic.strip())


def payload_of(commands: MappedCommands, command: str, value: object) -> str:
    """What is sent: texts as they are, within quotes as JSON has them, everything else as JSON."""
    several = value if isinstance(value, Mapping) else {}
    known: dict[str, object] = {COMMAND: command, _VALUE: dict(several) if several else value, **several}

    def written(place: re.Match[str]) -> str:
        quoted, bare = place.groups()
        name = quoted or bare
        if name not in known:
            return place.group()
        said = known[name]
        text = said if isinstance(said, str) else json.dumps(said, ensure_ascii=False)
        return json.dumps(text, ensure_ascii=False) if quoted else text

    return _PLACE.sub(written, commands.payload)


def _pattern(text: str) -> Pattern:
    try:
        return topics.parse(text)
    except BadPatternError as error:
        raise _refused(str(error)) from None


def _refused(why: str) -> Refusal:
    return Refusal(why, field="commands.topic")
