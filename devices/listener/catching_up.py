"""After a crash: rules learn again from the readings that were stored after their states.

What is wrong is stored with the readings that led there. What a rule learns while all is well (means, counts, what is
usual) is stored every few seconds only, since that would be most of what is written.
"""

from collections.abc import Iterable

from devices.engine.node import Sample
from devices.listener.series import Series, Watcher
from devices.listener.watching import Watching
from domain.monitoring.telemetry.writer import TelemetryWriter


def catch_up(table: Iterable[Series], writer: TelemetryWriter, watching: Watching, now: int) -> None:
    """Step each rule that remembers more than the newest readings over those that it had not stored."""
    missed: dict[Watcher, list[Sample]] = {}
    for series in table:
        behind = [feed for feed in series.feeds if _is_behind(feed.watcher, series)]
        if not behind:
            continue
        since = min(feed.watcher.machine.standing.now for feed in behind)
        for at, value, text in writer.readings_after(series.id, since):
            for feed in behind:
                if at > feed.watcher.machine.standing.now:
                    missed.setdefault(feed.watcher, []).append(Sample(feed.slot, at, value, text, feed.source))
    for watcher, samples in missed.items():
        watching.take_all(watcher, samples, now)


def _is_behind(watcher: Watcher, series: Series) -> bool:
    machine = watcher.machine
    return not machine.is_fresh and not machine.leading.is_plain and series.newest > machine.standing.now
