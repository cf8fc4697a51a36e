"""What is tried on the past, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from devices.backtest.scoring import Score
from devices.backtest.source import Period
from devices.backtest.suggesting import Suggestion, Variation
from domain.language import tr
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.rule_service import RuleDraft
from domain.monitoring.watching import EVERYTHING, Scope

HOUR = 3_600_000
WEEK = 7 * 24 * HOUR
NEVER = Period(0, 0)


@dataclass(frozen=True, slots=True)
class Version:
    """A rule as it is, or as it is about to be."""

    title: str
    draft: RuleDraft

    @property
    def definition(self) -> Definition:
        """What it watches for."""
        return self.draft.definition

    @property
    def scope(self) -> Scope:
        """What it holds for."""
        draft = self.draft
        scopes = {
            "asset": draft.asset_id,
            "model": draft.asset_model_id,
            "group": draft.asset_group_id,
            "kind": draft.kind,
        }
        return next(((name, key) for name, key in scopes.items() if key is not None), EVERYTHING)


@dataclass(frozen=True, slots=True)
class Candidate:
    """The rule that a try is about: as it was `saved`, None where it is new, and as it stands in the form."""

    draft: RuleDraft
    saved: RuleDraft | None = None
    label: str = ""
    unit: str = ""
    """By which people know the metric that its alerts are about."""

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        return self.draft != self.saved

    def versions(self) -> tuple[Version, ...]:
        """The one that is saved first; one of them where both are the same."""
        if self.saved is None:
            return (Version(tr("New rule"), self.draft),)
        before = Version(tr("As saved"), self.saved)
        return (before, Version(tr("As changed"), self.draft)) if self.changed else (before,)


@dataclass(frozen=True, slots=True)
class PastAsset:
    """An asset with a device."""

    id: int
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be tried: on one asset by its number, or all that a version holds for, and against which orders."""

    versions: tuple[Version, ...]
    now: int
    """When it began to be asked (ms); what was read before then is read anew."""
    days: int | None = 182
    """The last so many days of readings, None for all."""
    since: int | None = None
    until: int | None = None
    """From then to then (ms), in the place of days."""
    asset: str | None = None
    kind: str | None = None
    """The type of the orders that are troubles, None for any."""
    horizon_hours: float = 48.0

    @property
    def horizon(self) -> int:
        """In milliseconds."""
        return round(self.horizon_hours * HOUR)


class Verdict(Enum):
    """What an alert, or a trouble, turned out to be."""

    HIT = auto()
    FALSE = auto()
    FORESEEN = auto()
    MISSED = auto()
    ALERT = auto()
    """Of an alert where no trouble is recorded that could have followed."""

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Verdict.HIT: tr("Hit"),
            Verdict.FALSE: tr("False alert"),
            Verdict.FORESEEN: tr("Foreseen"),
            Verdict.MISSED: tr("Missed"),
            Verdict.ALERT: tr("Alert"),
        }[self]


@dataclass(frozen=True, slots=True)
class Happening:
    """An alert of one version, or a trouble, which has no version; times are ms UTC.

    `lane` is the place of its asset among all, `lead` the time from an alert to its trouble.
    """

    id: int
    lane: int
    asset: PastAsset
    version: int | None
    verdict: Verdict
    at: int
    cleared: int | None = None
    lead: int | None = None
    peak: float | None = None
    foreseen: tuple[bool, ...] = ()
    """Of a trouble: by each version."""
    order_id: int | None = None
    words: str = ""

    @property
    def is_trouble(self) -> bool:
        """Whether the asset failed: people opened an order, or it was recorded elsewhere."""
        return self.version is None


@dataclass(frozen=True, slots=True)
class Result:
    """What one version came to."""

    version: Version
    score: Score
    orders: int


@dataclass(frozen=True, slots=True)
class Found:
    """All that a try found."""

    question: Question
    period: Period
    assets: tuple[PastAsset, ...]
    results: tuple[Result, ...]
    happenings: tuple[Happening, ...]
    remarks: tuple[str, ...] = ()
    """What was left out, and why."""
    read: Period = NEVER
    """From the first reading that was looked at to the last."""

    @property
    def measured(self) -> bool:
        """Whether troubles are recorded that alerts can be measured against."""
        return any(result.score.troubles for result in self.results)

    @property
    def brief(self) -> bool:
        """Whether readings cover too short a time to tell how much there is in a month."""
        return self.read.until - self.read.since < WEEK

    def missed(self) -> int:
        """How many troubles the last version misses that the first one foresaw."""
        return sum(each.foreseen[0] and not each.foreseen[-1] for each in self.happenings if each.is_trouble)

    def gained(self) -> int:
        """How many troubles only the last version foresees."""
        return sum(each.foreseen[-1] and not each.foreseen[0] for each in self.happenings if each.is_trouble)


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen: the assets that a version holds for, and types of orders."""

    assets: tuple[PastAsset, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A measure around something that happened; times are ms UTC."""

    title: str
    ms: Sequence[int]
    values: Sequence[float]


@dataclass(frozen=True, slots=True)
class Around:
    """What was measured around something that happened, and all else that happened to the asset then."""

    happening: Happening
    since: int
    until: int
    lines: tuple[Line, ...]
    limits: tuple[tuple[str, float], ...]
    beside: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What each limit of the last version would be worth, and which one is suggested."""

    version: Version
    current: float | None
    variations: tuple[Variation, ...]
    suggestion: Suggestion | None
