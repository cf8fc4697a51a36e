"""People beside those there are, each like one of them."""

from dataclasses import replace

import msgspec

from domain.errors import Refusal
from domain.language import tr
from domain.planning.whatif.supposed import Supposed
from domain.planning.whatif.values import ExtraVan
from domain.scheduling.board_rows import BoardTechnician
from domain.workforce.model import Bookable


def with_extras(supposed: Supposed, extra: ExtraVan) -> Supposed:
    """So many more, known by ids below zero. Raises Refusal where nobody, or a crew, is to be like."""
    loaded, scope = supposed.loaded, supposed.scope
    like = next((each for each in loaded.technicians if each.id == extra.like_id), None)
    if like is None or like.kind is Bookable.CREW or not like.active:
        raise Refusal(tr("Choose one person or thing that is active, for the extra one to be like."), field="like_id")
    first = min((0, *(each.id for each in loaded.technicians))) - 1
    more = [_like(like, first - at, at + 1 if extra.count > 1 else 0) for at in range(extra.count)]
    wider = scope
    if scope.technicians:
        ids = scope.technicians | {each.id for each in more}
        wider = msgspec.structs.replace(scope, technicians=ids)
    found = replace(supposed, loaded=replace(loaded, technicians=[*loaded.technicians, *more]), scope=wider)
    if like.working:
        return found
    return found.telling(tr("{name} has no working hours in these days, so nobody like that has any.", name=like.name))


def _like(like: BoardTechnician, key: int, number: int) -> BoardTechnician:
    """In no crew, for there are no others to go with."""
    name = tr("Extra {number}: like {name}", number=number, name=like.name) if number else ""
    return replace(like, id=key, name=name or tr("Extra: like {name}", name=like.name), crews=(), members=())
