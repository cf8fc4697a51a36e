"""`callout backtest`: rules tried on the past, over the telemetry of the store or over tables in a folder."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.commands.backtest_beside import print_beside
from app.commands.backtest_orders import (
    Followed,
    answered_by,
    followed,
    followed_object,
    is_plan,
    plan_steps,
    print_each_order,
    print_orders,
)
from app.commands.backtest_tables import (
    Rows,
    alert_object,
    as_object,
    print_alerts,
    print_scores,
    print_suggestions,
    totals,
)
from devices.backtest.alert import PastAlert
from devices.backtest.kept import Kept
from devices.backtest.scoring import Score, Trial, scored
from devices.backtest.source import Period, Source, alerts_of, check_metrics
from devices.backtest.stored import Stored
from devices.backtest.suggesting import Suggestion, suggest
from devices.backtest.tables import Folder
from devices.backtest.trials import read_trials, written
from domain.clock import to_ms
from domain.errors import Refusal
from domain.language import tr
from domain.settings import Settings

_HOUR = 3_600_000

Found = Mapping[str, Suggestion | None]
"""What was suggested for each rule."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is tried on what: `chosen` is the time in which limits are chosen, `period` that of the figures."""

    source: Source
    assets: tuple[str, ...]
    period: Period
    chosen: Period | None
    horizon: int
    precision: float


@dataclass(frozen=True, slots=True)
class Version:
    """Rules under the name that was asked for, and what came of them."""

    name: str
    trials: list[Trial]
    found: Found | None
    rows: Rows
    followed: Followed | None


def run(settings: Settings, words: argparse.Namespace) -> int:
    """Try the rules of the files on the past, and tell how well they foretold what happened."""
    with _source(settings, words) as source:
        asked = _asked(source, words)
        several = _several(source, words)
        versions = [_tried(name, trials, asked, words) for name, trials in several.items()]
        alerts = list(_alerts(versions, asked)) if words.alerts else []
    if words.write:
        _write(Path(words.write), [trial for version in versions for trial in version.trials])
    if words.json:
        _print_object(versions, alerts)
    else:
        _print(versions, alerts, words)
    return 0


def _several(source: Source, words: argparse.Namespace) -> dict[str, list[Trial]]:
    """The rules by the name of what they came from; what they are held against comes last."""
    several = {name: _trials(source, name) for name in words.rules}
    first = several[words.rules[0]]
    if words.plan is not None:
        steps = plan_steps(source, words.plan)
        several = {name: answered_by(trials, steps) for name, trials in several.items()}
    if words.against is not None:
        name = words.against if words.against not in several else f"{words.against} (2)"
        several[name] = _held_against(source, first, words.against)
    return several


def _held_against(source: Source, first: list[Trial], name: str) -> list[Trial]:
    """The first rules with another plan, or other rules."""
    return answered_by(first, plan_steps(source, name)) if is_plan(source, name) else _trials(source, name)


def _tried(name: str, trials: list[Trial], asked: Asked, words: argparse.Namespace) -> Version:
    found = _suggested(trials, asked) if asked.chosen else None
    better = trials if found is None else _bettered(trials, found)
    if words.leave_out:
        of_asset = {asset: _bettered(trials, _suggested(trials, asked, but=asset)) for asset in asked.assets}
    else:
        of_asset = dict.fromkeys(asked.assets, better)
    follows = words.orders or words.plan is not None or words.against is not None
    return Version(
        name,
        better,
        found,
        _scores(of_asset, asked),
        followed(asked.source, of_asset, asked.period, asked.horizon, words) if follows else None,
    )


def _write(file: Path, trials: list[Trial]) -> None:
    try:
        file.write_bytes(written(trials))
    except OSError as error:
        raise Refusal(tr("“{file}” cannot be written: {reason}", file=file, reason=error.strerror or "")) from None


@contextmanager
def _source(settings: Settings, words: argparse.Namespace) -> Iterator[Source]:
    if words.data is None:
        with Stored.opened(settings.database) as stored:
            yield stored
    elif Path(words.data).is_dir():
        yield Folder(Path(words.data), words.trouble)
    else:
        raise Refusal(tr("There is no folder “{folder}”.", folder=words.data))


