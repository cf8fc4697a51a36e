"""How well alerts foretold what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from devices.backtest.source import Period, Source, alerts_of
from domain.monitoring.answering import ALONE, Answer
from domain.monitoring.definitions.definition import Definition

_HOUR = 3_600_000
_MONTH = 365.25 / 12 * 24 * _HOUR


@dataclass(frozen=True, slots=True)
class Trial:
    """A rule as it is tried: the kind of trouble that it `foretells`, None for any, and the `assets` it holds for.

    `answer` is what it does about its alerts.
    """

    name: str
    definition: Definition
    foretells: str | None = None
    assets: frozenset[str] | None = None
    answer: Answer = ALONE

    def among(self, assets: Iterable[str]) -> list[str]:
        """Those of the assets that it holds for."""
        return [asset for asset in assets if self.assets is None or asset in self.assets]


@dataclass(frozen=True, slots=True)
class Score:
    """`hits` are alerts with a trouble within the horizon after them, `foreseen` the troubles with such an alert.

    `leads` are the times (ms) from the first such alert to each foreseen trouble; `months` are those of all assets.
    """

    alerts: int = 0
    hits: int = 0
    troubles: int = 0
    foreseen: int = 0
    leads: tuple[int, ...] = ()
    months: float = 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.alerts + other.alerts,
            self.hits + other.hits,
            self.troubles + other.troubles,
            self.foreseen + other.foreseen,
            self.leads + other.leads,
            self.months + other.months,
        )

    @property
    def precision(self) -> float | None:
        """Which share of the alerts were hits."""
        return self.hits / self.alerts if self.alerts else None

    @property
    def recall(self) -> float | None:
        """Which share of the troubles was foreseen."""
        return self.foreseen / self.troubles if self.troubles else None

    @property
    def lead_hours(self) -> float | None:
        """The median of the leads."""
        return median(self.leads) / _HOUR if self.leads else None

    @property
    def false_per_month(self) -> float | None:
        """How many alerts per month and asset nothing followed."""
        return (self.alerts - self.hits) / self.months if self.months else None


def score(raised: Iterable[int], troubles: Iterable[int], horizon: int) -> Score:
    """Of the alerts and troubles of one asset, by their moments."""
    alerts, failures = sorted(raised), sorted(troubles)
    hits = sum(1 for at in alerts if any(0 <= failure - at <= horizon for failure in failures))
    leads = [
        failure - min(near) for failure in failures if (near := [at for at in alerts if 0 <= failure - at <= horizon])
    ]
    return Score(len(alerts), hits, len(failures), len(leads), tuple(leads))


def months_of(period: Period) -> float:
    """How many months a period lasts."""
    return (period.until - period.since) / _MONTH


def scored(source: Source, trial: Trial, period: Period, horizon: int, assets: Iterable[str] | None = None) -> Score:
    """A rule on all assets of the source, or on some of them."""
    covered = trial.among(source.assets if assets is None else assets)
    total = Score(months=months_of(period) * len(covered))
    for asset in covered:
        raised = [alert.raised for alert in alerts_of(source, trial.definition, asset, period)]
        troubles = [at for at in source.troubles(asset, trial.foretells) if period.has(at)]
        total += score(raised, troubles, horizon)
    return total
