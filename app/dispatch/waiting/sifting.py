"""Which of the orders that wait are listed: by territory, skill, priority, order type, and when they are due."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from app.shared.filters import Filter
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.board_rows import UnassignedOrder
from domain.words import Priority

TERRITORY, SKILL, PRIORITY, TYPE, DUE, PART = "territory", "skill", "priority", "type", "due", "part"
LATE, TODAY, WEEK, OPEN = "late", "today", "week", "open"
WEEK_DAYS = 7
Chosen = Mapping[str, frozenset[str]]


def filters_of(orders: Iterable[UnassignedOrder]) -> tuple[Filter, ...]:
    """The words of the sentence, with what these orders have of each."""
    known = tuple(orders)
    territories = sorted({order.need.territory for order in known if order.need.territory})
    skills = sorted({skill for order in known for skill in order.skills})
    types = sorted({order.order_type for order in known if order.order_type})
    parts = sorted({order.requirement for order in known if order.requirement})
    due = (
        (LATE, tr("late")),
        (TODAY, tr("due today")),
        (WEEK, tr("due within a week")),
        (OPEN, tr("without due time")),
    )
    return (
        Filter(TERRITORY, tr("all territories"), _same(territories)),
        Filter(SKILL, tr("all skills"), _same(skills)),
        Filter(PRIORITY, tr("all priorities"), tuple((each.value, each.label) for each in Priority)),
        Filter(TYPE, tr("all order types"), _same(types)),
        Filter(DUE, tr("whenever due"), due),
        Filter(PART, tr("whole orders and parts"), _same(parts)),
    )


def passes(order: UnassignedOrder, chosen: Chosen, times: Times) -> bool:
    """Whether an order has something of every word that was chosen."""
    found: dict[str, frozenset[str]] = {
        TERRITORY: frozenset({order.need.territory}),
        SKILL: order.skills,
        PRIORITY: frozenset({order.priority.value}),
        TYPE: frozenset({order.order_type}),
        DUE: _due(order.due, times),
        PART: frozenset({order.requirement}),
    }
    return all(found[key] & wanted for key, wanted in chosen.items() if wanted and key in found)


def _due(due: datetime | None, times: Times) -> frozenset[str]:
    if due is None:
        return frozenset({OPEN})
    now = times.now()
    words = {LATE} if due < now else set()
    if times.local(due).date() == times.local(now).date():
        words.add(TODAY)
    if now <= due <= now + timedelta(days=WEEK_DAYS):
        words.add(WEEK)
    return frozenset(words)


def _same(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, name) for name in names)
