"""When many alerts are one trouble: moments and ties in, decisions out."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum


class Tie(StrEnum):
    """Why an alert stands under another one."""

    SITE = "site"
    PARENT = "parent"
    STORM = "storm"


def is_storm(newest: Sequence[datetime], now: datetime, limit: int, seconds: int) -> bool:
    """Whether `limit` troubles of a rule were raised within `seconds`; `newest` are when the last of them were."""
    since = now - timedelta(seconds=seconds)
    return sum(raised > since for raised in newest) >= limit


def farthest(ties: Sequence[Tie]) -> Tie | None:
    """How far the alerts under one head reach: a storm goes beyond site and gateway, a gateway beyond its site."""
    return max(ties, key=list(Tie).index, default=None)
