"""The stored past: rules are tried on it off the window's thread."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from threading import Lock

from app.shared.trials.orders import orders_opened
from app.shared.trials.values import Found, Happening, Limits, Offer, PastAsset, Question, Result, Verdict, Version
from devices.backtest.judging import Judged, Tried, tried
from devices.backtest.kept import Kept
from devices.backtest.readings import Readings
from devices.backtest.scoring import Score, Trial
from devices.backtest.source import Period
from devices.backtest.stored import Stored
from devices.backtest.suggesting import best, first_limit, tried_on, varied
from devices.engine.building import Slot, slots_of
from domain.clock import from_ms, to_ms
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring import trying
from domain.monitoring.answering import answer_of_draft
from domain.monitoring.rule_queries import watched_assets
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.trying import Reported
from domain.store.store import Store

PRECISION = 0.6
MOST_A_MONTH = 60
"""With more alerts of an asset a limit is of no use to anybody, so no more time is spent on it."""
DAY = 24 * 3_600_000

Progress = Callable[[int, int], bool]
"""Told how many assets are done, of how many; says whether to go on."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question with what it comes to in the store."""

    question: Question
    period: Period
    assets: tuple[PastAsset, ...]


class Past:
    """What is stored now; what was read stays in memory, so that the next try is soon done. Raises Refusal."""

    def __init__(self, store: Store, telemetry: Telemetry) -> None:
        self._store, self._telemetry = store, telemetry
        self._lock = Lock()

    @property
    def source(self) -> Kept:
        """Where readings come from."""
        with self._lock:
            return self._opened[1]

    def stretch(self, asset: str, slot: Slot, since: int, until: int) -> Readings:
        """What was measured in a stretch of time, read without all the rest."""
        with self._lock:
            stored = self._opened[0]
        return stored.stretch(asset, slot, since, until)

    def offer(self, versions: tuple[Version, ...]) -> Offer:
        """What can be chosen for a try."""
        with self._store.read() as session:
            kinds = trying.kinds_reported(session)
        return Offer(self._covered(versions), kinds)

    def try_out(self, question: Question, progress: Progress) -> Found | None:
        """Try all versions; None where that was not wanted any more."""
        asked = self._asked(question)
        reports = self._reports(asked)
        several: list[list[Tried]] = [[] for _ in question.versions]
        lacking: list[str] = []
        read: list[int] = []
        for done, asset in enumerate(asked.assets):
            if not progress(done, len(asked.assets)):
                return None
            read += self._ends(asked, asset)
            try:
                of_asset = [self._tried(asked, version, asset, reports) for version in question.versions]
            except Refusal as refusal:
                lacking.append(str(refusal))
                continue
            for found, each in zip(several, of_asset, strict=True):
                found.append(each)
        _check(asked, lacking, read)
        results = tuple(
            Result(version, sum((each.score for each in found), Score()), self._orders(asked, version, found))
            for version, found in zip(question.versions, several, strict=True)
        )
        happenings = tuple(_happenings(asked, several, reports))
        ends = Period(min(read), max(read))
        return Found(question, asked.period, asked.assets, results, happenings, tuple(lacking), ends)

    def limits(self, question: Question, progress: Progress) -> Limits | None:
        """What each limit of the last version would be worth; None where that was not wanted any more."""
        asked, version = self._asked(question), question.versions[-1]
        first = first_limit(version.definition)
        if first is None:
            raise Refusal(tr("Only rules with a limit above or below which it is wrong can be given a better one."))
        if not self._reports(asked):
            raise Refusal(tr("No trouble is recorded in this time, so no limit can be called a better one."))
        names = [asset.number for asset in asked.assets]
        trial = self._trial(version, question)
        variations = varied(self.source, trial, asked.period, trial.among(names))
        for done, name in enumerate(trial.among(names)):
            if not progress(done, len(names)):
                return None
            tried_here = tried_on(self.source, variations, asked.period, question.horizon, name)
            variations = [each for each in tried_here if each.score.alerts <= MOST_A_MONTH * each.score.months]
        if not variations:
            raise Refusal(tr("There are no readings to learn a limit from."))
        current = first.limit if isinstance(first.limit, float | int) else None
        return Limits(version, current, tuple(variations), best(variations, PRECISION))

    def close(self) -> None:
        """There is nothing to end; what was read goes with this object."""

    @cached_property
    def _opened(self) -> tuple[Stored, Kept]:
        stored = Stored(self._store, self._telemetry)
        return stored, Kept(stored)

    @cached_property
    def _assets(self) -> tuple[PastAsset, ...]:
        with self._store.read() as session:
            ids = trying.numbers_of_assets(session)
            titles = {asset.id: asset.title for asset in watched_assets(session)}
        return tuple(PastAsset(key, number, titles.get(key, number)) for number, key in ids.items())

    def _covered(self, versions: tuple[Version, ...]) -> tuple[PastAsset, ...]:
        with self._lock:
            stored = self._opened[0]
        numbers = frozenset[str]().union(*(stored.covered(version.scope) for version in versions))
        return tuple(asset for asset in self._assets if asset.number in numbers)

    def _asked(self, question: Question) -> _Asked:
        covered = self._covered(question.versions)
        assets = tuple(asset for asset in covered if question.asset in (None, asset.number))
        if not assets:
            raise Refusal(tr("The rule holds for no asset with a device, so there is nothing to try it on."))
        period = self._period(question)
        if period.since >= period.until:
            raise Refusal(tr("The first day must be before the last."), field="since")
        return _Asked(question, period, assets)

    def _period(self, question: Question) -> Period:
        """Troubles within the horizon after the last reading count still, and so does its silence."""
        whole = self.source.period
        if question.since is not None and question.until is not None:
            return Period(question.since, question.until)
        until = min(max(whole.until, question.now), whole.until + question.horizon)
        since = whole.since if question.days is None else max(whole.since, until - question.days * DAY)
        return Period(since, until)

    def _reports(self, asked: _Asked) -> dict[int, list[Reported]]:
        ids = [asset.id for asset in asked.assets]
        ends = from_ms(asked.period.since), from_ms(asked.period.until)
        with self._store.read() as session:
            found = trying.reports(session, ids, asked.question.kind, *ends)
        return {
            asset: [each for each in found if each.asset_id == asset] for asset in {each.asset_id for each in found}
        }

    def _ends(self, asked: _Asked, asset: PastAsset) -> list[int]:
        """When the first and the last reading was of each slot that the versions look at."""
        slots = (slot for version in asked.question.versions for slot in slots_of(version.definition))
        period = asked.period.since, asked.period.until
        found = (self.source.readings(asset.number, slot).between(*period).times for slot in slots)
        return [int(at) for times in found if len(times) for at in (times[0], times[-1])]

    def _trial(self, version: Version, question: Question) -> Trial:
        with self._lock:
            covered = self._opened[0].covered(version.scope)
        return Trial(version.draft.name, version.definition, question.kind, covered)

    def _tried(self, asked: _Asked, version: Version, asset: PastAsset, reports: dict[int, list[Reported]]) -> Tried:
        """On an asset that the version does not hold for it raises nothing, and its troubles are not its own."""
        troubles = [to_ms(each.at) for each in reports.get(asset.id, ())]
        trial = self._trial(version, asked.question)
        if not trial.among([asset.number]):
            return Tried(asset.number, (), (False,) * len(troubles), Score())
        return tried(self.source, trial, asset.number, asked.period, asked.question.horizon, troubles)

    def _orders(self, asked: _Asked, version: Version, found: list[Tried]) -> int:
        with self._store.read() as session:
            answer = answer_of_draft(session, version.draft)
        trial = self._trial(version, asked.question)
        return orders_opened(self.source, trial, answer, found, asked.period.until)


