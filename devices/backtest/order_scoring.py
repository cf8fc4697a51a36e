"""How much the orders were worth that would have followed from alerts, and how much people would have been told."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median

from devices.backtest.aftermath import Aftermath, Ended, PastOrder
from devices.backtest.scoring import Trial, months_of
from devices.backtest.source import Period, Source
from domain.monitoring.decisions import Outcome
from domain.monitoring.plans.stepping import How

_HOUR = 3_600_000


@dataclass(frozen=True, slots=True)
class OrderScore:
    """`hits` are orders after one of whose alerts a trouble came within the horizon, unless they were cancelled before.

    `cancelled` are those of the others that were; `joined` the alerts that belong to an order opened before, `gathered`
    those under another alert, `quiet` those out of sight. `reached` are the troubles that such an order came before,
    `leads` (ms) by how long the first of them; `steps` tells how often each kind of step was done.
    """

    orders: int = 0
    hits: int = 0
    cancelled: int = 0
    joined: int = 0
    gathered: int = 0
    quiet: int = 0
    troubles: int = 0
    reached: int = 0
    leads: tuple[int, ...] = ()
    months: float = 0.0
    steps: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "OrderScore") -> "OrderScore":
        return OrderScore(
            self.orders + other.orders,
            self.hits + other.hits,
            self.cancelled + other.cancelled,
            self.joined + other.joined,
            self.gathered + other.gathered,
            self.quiet + other.quiet,
            self.troubles + other.troubles,
            self.reached + other.reached,
            self.leads + other.leads,
            self.months + other.months,
            self.steps + other.steps,
        )

    @property
    def false(self) -> int:
        """Orders that nobody needed, and nobody called off."""
        return self.orders - self.hits - self.cancelled

    @property
    def lead_hours(self) -> float | None:
        """The median of the leads."""
        return median(self.leads) / _HOUR if self.leads else None

    @property
    def false_per_month(self) -> float | None:
        """How many such orders per month and asset."""
        return self.false / self.months if self.months else None


def order_scores(
    source: Source,
    trials: Sequence[Trial],
    aftermath: Aftermath,
    period: Period,
    horizon: int,
    assets: Iterable[str] | None = None,
) -> dict[str, OrderScore]:
    """What each rule brought about, by its name."""
    chosen = list(source.assets if assets is None else assets)
    scoring = _Scoring(source, trials, aftermath, period, horizon)
    return {trial.name: scoring.of(trial, trial.among(chosen)) for trial in trials}


class _Scoring:
    """The aftermath of several rules, asked rule by rule."""

    def __init__(
        self, source: Source, trials: Sequence[Trial], aftermath: Aftermath, period: Period, horizon: int
    ) -> None:
        self._source = source
        self._foretells = {trial.name: trial.foretells for trial in trials}
        self._aftermath = aftermath
        self._period = period
        self._horizon = horizon
        self._known: dict[tuple[str, str | None], list[int]] = {}

    def of(self, trial: Trial, covered: Sequence[str]) -> OrderScore:
        """What one rule brought about on its assets."""
        orders = [each for each in self._aftermath.orders if each.rule == trial.name]
        answered = [each for each in self._aftermath.alerts if each.rule == trial.name]
        hits = [any(True for _ in self._foretold(each)) for each in orders]
        leads = [lead for asset in covered for lead in self._leads(trial, asset)]
        return OrderScore(
            orders=len(orders),
            hits=sum(hits),
            cancelled=sum(each.ended is Ended.CANCELLED and not hit for each, hit in zip(orders, hits, strict=True)),
            joined=sum(each.outcome is Outcome.JOINED for each in answered),
            gathered=sum(each.outcome is Outcome.GATHERED for each in answered),
            quiet=sum(each.outcome is Outcome.QUIET for each in answered),
            troubles=len(leads),
            reached=sum(lead is not None for lead in leads),
            leads=tuple(lead for lead in leads if lead is not None),
            months=months_of(self._period) * len(covered),
            steps=self._steps(trial),
        )

    def _leads(self, trial: Trial, asset: str) -> Iterator[int | None]:
        """Of each trouble how long before it the first order was there."""
        foretold = [
            (trouble, joined)
            for order in self._aftermath.orders
            for trouble, joined, whose, rule in self._foretold(order)
            if (whose, rule) == (asset, trial.name)
        ]
        for trouble in self._troubles(asset, trial.foretells):
            joined = [at for other, at in foretold if other == trouble]
            yield trouble - min(joined) if joined else None

    def _foretold(self, order: PastOrder) -> Iterator[tuple[int, int, str, str]]:
        """The troubles that the alerts of an order foretold, and since when, of which asset and rule."""
        for joined in order.alerts:
            alert = self._aftermath.alerts[joined.alert]
            troubles = self._troubles(alert.asset, self._foretells[alert.rule])
            for trouble in troubles[bisect_left(troubles, joined.at) :]:
                called_off = order.ended is Ended.CANCELLED and order.closed is not None and order.closed < trouble
                if trouble - joined.at <= self._horizon and not called_off:
                    yield trouble, joined.at, alert.asset, alert.rule

    def _troubles(self, asset: str, kind: str | None) -> list[int]:
        if (asset, kind) not in self._known:
            found = self._source.troubles(asset, kind)
            self._known[asset, kind] = sorted(at for at in found if self._period.has(at))
        return self._known[asset, kind]

    def _steps(self, trial: Trial) -> Counter[str]:
        rules = [each.rule for each in self._aftermath.alerts]
        done = (each for each in self._aftermath.steps if each.how == How.DONE)
        return Counter(each.what for each in done if rules[each.alert] == trial.name)
