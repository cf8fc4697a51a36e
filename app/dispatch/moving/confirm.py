"""Asks before something that only warnings speak against; says them in full, and asks why it shall be all the same."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QScrollArea, QWidget

from app.dispatch.moving.wish import Wish
from app.shared.layout import column, grow, label, row
from app.shared.memory import Memory
from app.shared.reasons import ReasonBox
from domain.language import tr
from domain.scheduling.rules.findings import Finding

TALLEST = 360


class ConfirmDialog(QDialog):
    """The warnings as sentences, grouped by what they are about, and a button that says what it does."""

    confirmed = Signal(object)
    """The `Wish`, after the user agreed to it, with the reason."""

    def __init__(
        self,
        wish: Wish,
        findings: Sequence[Finding],
        parent: QWidget | None = None,
        *,
        memory: Memory | None = None,
        reason_needed: bool = True,
    ) -> None:
        super().__init__(parent)
        self._wish = wish
        self._needed = reason_needed
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(wish.question)
        self.setMinimumWidth(420)
        self._reasons = ReasonBox(memory or Memory())
        self._lacking = label(tr("Say why it shall be so all the same."), "wrong", wrap=True)
        self._lacking.hide()
        self._news = label("", "wrong", wrap=True)
        self._news.setObjectName("news")
        self._news.hide()
        self._go = QPushButton(wish.question)
        self._arrange(findings)
        self._reasons.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self, findings: Sequence[Finding]) -> None:
        whole = column(self, margins=(20, 16, 20, 16), spacing=10)
        whole.addWidget(self._news)
        whole.addWidget(label(tr("This speaks against it"), "heading"))
        whole.addWidget(_sentences(findings), 1)
        whole.addWidget(label(tr("Reason") if self._needed else tr("Reason (may be left empty)"), "muted"))
        whole.addWidget(self._reasons)
        whole.addWidget(self._lacking)
        whole.addSpacing(6)
        buttons = row(spacing=8)
        buttons.addStretch(1)
        back = QPushButton(tr("Leave it"))
        back.setObjectName("leave")
        back.setAutoDefault(False)
        self._go.setObjectName("confirm")
        self._go.setProperty("role", "primary")
        self._go.setDefault(True)
        buttons.addWidget(back)
        buttons.addWidget(self._go)
        whole.addLayout(buttons)
        back.clicked.connect(self.reject)
        self._go.clicked.connect(self._on_go)

    @Slot(object, str)
    def tell(self, wish: Wish | None, words: str) -> None:
        """Somebody else changed what this is about: it is wanted as it is now, or cannot be wanted any more."""
        self._wish = wish or self._wish
        self._go.setEnabled(wish is not None)
        self._news.setText(words)
        self._news.show()
        grow(self)

    @Slot()
    def _on_go(self) -> None:
        reason = self._reasons.reason()
        if self._needed and not reason:
            self._lacking.show()
            grow(self)
            self._reasons.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._reasons.remember()
        self.confirmed.emit(self._wish.overriding(reason))
        self.accept()


def _sentences(findings: Sequence[Finding]) -> QWidget:
    """All of them, each once; many scroll."""
    inside = QWidget()
    lines = column(inside, spacing=6)
    for _, group in groupby(sorted(findings, key=_kind), key=_kind):
        lines.addWidget(label("\n".join(dict.fromkeys(one.sentence for one in group)), wrap=True))
    lines.addStretch(1)
    if inside.sizeHint().height() <= TALLEST:
        return inside
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setMinimumHeight(TALLEST)
    return area


def _kind(finding: Finding) -> str:
    return finding.kind.value