def _check(asked: _Asked, lacking: list[str], read: list[int]) -> None:
    """Refuse what tells nothing."""
    if len(lacking) == len(asked.assets):
        raise Refusal(lacking[0])
    if not read:
        raise Refusal(tr("Nothing that the rule looks at was measured in this time."))


def _happenings(asked: _Asked, several: list[list[Tried]], reports: dict[int, list[Reported]]) -> Iterator[Happening]:
    numbers = count(1)
    unfollowed = Verdict.FALSE if any(each.score.troubles for found in several for each in found) else Verdict.ALERT
    by_asset = [{each.asset: each for each in found} for found in several]
    for lane, asset in enumerate(asked.assets):
        of_asset = [found[asset.number] for found in by_asset if asset.number in found]
        for version, each in enumerate(of_asset):
            for judged in each.alerts:
                verdict = unfollowed if judged.lead is None else Verdict.HIT
                yield _alert(next(numbers), lane, asset, version, verdict, judged)
        if len(of_asset) == len(several):
            for place, report in enumerate(reports.get(asset.id, ())):
                yield _trouble(next(numbers), lane, asset, report, tuple(each.foreseen[place] for each in of_asset))


def _alert(number: int, lane: int, asset: PastAsset, version: int, verdict: Verdict, judged: Judged) -> Happening:
    alert = judged.alert
    return Happening(
        number, lane, asset, version, verdict, alert.raised, alert.cleared, judged.lead, alert.peak
    )  # fmt: skip


def _trouble(number: int, lane: int, asset: PastAsset, report: Reported, foreseen: tuple[bool, ...]) -> Happening:
    verdict = Verdict.FORESEEN if foreseen[-1] else Verdict.MISSED
    words = " · ".join(word for word in (report.number, report.kind) if word)
    return Happening(
        number, lane, asset, None, verdict, to_ms(report.at), foreseen=foreseen, order_id=report.order_id, words=words
    )
