"""An alert of the past while what follows from it is found out."""

from dataclasses import dataclass, field

from devices.backtest.aftermath import Ended, Joined
from devices.backtest.alert import PastAlert
from devices.backtest.surroundings import Place
from domain.monitoring.answering import Answer
from domain.monitoring.decisions import Outcome
from domain.monitoring.grouping import Tie
from domain.monitoring.plans.stepping import Standing
from domain.monitoring.suppression import Quiet
from domain.words import Priority, Severity


@dataclass(slots=True, eq=False)
class OpenedOrder:
    """An order as it stands at the moment, opened for `opener`; `number` is its place."""

    number: int
    opener: "Case"
    priority: Priority
    opened: int
    alerts: list[Joined] = field(default_factory=list)
    closed: int | None = None
    ended: Ended | None = None


@dataclass(slots=True, eq=False)
class Case:
    """An alert as it stands at the moment; `number` is its place once it is raised, `rule` that of its rule."""

    rule: int
    asset: str
    alert: PastAlert
    answer: Answer
    place: Place
    severity: Severity
    number: int = -1
    is_open: bool = True
    quiet: Quiet | None = None
    under: "Case | None" = None
    tie: Tie | None = None
    outcome: Outcome = Outcome.NONE
    order: OpenedOrder | None = None
    acknowledged_at: int | None = None
    run: Standing | None = None
    had_run: bool = False

    @property
    def is_head(self) -> bool:
        """Open, and neither under another one nor out of sight."""
        return self.is_open and self.under is None and self.quiet is None
