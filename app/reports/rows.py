"""The rows of the margin report, each with an id that outlives its values."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.reporting.order_margin import MarginRow


@dataclass(frozen=True, slots=True)
class Group:
    """One group of lines in one currency."""

    id: int
    row: MarginRow


class GroupIds:
    """Gives the same group the same id as long as the page lives."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str], int] = {}

    def named(self, rows: Iterable[MarginRow]) -> tuple[Group, ...]:
        return tuple(Group(self._id((row.name, row.detail, row.currency)), row) for row in rows)

    def _id(self, key: tuple[str, str, str]) -> int:
        return self._known.setdefault(key, len(self._known) + 1)
