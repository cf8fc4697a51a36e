"""What stands under the lists: how far the making of orders is, then what came of it."""

from datetime import timedelta

from PySide6.QtCore import QElapsedTimer, Slot
from PySide6.QtWidgets import QWidget

from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.progress import ProgressStrip
from app.shared.times import duration
from app.visits.generation import Generation
from app.visits.outcome_strip import OutcomeStrip
from domain.language import tr
from domain.visits.generating import Part

SOON = timedelta(seconds=3)
"""Before that, nobody can tell how long it takes."""


class MakingBar(QWidget):
    """Follows a `Generation`; the ways on from its result are those of `outcome`."""

    def __init__(self, kit: Kit, generation: Generation) -> None:
        super().__init__()
        self._number = kit.times.number
        self._running = QElapsedTimer()
        self.strip = ProgressStrip(tr("The orders of visits are being made."))
        self.outcome = OutcomeStrip(kit.theme)
        whole = column(self)
        whole.addWidget(self.strip)
        whole.addWidget(self.outcome)
        generation.running.connect(self._on_running)
        generation.progressed.connect(self._on_progressed)
        generation.ended.connect(self.outcome.show_outcome)
        self.strip.stop_asked.connect(generation.stop)

    @Slot(bool)
    def _on_running(self, running: bool) -> None:
        self.outcome.hide()
        self._running.start()
        self.strip.show_running(running)

    @Slot(object)
    def _on_progressed(self, part: Part) -> None:
        words = tr(
            "{done} of {total} agreements, {visits} visits made",
            done=self._number(part.done),
            total=self._number(part.total),
            visits=self._number(part.made.visits),
        )
        self.strip.show_progress(part.done, part.total, f"{words}{self._left(part)}")

    def _left(self, part: Part) -> str:
        """About how long it will still take, once that can be told."""
        ran = timedelta(milliseconds=self._running.elapsed())
        if not part.done or ran < SOON:
            return ""
        left = ran * ((part.total - part.done) / part.done)
        return tr(", about {time} left", time=duration(left))
