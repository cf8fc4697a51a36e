"""Asks why a bill or a posting is taken back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from app.shared.fields import ChoiceField, TextField
from app.shared.forms import Form
from app.shared.layout import column, label, row
from domain.language import tr

WIDTH = 420


class ReasonDialog(QDialog):
    """A reason, a remark, and what will happen; stays open with the refusal if it is refused."""

    answered = Signal(object, str)
    """The id of the reason or None, and the remark."""

    def __init__(self, question: str, hint: str, verb: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_reason")
        self.setWindowTitle(question)
        self.form = Form((
            ChoiceField("reason", tr("Reason"), [(None, tr("none of the list"))]),
            TextField("remark", tr("Remark"), tr("In your own words")),
        ))  # fmt: skip
        self.do_button = QPushButton(verb)
        self.do_button.setProperty("role", "primary")
        self.do_button.setDefault(True)
        leave = QPushButton(tr("Leave it"))
        head = column(margins=(16, 14, 16, 0), spacing=6)
        head.addWidget(label(question, "heading", wrap=True))
        head.addWidget(label(hint, "muted", wrap=True))
        buttons = row(margins=(16, 0, 16, 14), spacing=6)
        buttons.addStretch(1)
        buttons.addWidget(leave)
        buttons.addWidget(self.do_button)
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(self.form)
        whole.addLayout(buttons)
        self.resize(WIDTH, self.sizeHint().height())
        self.do_button.clicked.connect(self._on_done)
        leave.clicked.connect(self.reject)
        self.form.fields["reason"].widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def offer(self, reasons: Sequence[tuple[int, str]]) -> None:
        """What can be chosen."""
        field = self.form.fields["reason"]
        if isinstance(field, ChoiceField):
            field.offer([(None, tr("none of the list")), *reasons])
            if reasons and field.value() is None:
                field.set_value(reasons[0][0])

    @Slot(object)
    def refuse(self, error: Exception) -> None:
        self.form.show_refusal(error)

    @Slot()
    def _on_done(self) -> None:
        values = self.form.values()
        self.answered.emit(values["reason"], values["remark"])
