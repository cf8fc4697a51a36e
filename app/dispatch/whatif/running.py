"""A comparison under way: which scenario is searched, how long yet, and the way to end it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QPushButton, QScrollArea, QWidget

from app.dispatch.whatif.values import Progress
from app.shared.kit import Kit
from app.shared.layout import column, label
from domain.language import tr
from domain.planning.whatif.asked import Asked

STEPS = 100
MOST_WIDTH = 640


class Running(QWidget):
    """A bar over all scenarios; the board stays usable beside it."""

    stop_asked = Signal()
    """Search no more, and compare what was found."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.place, self.name = label("", "figure"), label("", "strong", wrap=True)
        self.words = label("", "muted")
        self.bar = QProgressBar()
        self.hint = label(
            tr("The first search after an installation takes a minute or two to begin."), "hint", wrap=True
        )
        self.stop_button = QPushButton(tr("Stop and compare what was found"))
        self.tools: tuple[QWidget, ...] = (self.stop_button,)
        self._arrange()
        self.stop_button.clicked.connect(self.stop_asked)

    def begin(self, asked: Asked) -> None:
        """A comparison begins."""
        self.stop_button.setEnabled(True)
        self.bar.setRange(0, STEPS * len(asked.suppositions))
        self.show_progress(Progress(1, len(asked.suppositions), asked.suppositions[0].name, 0.0, asked.seconds))
        self.words.setText(tr("Reading the plan…"))

    def end_soon(self) -> None:
        """It was told to stop, and what was found is awaited."""
        self.stop_button.setEnabled(False)
        self.words.setText(tr("Ending the search…"))

    def show_progress(self, progress: Progress) -> None:
        """How far it is now."""
        number = self._kit.times.number
        self.place.setText(tr("{place} of {count}", place=progress.place, count=progress.count))
        self.name.setText(progress.name)
        share = min(1.0, progress.elapsed / max(progress.seconds, 1.0))
        self.bar.setValue(round(STEPS * (progress.place - 1 + share)))
        self.hint.setVisible(progress.best is None and progress.place == 1)
        if not self.stop_button.isEnabled():
            return
        left = max(0.0, progress.seconds - progress.elapsed) + progress.seconds * (progress.count - progress.place)
        words = [tr("about {count} s left", count=number(left))]
        if progress.best is not None:
            words.insert(0, tr("Best so far: {cost}", cost=number(progress.best)))
        self.words.setText(" · ".join(words))

    def _arrange(self) -> None:
        self.stop_button.setObjectName("whatif_stop")
        self.bar.setTextVisible(False)
        self.bar.setMaximumWidth(MOST_WIDTH)
        self.bar.setAccessibleName(tr("How far the comparison is"))
        inside = QWidget()
        whole = column(inside, margins=(12, 10, 12, 10), spacing=6)
        for each in (self.place, self.name, self.bar, self.words, self.hint):
            whole.addWidget(each)
        whole.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        column(self).addWidget(area)
        self.setFocusProxy(self.stop_button)
