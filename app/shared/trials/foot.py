"""The lowest line of the window of tries: how far it is, what can be opened, and what shall become of the rule."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.shared.layout import row
from app.shared.progress import ProgressStrip
from app.shared.trials.values import Candidate, Happening
from domain.language import tr, trn


class TrialFoot(QWidget):
    """Buttons that follow what is chosen, and what there is to save."""

    def __init__(self) -> None:
        super().__init__()
        self.strip = ProgressStrip(tr("The rule is being tried."))
        self.asset_button, self.order_button = QPushButton(tr("Open asset")), QPushButton(tr("Open order"))
        self.take_button, self.save_button = QPushButton(tr("Take into the form")), QPushButton(tr("Save rule"))
        self.save_button.setProperty("role", "primary")
        line = row(self, spacing=8)
        line.addWidget(self.asset_button)
        line.addWidget(self.order_button)
        line.addWidget(self.strip, 1)
        line.addStretch(1)
        line.addWidget(self.take_button)
        line.addWidget(self.save_button)
        for button in (self.asset_button, self.order_button, self.take_button, self.save_button):
            button.setAutoDefault(False)

    def show_candidate(self, candidate: Candidate) -> None:
        """Whether there is something to save, or to switch on."""
        switched_on = candidate.saved is not None and candidate.saved.active
        self.take_button.setEnabled(candidate.changed)
        self.save_button.setText(tr("Save rule") if switched_on else tr("Save and switch on"))
        self.save_button.setEnabled(candidate.changed or not switched_on)

    def show_chosen(self, happening: Happening | None) -> None:
        """Whether there is something to open."""
        self.asset_button.setEnabled(happening is not None)
        self.order_button.setEnabled(happening is not None and happening.order_id is not None)

    @Slot(int, int)
    def show_progress(self, done: int, total: int) -> None:
        """How many assets are tried, of how many."""
        words = trn("{done} of {count} asset tried", "{done} of {count} assets tried", total, done=done)
        self.strip.show_progress(done, total, words)
