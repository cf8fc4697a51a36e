"""A run under way: how long, how good, and the two ways to end it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.dispatch.optimising.cost_curve import CostCurve
from app.dispatch.optimising.values import Progress
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from domain.language import tr


class Running(QWidget):
    """The curve with its figures; the board stays usable beside it."""

    stop_asked = Signal()
    """Keep the best plan found so far."""
    cancel_asked = Signal()
    """Forget the run."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._ending = False
        self.curve = CostCurve(kit)
        self.elapsed, self.best = label("", "figure"), label("", "figure")
        self.hint = label(
            tr("The first search after an installation takes a minute or two to begin."), "hint", wrap=True
        )
        self.stop_button = QPushButton(tr("Stop and keep the best"))
        self.cancel_button = QPushButton(tr("Cancel"))
        self.stop_button.setObjectName("optimise_stop")
        self.cancel_button.setObjectName("optimise_cancel")
        self._arrange()
        self.stop_button.clicked.connect(self.stop_asked)
        self.cancel_button.clicked.connect(self.cancel_asked)

    def begin(self, limit: int) -> None:
        """A run of so many seconds begins."""
        self._ending = False
        self.stop_button.setEnabled(False)
        self.show_progress(Progress(0, limit))

    def end_soon(self) -> None:
        """The run was told to stop, and its plan is awaited."""
        self._ending = True
        self.stop_button.setEnabled(False)

    def show_progress(self, progress: Progress) -> None:
        """How far it is now."""
        number = self._kit.times.number
        self.curve.show_progress(progress)
        self.elapsed.setText(tr("{seconds} of {count} s", seconds=number(progress.seconds), count=progress.limit))
        self.hint.setVisible(progress.best is None and not progress.reasons)
        if progress.reasons:
            self.elapsed.setText(tr("Looking for the reasons…"))
        if progress.best is None:
            self.best.setText("" if progress.reasons else tr("Reading the plan…"))
        else:
            self.best.setText(tr("Best so far: {cost}", cost=number(progress.best)))
            self.stop_button.setEnabled(not (progress.reasons or self._ending))

    def _arrange(self) -> None:
        figures = column(spacing=6)
        for each in (self.elapsed, self.best, self.hint):
            figures.addWidget(each)
        figures.addStretch(1)
        buttons = row(spacing=8)
        buttons.addWidget(self.stop_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        figures.addLayout(buttons)
        whole = row(self, margins=(12, 10, 12, 10), spacing=20)
        whole.addLayout(figures)
        whole.addWidget(self.curve, 1)
        self.setFocusProxy(self.stop_button)
