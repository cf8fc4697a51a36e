"""Orders that agreement visits would bring, among those that wait."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from domain.language import tr, trn
from domain.planning.whatif.supposed import Supposed
from domain.scheduling.board_rows import Span, UnassignedOrder


@dataclass(frozen=True, slots=True)
class Imagined:
    """An order that is not there, known by an id below zero, and when its visits may be."""

    row: UnassignedOrder
    agreed: tuple[Span, ...]


def with_visits(supposed: Supposed, visits: Sequence[Imagined]) -> Supposed:
    """The same with orders that are not there; visits that are asked for after the days that are planned come later."""
    loaded, scope = supposed.loaded, supposed.scope
    now = [each for each in visits if not each.agreed or each.agreed[0][0] < scope.until]
    if scope.orders:
        scope = msgspec.structs.replace(scope, orders=scope.orders | {each.row.id for each in now})
    waiting = [*loaded.waiting, *(each.row for each in now)]
    agreed = {**loaded.agreed, **{each.row.id: each.agreed for each in now}}
    told = trn("One visit more is planned.", "{count} visits more are planned.", len(now))
    if not now:
        told = tr("No visit without an order falls due in these days.")
    return replace(supposed, loaded=replace(loaded, waiting=waiting, agreed=agreed), scope=scope).telling(told)
