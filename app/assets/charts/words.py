"""What a chart says of the time it shows."""

from app.assets.charts.values import Loaded
from app.assets.charts.window import Window
from app.shared.times import Times
from domain.clock import from_ms
from domain.language import tr, trn
from domain.monitoring.definitions.wording import span


def window_words(loaded: Loaded, window: Window, times: Times) -> str:
    """From when to when, what a point stands for, what found no room, and in which zone."""
    ends = {"since": times.short(from_ms(window.since)), "until": times.short(from_ms(window.until))}
    seen = any(len(each.within(window.since, window.until)) for each in loaded.curves.values())
    if not seen and not any(loaded.texts.values()):
        return tr("Nothing was measured from {since} to {until}.", **ends)
    words = [tr("{since} to {until}", **ends)]
    bucket = loaded.ask.resolution.bucket
    if bucket:
        words.append(tr("each point: {span}", span=span(bucket / 1000)))
    left_out = loaded.pins_left_out
    if left_out:
        words.append(trn("{count} earlier pin appears closer up", "{count} earlier pins appear closer up", left_out))
    zone = times.zone or times.local(times.now()).tzname()
    return " · ".join((*words, str(zone)))
