"""What all dialogs that move bookings have in common: live findings, the reason for what is done all the same."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QFormLayout, QPushButton, QScrollArea, QWidget

from app.dispatch.board.drag import Proposal, edits, taken_off
from app.dispatch.moving.setting import Setting
from app.dispatch.moving.wish import Wish
from app.shared.layout import column, label, row
from app.shared.reasons import ReasonBox
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.rules.findings import Finding, Level

WIDTH = 460
FINDINGS_HEIGHT = 96


class MovingDialog(QDialog):
    """A dialog adds its inputs to `form` and says with `proposal` what they come to; `check` looks at it anew."""

    decided = Signal(object)
    """The `Wish` of the user, with the reason if warnings speak against it."""

    def __init__(self, title: str, detail: str, verb: str, setting: Setting, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.setting = setting
        self.form = QFormLayout(horizontalSpacing=16, verticalSpacing=10)
        self.middle = column(spacing=10)
        self.verb = QPushButton(verb)
        self._findings = label("", "hint", wrap=True)
        self._reason = ReasonBox(setting.memory)
        self._reason_label = label(tr("Reason"), "muted")
        self._lacking = label(tr("Say why it shall be so all the same."), "wrong", wrap=True)
        self._cancel = QPushButton(tr("Cancel"))
        self._shown: Proposal | None = None
        self._arrange(title, detail)
        self.verb.clicked.connect(self.decide)
        self._cancel.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.decide)

    def begin(self) -> None:
        """Show it, with what its inputs come to."""
        self.check()
        self.open()

    def proposal(self) -> Proposal | None:
        """What the inputs come to now; None while they come to nothing."""
        return None

    def taken_off(self) -> tuple[BoardBooking, ...]:
        """What is taken off the board together with it."""
        return ()

    def findings(self) -> tuple[Finding, ...]:
        """All that speaks against it now."""
        return tuple(found for each in self._shown.all for found in each.findings) if self._shown else ()

    def told(self) -> str:
        """What is said of it now."""
        return self._findings.text()

    @Slot()
    def check(self) -> None:
        """Look anew at what the inputs come to, and tell."""
        self._shown = self.proposal()
        changes = (self._shown is not None and self._shown.changes) or bool(self.taken_off())
        found = self.findings() if changes else ()
        sentences = list(dict.fromkeys(finding.sentence for finding in found))
        if not sentences:
            sentences = [tr("Nothing speaks against it.") if changes else tr("Nothing changes by it.")]
        self._findings.setText("\n".join(sentences))
        self._findings.setProperty("role", "wrong" if found else "hint")
        self._findings.style().unpolish(self._findings)
        self._findings.style().polish(self._findings)
        refused = any(finding.level is Level.REFUSAL for finding in found)
        self._ask_reason(bool(found) and not refused)
        self.verb.setEnabled(changes and not refused)

    @Slot()
    def decide(self) -> None:
        """Ask for it, if it can be."""
        if not self.verb.isEnabled():
            return
        reason = self._reason.reason() if self.findings() else ""
        if self.findings() and self.setting.plan.terms.reason_required and not reason:
            self._lacking.show()
            self._reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._reason.remember()
        moved = edits(self._shown.all) if self._shown is not None else ()
        wanted = (*moved, *taken_off(self.taken_off()))
        self.decided.emit(Wish(wanted, override=bool(self.findings()), reason=reason))
        self.accept()

    def _ask_reason(self, needed: bool) -> None:
        self._reason.setVisible(needed)
        self._reason_label.setVisible(needed)
        if not needed:
            self._lacking.hide()

    def _arrange(self, title: str, detail: str) -> None:
        self.verb.setObjectName("submit")
        self.verb.setProperty("role", "primary")
        self.verb.setDefault(True)
        self._cancel.setAutoDefault(False)
        self._findings.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lacking.hide()
        told = QScrollArea(widgetResizable=True)
        told.setFrameShape(QScrollArea.Shape.NoFrame)
        told.setWidget(self._findings)
        told.setFixedHeight(FINDINGS_HEIGHT)
        buttons = row(spacing=8)
        buttons.addWidget(label(tr("Ctrl+Enter"), "hint"), 1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.verb)
        whole = column(self, margins=(20, 16, 20, 16), spacing=10)
        whole.addWidget(label(title, "heading", wrap=True))
        whole.addWidget(label(detail, "muted", wrap=True))
        whole.addSpacing(4)
        whole.addLayout(self.form)
        whole.addLayout(self.middle, 1)
        whole.addWidget(told)
        whole.addWidget(self._reason_label)
        whole.addWidget(self._reason)
        whole.addWidget(self._lacking)
        whole.addLayout(buttons)
