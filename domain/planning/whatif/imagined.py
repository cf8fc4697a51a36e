"""Orders that agreement visits would bring."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from domain.planning.whatif.supposed import Supposed
from domain.scheduling.board_rows import UnassignedOrder


def with_visits(supposed: Supposed, visits: Sequence[UnassignedOrder]) -> Supposed:
    """The same with orders that wait and are not there, known by ids below zero."""
    loaded, scope = supposed.loaded, supposed.scope
    if scope.orders:
        scope = msgspec.structs.replace(scope, orders=scope.orders | {each.id for each in visits})
    return replace(supposed, loaded=replace(loaded, waiting=[*loaded.waiting, *visits]), scope=scope)
