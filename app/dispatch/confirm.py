"""Asks before something that only warnings speak against; says them in full."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.dispatch.presenter import Wish
from app.shared.layout import column, label, row
from domain.language import tr
from domain.scheduling.checks import Finding


class ConfirmDialog(QDialog):
    """The warnings as sentences, and a button that says what it does."""

    confirmed = Signal(object)
    """The `Wish`, after the user agreed to it."""

    def __init__(self, wish: Wish, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wish = wish
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(wish.question)
        self.setMinimumWidth(380)
        whole = column(self, margins=(20, 16, 20, 16), spacing=10)
        whole.addWidget(label(tr("This speaks against it"), "heading"))
        for finding in findings:
            whole.addWidget(label(finding.sentence, wrap=True))
        whole.addSpacing(6)
        buttons = row(spacing=8)
        buttons.addStretch(1)
        back, go = QPushButton(tr("Leave it")), QPushButton(wish.question)
        back.setObjectName("leave")
        go.setObjectName("confirm")
        go.setProperty("role", "primary")
        go.setDefault(True)
        buttons.addWidget(back)
        buttons.addWidget(go)
        whole.addLayout(buttons)
        back.clicked.connect(self.reject)
        go.clicked.connect(self.accept)
        self.accepted.connect(self._on_accepted)

    @Slot()
    def _on_accepted(self) -> None:
        self.confirmed.emit(self._wish)
