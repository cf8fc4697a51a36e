"""What one person changed, laid over what others changed meanwhile: only the same field twice is refused."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from domain.errors import Overtaken
from domain.language import tr
from domain.store.base import Entity


def lay_over(entity: Entity, seen: Any, wanted: Any, *, except_for: Iterable[str] = ()) -> bool:
    """Write into `entity` what `wanted` says otherwise than `seen`; says whether anything is different now.

    Both are drafts of one kind whose fields are named as the entity's. Raises Overtaken, beside the field, where
    somebody else has changed it since it was seen.
    """
    passed = frozenset(except_for)
    different = False
    for name in (each.name for each in fields(wanted) if each.name not in passed):
        before, after, now = getattr(seen, name), getattr(wanted, name), getattr(entity, name)
        if after not in (before, now):
            check_as_seen(now, before, name)
            setattr(entity, name, after)
            different = True
    return different


def check_as_seen(now: object, seen: object, field: str) -> None:
    """Refuse what somebody else has changed since it was seen."""
    if now != seen:
        sentence = tr("Somebody else has just changed this; close the form, look again and repeat.")
        raise Overtaken(sentence, field=field)
