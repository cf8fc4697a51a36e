"""Asks before something that only warnings speak against; says them in full."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.shared.layout import column, label, row
from domain.language import tr
from domain.scheduling.checks import Finding


class ConfirmDialog(QDialog):
    """The warnings as sentences, and a button that says what it does."""

    def __init__(self, words: str, findings: Sequence[Finding], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(words)
        self.setMinimumWidth(380)
        whole = column(self, margins=(20, 16, 20, 16), spacing=10)
        whole.addWidget(label(tr("This speaks against it"), "heading"))
        for finding in findings:
            whole.addWidget(label(finding.sentence, wrap=True))
        whole.addSpacing(6)
        buttons = row(spacing=8)
        buttons.addStretch(1)
        back, go = QPushButton(tr("Leave it")), QPushButton(words)
        back.setObjectName("leave")
        go.setObjectName("confirm")
        go.setProperty("role", "primary")
        go.setDefault(True)
        buttons.addWidget(back)
        buttons.addWidget(go)
        whole.addLayout(buttons)
        back.clicked.connect(self.reject)
        go.clicked.connect(self.accept)
