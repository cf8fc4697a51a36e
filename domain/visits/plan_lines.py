"""What visits are planned from: agreement lines as plain values, and what has become of the visits they had."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.catalogue.model import LineKind
from domain.visits.asking import Asked
from domain.visits.basis import Basis
from domain.visits.combine import Combine
from domain.visits.interval import ONCE, Interval
from domain.visits.window import OpenDay, Window


class Existing(StrEnum):
    """What has become of a visit that was made before."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Terms:
    """The agreement over a line: how long it holds, whether it holds at all, and how its visits go together."""

    agreement_id: int
    starts_on: date
    ends_on: date | None = None
    suspended: bool = False
    template: bool = False
    combine: Combine = Combine.AGREEMENT


def always_open(_day: date) -> bool:
    """Every day counts where there is no calendar."""
    return True


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One promised service, as far as its visits follow from it.

    `anchor` is the first day of its series; it holds from `starts_on` to `ends_on`, as far as its agreement does.
    `existing` are the visits made before, by due day: at least those of the period and of its first and last month and
    week, for a floating line all. Services of one asset with a `rank` absorb those of lower rank.
    With a floating basis, `last_done` is the day of the last completion and `asked` what a meter or a condition asks
    for; whichever of calendar and these comes first counts, and without an `interval` these alone.
    Lines of one site have one `is_open`.
    """

    line_id: int
    text: str
    terms: Terms
    kind: LineKind
    anchor: date
    site_id: int
    zone: ZoneInfo
    starts_on: date
    ends_on: date | None = None
    interval: Interval | None = ONCE
    window: Window = field(default_factory=Window)
    basis: Basis = Basis.FIXED
    last_done: date | None = None
    asked: Asked | None = None
    stopped: bool = False
    asset_id: int | None = None
    task_id: int | None = None
    technician_id: int | None = None
    rank: int = 0
    existing: Mapping[date, Existing] = field(default_factory=dict)
    is_open: OpenDay = always_open

    @property
    def holds_from(self) -> date:
        """The first day on which both line and agreement hold."""
        return max(self.starts_on, self.terms.starts_on)

    @property
    def holds_until(self) -> date:
        """The last day on which both line and agreement hold."""
        return min(self.ends_on or date.max, self.terms.ends_on or date.max)

    @property
    def shared(self) -> int | None:
        """What the visits on one order have in common, beside agreement and site."""
        match self.terms.combine:
            case Combine.AGREEMENT:
                return None
            case Combine.TASK:
                return self.task_id
            case Combine.TECHNICIAN:
                return self.technician_id
            case Combine.ASSET:
                return self.asset_id
            case Combine.LINE:
                return self.line_id
