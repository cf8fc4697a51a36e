"""Boards made up for tests of planning: what waits, and what is asked of the optimiser."""

from datetime import datetime, timedelta
from typing import Any

from domain.planning.goals import Goals
from domain.planning.scope import Scope, Touch
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.translate import translate
from domain.planning.translation.values import Translated
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules.terms import DEFAULT, Terms
from domain.words import Priority
from tests.domain.scheduling.assistant.days import MONDAY, ROAD, milestone

ON_THE_ROAD = Terms(DEFAULT.levels, ROAD)
ALL_WEEK = MONDAY + timedelta(days=5)


def waits(number: int, minutes: int = 60, where: float | None = 0, **more: Any) -> UnassignedOrder:
    """An order that waits at a place up the road; what is more is its need, if a need has it."""
    asked = {key: more.pop(key) for key in list(more) if key in Need.__dataclass_fields__}
    values: dict[str, Any] = {
        "id": number,
        "number": f"SO-{number}",
        "title": "",
        "customer": "",
        "site": "",
        "asset": "",
        "priority": Priority.NORMAL,
        "stage": "",
        "minutes": minutes,
        "opened": MONDAY,
        "from_alert": False,
        "need": Need(place=None if where is None else milestone(where), **asked),
    }
    return UnassignedOrder(**(values | more))


def asked(
    loaded: Loaded,
    touch: Touch = Touch.UNLOCKED,
    goals: Goals | None = None,
    until: datetime = ALL_WEEK,
    **more: Any,
) -> Translated:
    """The first days of the week, for everybody."""
    return translate(loaded, Scope(MONDAY, until, touch=touch, **more), goals or Goals())