def _asked(source: Source, words: argparse.Namespace) -> Asked:
    whole = source.period
    since = whole.since if words.since is None else _day(words.since)
    until = whole.until if words.until is None else _day(words.until)
    chosen = None
    if words.suggest is not None:
        chosen = Period(since, _day(words.suggest))
        since = chosen.until
    if since >= until or (chosen is not None and chosen.since >= chosen.until):
        raise Refusal(tr("There is no time between these days."))
    if not 0 < words.horizon < float("inf") or not 0 <= words.precision <= 1:
        raise Refusal(tr("The horizon must be above 0 hours, the precision from 0 to 1."))
    assets = tuple(source.assets if words.assets is None else words.assets.split(","))
    for asset in assets:
        if asset not in source.assets:
            raise Refusal(tr("There is no asset “{asset}” with readings.", asset=asset))
    return Asked(Kept(source), assets, Period(since, until), chosen, round(words.horizon * _HOUR), words.precision)


def _trials(source: Source, name: str) -> list[Trial]:
    """A rule of the store by its name, else the rules of a file."""
    stored = source.trial(name) if isinstance(source, Stored) else None
    trials = read_trials(Path(name)) if stored is None else [stored]
    for trial in trials:
        check_metrics(source, trial.definition)
    return trials


def _suggested(trials: list[Trial], asked: Asked, but: str | None = None) -> Found:
    """What is suggested for rules; `but` is an asset that must not be learned from."""
    assets = [asset for asset in asked.assets if asset != but]
    period = asked.chosen or asked.period
    return {
        trial.name: suggest(asked.source, trial, period, asked.horizon, asked.precision, assets) for trial in trials
    }


def _bettered(trials: list[Trial], found: Found) -> list[Trial]:
    """The rules with the limits that were suggested; where nothing could be learned, as they were."""
    return [trial if (each := found.get(trial.name)) is None else each.trial for trial in trials]


def _scores(of_asset: Mapping[str, list[Trial]], asked: Asked) -> Rows:
    found: dict[str, Score] = {}
    for asset, trials in of_asset.items():
        for trial in trials:
            score = scored(asked.source, trial, asked.period, asked.horizon, (asset,))
            found[trial.name] = found.get(trial.name, Score()) + score
    return found


def _alerts(versions: Iterable[Version], asked: Asked) -> Iterator[tuple[str, str, PastAlert]]:
    for trial in (trial for version in versions for trial in version.trials):
        for asset in trial.among(asked.assets):
            for alert in alerts_of(asked.source, trial.definition, asset, asked.period):
                yield asset, trial.name, alert


def _print(versions: list[Version], alerts: list[tuple[str, str, PastAlert]], words: argparse.Namespace) -> None:
    for version in versions:
        if len(versions) > 1:
            sys.stdout.write(f"{version.name}\n")
        if version.found is not None:
            print_suggestions(version.found)
            sys.stdout.write("\n")
        print_scores(version.rows)
        sys.stdout.write("\n")
        if version.followed is not None:
            print_orders(version.followed.scores)
            sys.stdout.write("\n")
        if version.followed is not None and words.alerts:
            print_each_order(version.followed.aftermath)
            sys.stdout.write("\n")
    if words.against is not None:
        print_beside(*((each.name, each.rows, each.followed) for each in (versions[0], versions[-1])))
    if alerts:
        print_alerts(alerts)


def _print_object(versions: list[Version], alerts: list[tuple[str, str, PastAlert]]) -> None:
    limits = {
        version.name: {name: None if each is None else each.limit for name, each in version.found.items()}
        for version in versions
        if version.found is not None
    }
    files = {version.name: _object(version) for version in versions}
    told = {"files": files, "suggested": limits, "alerts": [alert_object(*each) for each in alerts]}
    sys.stdout.write(json.dumps(told) + "\n")


def _object(version: Version) -> dict[str, Any]:
    told = {
        "rules": {rule: as_object(score) for rule, score in version.rows.items()},
        "all": as_object(totals(version.rows)),
    }
    return told if version.followed is None else told | followed_object(version.followed)


def _day(word: str) -> int:
    try:
        at = datetime.fromisoformat(word)
    except ValueError:
        raise Refusal(tr("“{word}” is no day; write it like 2026-03-02.", word=word)) from None
    return to_ms(at if at.tzinfo else at.replace(tzinfo=UTC))
