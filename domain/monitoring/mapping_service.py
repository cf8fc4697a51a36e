"""What people do with mappings: make, change, switch, copy and delete them."""

from dataclasses import dataclass

from sqlalchemy import select

from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.mapping_model import Mapping
from domain.monitoring.mappings import topics
from domain.monitoring.mappings.checking import check
from domain.monitoring.mappings.definition import Described, MappingDefinition, decode, encode
from domain.monitoring.mappings.topics import Pattern
from domain.monitoring.model import Device
from domain.parameters.dialects import MAPPING
from domain.store.names import is_taken, name_of_copy
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_NAME = 60
_KEPT_OF_NAME = 40


@dataclass(frozen=True, slots=True)
class MappingDraft:
    """A mapping as it is asked for."""

    name: str
    definition: MappingDefinition
    active: bool = True


def create_mapping(work: UnitOfWork, draft: MappingDraft) -> int:
    """Describe how messages are read; returns the id."""
    name = _checked(work, draft, None)
    fresh = Mapping(name=name, definition_json=encode(draft.definition), active=draft.active)
    return work.add(fresh, "mapping.created").id


def change_mapping(work: UnitOfWork, mapping_id: int, draft: MappingDraft, version: int) -> None:
    """Put a draft in the place of a mapping that was read as `version`."""
    mapping = work.get(Mapping, mapping_id, lock=True)
    check_version(mapping, version, mapping.name)
    name = _checked(work, draft, mapping_id)
    if name != mapping.name and _has_devices(work, mapping.name):
        raise Refusal(
            tr("Devices are known under “{name}”: duplicate the mapping to give it another name.", name=mapping.name),
            field="name",
        )
    mapping.name, mapping.active = name, draft.active
    mapping.definition_json = encode(draft.definition)
    work.note("mapping.changed", mapping)


def switch_mapping(work: UnitOfWork, mapping_id: int, *, active: bool) -> None:
    """Switch a mapping on or off."""
    mapping = work.get(Mapping, mapping_id, lock=True)
    if mapping.active == active:
        return
    if active:
        _check_alone(work, decode(mapping.definition_json), mapping_id)
    mapping.active = active
    work.note("mapping.switched_on" if active else "mapping.switched_off", mapping)


def copy_mapping(work: UnitOfWork, mapping_id: int) -> int:
    """Make a mapping like this one, switched off since both have the same topics; returns its id."""
    mapping = work.get(Mapping, mapping_id)
    draft = MappingDraft(
        name_of_copy(work.session, Mapping.name, mapping.name[:_KEPT_OF_NAME]),
        decode(mapping.definition_json),
        active=False,
    )
    return create_mapping(work, draft)


def delete_mapping(work: UnitOfWork, mapping_id: int) -> None:
    """Delete a mapping; its devices keep their readings and get no more."""
    mapping = work.get(Mapping, mapping_id, lock=True)
    work.note("mapping.deleted", mapping)
    work.session.delete(mapping)


def take_mapping(work: UnitOfWork, described: Described) -> int:
    """Take in a mapping from a file, switched off until somebody has looked at it; returns its id."""
    return create_mapping(work, MappingDraft(described.name, described.definition, active=False))


def _checked(work: UnitOfWork, draft: MappingDraft, own: int | None) -> str:
    name = draft.name.strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable() or any(sign in name for sign in "/+#:"):
        raise Refusal(
            tr("Give the mapping a name of up to {count} characters, without / + # and :.", count=LONGEST_NAME),
            field="name",
        )
    if is_taken(work.session, Mapping.name, name, own):
        raise Refusal(tr("There is already a mapping called “{name}”.", name=name), field="name")
    check(draft.definition)
    if draft.active:
        _check_alone(work, draft.definition, own)
    return name


def _check_alone(work: UnitOfWork, definition: MappingDefinition, own: int | None) -> None:
    """Refuse topics that another mapping which is switched on takes already."""
    patterns = _patterns(definition)
    others = select(Mapping).where(Mapping.active, Mapping.id != (own or 0)).order_by(Mapping.name)
    for other in work.session.scalars(others):
        if any(topics.both_take(one, two) for one in patterns for two in _patterns(decode(other.definition_json))):
            raise Refusal(
                tr(
                    "“{name}” takes some of these topics already: switch it off, or narrow one of both.",
                    name=other.name,
                ),
                field="topic",
            )


def _patterns(definition: MappingDefinition) -> list[Pattern]:
    texts = [definition.topic, "" if definition.status is None else definition.status.topic]
    return [topics.parse(text) for text in texts if text]


def _has_devices(work: UnitOfWork, name: str) -> bool:
    start = f"{MAPPING}:{name}/"
    found = select(Device.id).where(Device.key.startswith(start, autoescape=True)).limit(1)
    return work.session.scalar(found) is not None
