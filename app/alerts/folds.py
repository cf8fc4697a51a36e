"""Which alerts of the list are unfolded, and what stands under them there."""

from collections import Counter
from collections.abc import Sequence

from domain.monitoring.alert_rows import AlertPage, AlertRow


class Folds:
    """Knows heads by their ids; an unfolded head is followed by what stands under it."""

    def __init__(self) -> None:
        self._unfolded: frozenset[int] = frozenset()
        self._heads: frozenset[int] = frozenset()
        self._read: frozenset[int] = frozenset()
        self._above: dict[int, int] = {}
        self._below: Counter[int] = Counter()

    @property
    def unfolded(self) -> frozenset[int]:
        return self._unfolded

    def take(self, page: AlertPage) -> tuple[AlertRow, ...]:
        """The rows to show of what was read."""
        self._heads = frozenset(row.id for row in page.rows if row.gathered) if page.by_head else frozenset()
        self._read = self._heads & self._unfolded
        under = [row for row in page.under if row.under_id in self._read]
        self._above = {row.id: row.under_id for row in under if row.under_id is not None}
        self._below = Counter(self._above.values())
        return (*page.rows, *under)

    def turn(self, head: int) -> None:
        """Unfold a head, or fold it again."""
        self._unfolded ^= {head}

    def is_head(self, alert_id: int) -> bool:
        """Whether there is something to unfold."""
        return alert_id in self._heads

    def is_open(self, alert_id: int) -> bool:
        return self.is_head(alert_id) and alert_id in self._unfolded

    def above(self, alert_id: int) -> int | None:
        """The head that an alert is shown under."""
        return self._above.get(alert_id)

    def shown(self, head: int) -> int | None:
        """How many are shown under a head that is unfolded, once they are read."""
        return self._below[head] if self.is_open(head) and head in self._read else None

    def arranged(self, rows: Sequence[AlertRow]) -> list[AlertRow]:
        """The rows in their order, each head followed by its own."""
        below: dict[int, list[AlertRow]] = {}
        for row in rows:
            if (head := self.above(row.id)) is not None:
                below.setdefault(head, []).append(row)
        return [each for row in rows if self.above(row.id) is None for each in (row, *below.get(row.id, ()))]
