"""A small form over the page: asks for what a deed needs, and stays open until it is done."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QScrollArea, QWidget

from app.shared.fields import Field
from app.shared.forms import Form
from app.shared.layout import column, grow, label, row
from domain.errors import Refusal
from domain.language import tr

WIDTH = 440
FEW = 5
BESIDE_GAP = 60
TALL = 480


class FormDialog(QDialog):
    """Says what was typed; whoever hears it shows the refusal here, or closes it."""

    submitted = Signal(object)
    """The values, by name."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field],
        verb: str,
        parent: QWidget,
        said: str = "",
        beside: QWidget | None = None,
        *,
        scrolls: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH + (0 if beside is None else beside.minimumWidth() + BESIDE_GAP))
        self.form = Form(fields)
        self._scrolls = scrolls or len(fields) > FEW
        self.said = label(said, "muted", wrap=True)
        self.said.setVisible(bool(said))
        self.submit_button = QPushButton(verb)
        self.cancel_button = QPushButton(tr("Cancel"))
        self._arrange(title, beside)
        self.submit_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.submit)

    def begin(self, values: Mapping[str, Any] | None = None) -> None:
        """Show it with `values`, the cursor in the first field."""
        self.form.fill(values or {})
        self.open()
        grow(self)
        first = next(iter(self.form.fields.values()), None)
        (first.widget if first else self.submit_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def set_said(self, words: str) -> None:
        """A sentence above the fields."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    @Slot()
    def submit(self) -> None:
        """Say what was typed."""
        if not self.submit_button.isEnabled():
            return
        self.form.forgive()
        try:
            self.form.check()
        except Refusal as refusal:
            self.show_refusal(refusal)
        else:
            self.submit_button.setEnabled(False)
            self.submitted.emit(self.form.values())

    def show_refusal(self, error: Exception) -> None:
        """Say why not; what was typed stays."""
        self.submit_button.setEnabled(True)
        self.form.show_refusal(error)
        grow(self)

    def finish(self, _result: object = None) -> None:
        """It is done."""
        self.accept()

    def _arrange(self, title: str, beside: QWidget | None) -> None:
        self.submit_button.setProperty("role", "primary")
        self.submit_button.setDefault(True)
        self.submit_button.setObjectName("submit")
        self.cancel_button.setAutoDefault(False)
        buttons = row(margins=(16, 0, 0, 0), spacing=6)
        buttons.addWidget(label(tr("Ctrl+Enter"), "hint"), 1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.submit_button)
        heading = label(title, "heading", wrap=True)
        for each in (heading, self.said):
            each.setContentsMargins(16, 0, 16, 0)
        whole = column(self, margins=(4, 16, 20, 16), spacing=6)
        whole.addWidget(heading)
        whole.addWidget(self.said)
        self.middle = column()
        whole.addLayout(self.middle)
        whole.addLayout(self._content(beside), 1)
        whole.addLayout(buttons)

    def _content(self, beside: QWidget | None) -> QLayout:
        """The fields; many of them scroll, and those that grow, so that the dialog fits on small screens."""
        content = row(spacing=12)
        if self._scrolls:
            area = QScrollArea()
            area.setWidget(self.form)
            area.setWidgetResizable(True)
            area.setMinimumSize(WIDTH, TALL)
            content.addWidget(area, 1)
        else:
            content.addWidget(self.form, 1)
        if beside is not None:
            content.addWidget(beside)
        return content
