"""What no plan of the days can do at all, and what that costs beside what plans leave out."""

from collections.abc import Iterator, Mapping

from domain.planning.goals import Goals
from domain.planning.scope import Scope
from domain.planning.translation.agreed import AgreedTime
from domain.planning.translation.clock import MINUTE
from domain.planning.translation.gathering import earliest
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.values import Translated, Work


def never_planned(loaded: Loaded, translated: Translated) -> Mapping[int, Work]:
    """By order: what waits and cannot be planned, and what somebody has who is away and nobody else can do."""
    untouched = {(each.order_id, each.booking_id) for each in translated.untouched}
    return {work.order_id: work for key, work in _asked(loaded) if key in untouched}


def left_out_price(
    works: Mapping[int, Work], loaded: Loaded, translated: Translated, scope: Scope, goals: Goals
) -> float:
    """As much as a plan pays that leaves them out, so that days on which less can be planned are not the cheaper."""
    clock, begins = translated.clock, earliest(loaded, scope)
    over = clock.floor(scope.over)
    price = 0.0
    for work in works.values():
        share = 1.0 if work.agreed is None else AgreedTime(work.agreed, begins, scope.until).share
        price += goals.left_out.of(work.priority) * share
        if goals.late is not None and work.due is not None:
            price += goals.late.of(work.priority) * max(0, over - clock.floor(work.due))
        if work.booking is not None:
            price += goals.taken_off * (goals.promised if work.is_told else 1.0)
    return price


def _asked(loaded: Loaded) -> Iterator[tuple[tuple[int, int | None], Work]]:
    """What a plan of these days should do, by order and booking."""
    for row in loaded.waiting:
        agreed = loaded.agreed.get(row.id)
        yield (row.id, None), Work(row.id, row.number, row.priority, row.need, row.minutes, agreed=agreed)
    for each in loaded.bookings:
        if each.id in loaded.freed:
            minutes, agreed = (each.finish - each.start) // MINUTE, loaded.agreed.get(each.order_id)
            work = Work(each.order_id, each.number, each.priority, each.need, minutes, each, agreed=agreed)
            yield (each.order_id, each.id), work
