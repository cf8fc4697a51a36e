"""The plan that answers an alert: what was done, what is next, and what can be done about it."""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.alerts.plan_words import below, is_given_up, is_present, run_chip, step_chip
from app.shared.actions import BoundAction
from app.shared.buttons import ActionButton, IconButton
from app.shared.chips import ChipLabel
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from domain.language import tr
from domain.monitoring.plan_progress import RunRow, RunStep

EDGE = 16


class PlanTab(QScrollArea):
    """Shows a `RunRow`."""

    repeat_asked = Signal(int, int)
    """Which run, and from the step at which place."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._run: RunRow | None = None
        self._told: tuple[tuple[str, ...], ...] = ()
        self._name = label("", "strong", wrap=True)
        self._chip = ChipLabel(kit.theme)
        self._buttons = FlowLayout(across=6, down=6)
        self._steps = QWidget()
        self._place = column(spacing=0)
        self.setAccessibleName(tr("Plan"))
        self._arrange()

    def set_actions(self, bound: Iterable[BoundAction]) -> None:
        """What can be done with the plan."""
        for each in bound:
            self._buttons.addWidget(ActionButton(each, self._kit.theme))

    def show_run(self, run: RunRow) -> None:
        """Show how far it is; nothing happens where that is shown already."""
        told = tuple(tuple(self._lines(run, step)) for step in run.steps)
        if run == self._run and told == self._told:
            return
        self._run, self._told = run, told
        self._name.setText(tr("Plan “{plan}”", plan=run.plan))
        self._chip.set_chip(run_chip(run))
        self._renew(run)

    def lines(self) -> Sequence[str]:
        """What is told of each step."""
        return tuple(" · ".join(lines) for lines in self._told)

    def repeat_button(self, place: int) -> IconButton | None:
        """What repeats the plan from a step."""
        return self._steps.findChild(IconButton, f"repeat_{place}")

    def _arrange(self) -> None:
        content = QWidget()
        content.setProperty("role", "plain")
        head = row(spacing=10)
        head.addWidget(self._name, 1)
        head.addWidget(self._chip, alignment=Qt.AlignmentFlag.AlignTop)
        whole = column(content, margins=(EDGE, 12, EDGE, 12), spacing=10)
        whole.addLayout(head)
        whole.addLayout(self._buttons)
        whole.addLayout(self._place)
        whole.addStretch(1)
        self._place.addWidget(self._steps)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _lines(self, run: RunRow, step: RunStep) -> Sequence[str]:
        return (step.words, step_chip(run, step).text, *below(run, step, self._kit.times))

    def _renew(self, run: RunRow) -> None:
        before, self._steps = self._steps, QWidget()
        self._place.replaceWidget(before, self._steps)
        before.hide()
        before.deleteLater()
        grid = QGridLayout(self._steps)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        for at, step in enumerate(run.steps):
            grid.addWidget(label(str(step.number), "muted"), at, 0, top)
            grid.addWidget(self._words(run, step), at, 1, top)
            grid.addWidget(ChipLabel(self._kit.theme, step_chip(run, step)), at, 2, top | Qt.AlignmentFlag.AlignRight)
            grid.addWidget(self._repeating(run.id, at), at, 3, top)

    def _words(self, run: RunRow, step: RunStep) -> QWidget:
        made = QWidget()
        lines = column(made, spacing=2)
        lines.addWidget(label(step.words, "strong" if is_present(run, step) else "", wrap=True))
        for each in below(run, step, self._kit.times):
            lines.addWidget(label(each, "late" if is_given_up(step) else "muted", wrap=True))
        return made

    def _repeating(self, run_id: int, place: int) -> IconButton:
        button = IconButton("refresh-cw", tr("Repeat from step {number}…", number=place + 1), self._kit.theme)
        button.setObjectName(f"repeat_{place}")
        button.clicked.connect(partial(self._on_repeat, run_id, place))
        return button

    def _on_repeat(self, run_id: int, place: int, _checked: bool = False) -> None:
        self.repeat_asked.emit(run_id, place)
