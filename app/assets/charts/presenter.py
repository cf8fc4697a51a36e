"""Keeps loaded of the chosen lines what the chart shows and a little more, coarse first, and the newest readings."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.assets.charts import reading
from app.assets.charts.values import Ask, ChartedAsset, Line, Loaded
from app.assets.charts.window import Window
from app.shared.changes import Follower, Touched
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.tasks import Latest
from domain.clock import to_ms
from domain.monitoring.telemetry.resolution import Resolution, coarser, resolution_of

SUBJECTS = ("alert", "order", "booking", "command", "rule", "device", "metric")
HAPPENINGS = frozenset({"alert", "order", "booking", "command"})
#: So much more is loaded on either side, as a share of what is shown.
MARGIN = 0.5
#: Pins that found no room are looked for once this many times less time is shown.
CLOSER = 1.5
#: What was loaded of the last moments is loaded again: readings come late, roll-ups later.
LATE_MS = 10_000


class ChartPresenter(QObject):
    """Loads nothing while nobody looks."""

    asset_loaded = Signal(object)
    """A `ChartedAsset`, or None where there is none."""
    loaded = Signal(object)
    """All that is `Loaded` of the lines chosen, whenever more of it is."""
    first_found = Signal(object)
    """When the first of what is shown was measured (ms), or None."""
    failed = Signal(str)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._asset_id: int | None = None
        self._visible = False
        self._lines: tuple[Line, ...] = ()
        self._assets: tuple[int, ...] = ()
        self._window: Window | None = None
        self._pixels = 1
        self._held: Loaded | None = None
        self._looking = Latest(kit.tasks, self)
        self._loading = Latest(kit.tasks, self)
        self._busy = False
        self._again = False
        self._follower = Follower(kit.changes, SUBJECTS, self._on_touched, self)

    def set_visible(self, visible: bool) -> None:
        """Somebody looks, or nobody does any more."""
        self._visible = visible
        self._follower.set_visible(visible)
        self._look()

    def look_at(self, asset_id: int | None) -> None:
        """Another asset, or the same one anew."""
        self._asset_id = asset_id
        self._look()

    def choose(self, lines: tuple[Line, ...], assets: tuple[int, ...]) -> None:
        """Show these lines, and what happened to these assets."""
        self._lines, self._assets = lines, assets
        self._begin_anew()

    def show(self, window: Window, pixels: int) -> None:
        """What is on screen from now on; what of it is missing is loaded."""
        self._window, self._pixels = window, pixels
        self._fill()

    def find_first(self) -> None:
        """Ask when the first of what is shown was measured."""
        keys = [line.key for line in self._lines]
        self._kit.tasks.run(partial(reading.first_at, self._desk, keys), self._on_first, self._on_failed, owner=self)

    def _look(self) -> None:
        self._looking.drop()
        if self._visible and self._asset_id is not None:
            self._looking.run(partial(reading.charted, self._desk, self._asset_id), self._on_asset, self._on_failed)

    def _fill(self) -> None:
        """Load what the window lacks; while something is being loaded, as soon as that is there."""
        if not self._visible or not self._lines or self._window is None:
            return
        if self._busy:
            self._again = True
            return
        missing = self._missing(self._window)
        if missing is None:
            return
        first = coarser(missing.resolution, missing.window.span)
        if first is None:
            self._load(missing)
        else:
            self._load(replace(missing, resolution=first), then=missing)

    def _begin_anew(self) -> None:
        self._loading.drop()
        self._busy = False
        self._held = None
        self._fill()

    def _missing(self, shown: Window) -> Ask | None:
        """What is to be read so that as much as is shown is held; None where it is."""
        resolution = resolution_of(shown.span, self._pixels)
        wide = self._past(shown.widened(MARGIN), resolution)
        whole = Ask(self._lines, self._assets, wide, resolution, wide)
        if self._held is None or not _alike(self._held.ask, whole):
            return whole
        held, needed = self._held.ask.whole, self._past(shown, resolution)
        if self._held.pins_left_out and wide.span * CLOSER < held.span:
            return whole
        if held.holds(needed):
            return None
        if not held.meets(needed) or (needed.since < held.since and held.until < needed.until):
            return whole
        if needed.since < held.since:
            piece = Window(wide.since, held.since)
        else:
            again = max(LATE_MS, 2 * resolution.bucket, 2 * resolution.source.width)
            piece = Window(resolution.start_of(max(held.since, held.until - again)), wide.until)
        return replace(whole, window=piece, whole=held.joined(piece))

    def _past(self, window: Window, resolution: Resolution) -> Window:
        """From the beginning of a bucket on, and without what is still to come."""
        now = to_ms(self._kit.times.now()) + 1
        return Window(resolution.start_of(min(window.since, now - 1)), min(window.until, now))

    def _load(self, ask: Ask, then: Ask | None = None) -> None:
        self._busy = True
        self._again = False
        self._loading.run(partial(reading.load, self._desk, ask), partial(self._on_loaded, then), self._on_failed)

    def _on_loaded(self, then: Ask | None, news: Loaded) -> None:
        self._busy = False
        if then is None:
            self._held = news = joined(self._held, news)
        self.loaded.emit(news)
        if self._again:
            self._fill()
        elif then is not None:
            self._load(then)

    def _on_asset(self, charted: ChartedAsset | None) -> None:
        self.asset_loaded.emit(charted)

    def _on_first(self, at: int | None) -> None:
        self.first_found.emit(at)

    def _on_touched(self, touched: Touched) -> None:
        if {subject for subject, _ in touched} <= HAPPENINGS:
            self._begin_anew()
        else:
            self._look()

    def _on_failed(self, error: Exception) -> None:
        self._busy = False
        self.failed.emit(str(error))


def joined(held: Loaded | None, news: Loaded) -> Loaded:
    """What is held with what came to it; the news alone where they are all that is wanted."""
    piece = news.ask.window
    if held is None or piece == news.ask.whole:
        return news
    curves = {
        key: held.curves[key].joined(curve, piece.since, piece.until) if key in held.curves else curve
        for key, curve in news.curves.items()
    }
    return replace(news, curves=curves)


def _alike(held: Ask, wanted: Ask) -> bool:
    return (held.lines, held.assets, held.resolution) == (wanted.lines, wanted.assets, wanted.resolution)
