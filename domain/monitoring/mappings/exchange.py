"""Mappings as files: one JSON object with name and definition, to be taken from one installation to another."""

import msgspec

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.mappings.checking import check
from domain.monitoring.mappings.definition import Described, MappingDefinition

FORMAT = 1
LARGEST_FILE = 1024 * 1024


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """What stands in a file."""

    callout_mapping: int
    name: str
    definition: MappingDefinition


def write(described: Described) -> bytes:
    """The mapping as the content of a file. Raises Refusal for one that could not be read again."""
    check(described.definition)
    file = _File(FORMAT, described.name, described.definition)
    return msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n"


def read(content: bytes) -> Described:
    """The checked mapping that a file holds. Raises Refusal, with a sentence that says what is wrong with it."""
    if len(content) > LARGEST_FILE:
        raise Refusal(tr("The file is too large for a mapping."))
    try:
        file = msgspec.json.decode(content, type=_File)
    except msgspec.ValidationError as error:
        raise Refusal(tr("The file is no mapping of Callout: {fault}", fault=error)) from None
    except (msgspec.DecodeError, RecursionError) as error:
        raise Refusal(tr("The file is not JSON: {fault}", fault=error)) from None
    if file.callout_mapping != FORMAT:
        raise Refusal(tr("The mapping is of another version of Callout ({number}).", number=file.callout_mapping))
    check(file.definition)
    return Described(file.name, file.definition)
