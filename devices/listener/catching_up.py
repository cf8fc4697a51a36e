"""After a crash: rules learn again from the readings that were stored after their states.

What is wrong is stored with the readings that led there. What a rule learns while all is well (means, counts, what is
usual) is stored every few seconds only, since that would be most of what is written.
"""

from collections.abc import Iterable

from devices.engine.node import Sample
from devices.listener.series import Series, Watcher
from devices.listener.watching import Watching
from devices.sharing import WHOLE, Share
from domain.monitoring.telemetry.writer import TelemetryWriter


def catch_up(
    table: Iterable[Series], writer: TelemetryWriter, watching: Watching, now: int, share: Share = WHOLE
) -> None:
    """Step each rule that remembers more than the newest readings over those that it had not stored.

    What another share has stored while we were away may be new to any rule.
    """
    missed: dict[Watcher, list[Sample]] = {}
    for series in table:
        ours = share.owns(series.device)
        behind = [feed for feed in series.feeds if _is_behind(feed.watcher, series, ours)]
        if not behind:
            continue
        since = min(feed.watcher.machine.standing.reached for feed in behind)
        for at, value, text in writer.readings_after(series.id, since):
            for feed in behind:
                if at > feed.watcher.machine.standing.reached:
                    missed.setdefault(feed.watcher, []).append(Sample(feed.slot, at, value, text, feed.source))
    for watcher, samples in missed.items():
        watching.take_all(watcher, samples, now)


def _is_behind(watcher: Watcher, series: Series, ours: bool) -> bool:
    machine = watcher.machine
    may_be = not ours or not machine.leading.is_plain
    return may_be and not machine.is_fresh and series.newest > machine.standing.reached
