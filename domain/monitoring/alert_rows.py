"""Alerts as lists show them, and which of them are wanted."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from domain.words import Severity

PAGE = 500


class AlertState(StrEnum):
    """How people stand with an alert; one that is quiet needs nobody for now."""

    QUIET = "quiet"
    NEW = "new"
    ACKNOWLEDGED = "acknowledged"
    SHELVED = "shelved"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class AlertSearch:
    """Which alerts are wanted; None means either.

    Those that stand under another one are left out unless they are `singly` wanted, looked for by words, or those
    `under` these.
    """

    words: str = ""
    severities: frozenset[Severity] = frozenset()
    open: bool | None = True
    shelved: bool | None = False
    acknowledged: bool | None = None
    suppressed: bool | None = False
    singly: bool = False
    under: frozenset[int] = frozenset()
    worst_first: bool = False
    limit: int = PAGE

    @property
    def by_head(self) -> bool:
        """Whether one line stands for all of a trouble."""
        return not (self.singly or self.words or self.under)


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One alert of the list. `unit` is that of its values.

    `gathered` alerts stand under it, `reach` is why (a `Tie`); `severity` is that of the heaviest of those still open,
    where its `own` is less. `suppressed` is why nobody need look at it (a `Quiet`).
    """

    id: int
    severity: Severity
    rule: str
    asset_id: int
    asset: str
    site: str
    customer: str
    started: datetime
    last: datetime
    count: int
    last_value: float | None
    peak_value: float | None
    unit: str
    acknowledged_by: str | None
    shelved_until: datetime | None
    cleared: datetime | None
    cleared_by: str | None
    order_id: int | None
    order: str | None
    under_id: int | None
    gathered: int
    reach: str
    suppressed: str
    own: Severity

    def state(self, now: datetime) -> AlertState:
        """How people stand with it at that moment; a shelf that has run out counts no more."""
        if self.cleared is not None:
            return AlertState.CLEARED
        if self.suppressed:
            return AlertState.QUIET
        if self.shelved_until is not None and self.shelved_until > now:
            return AlertState.SHELVED
        return AlertState.NEW if self.acknowledged_by is None else AlertState.ACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class AlertPage:
    """The rows that were asked for, and how many there are in all.

    Where one line stands for all of a trouble (`by_head`), `under` are those beneath the heads that are unfolded.
    """

    rows: tuple[AlertRow, ...]
    total: int
    by_head: bool = False
    under: tuple[AlertRow, ...] = ()


def everything_under(alert_id: int) -> AlertSearch:
    """All alerts that stand under one, open or over."""
    return AlertSearch(open=None, shelved=None, suppressed=None, under=frozenset({alert_id}))


def unfolding(search: AlertSearch, heads: frozenset[int]) -> AlertSearch:
    """What stands under these heads, open and as severe as wanted; who takes care is a matter of the head alone."""
    return replace(search, under=heads, shelved=None, acknowledged=None, suppressed=None)
