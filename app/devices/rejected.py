"""The messages that could not be understood: counts by reason, the list, and one message whole."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QSplitter, QWidget

from app.devices.payload import as_hex, as_text
from app.devices.reasons import advice, explanation, title
from app.devices.rows import RejectedRow
from app.devices.table import rejected_columns, size_text
from app.shared.detail import DetailPane, Facts
from app.shared.kit import Kit
from app.shared.layout import column, row
from app.shared.table import RowTable
from domain.language import tr


class ReasonBar(QWidget):
    """How many messages were ever rejected for each reason; one of them can be chosen."""

    chosen_changed = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._buttons: dict[str, QPushButton] = {}
        self.chosen = ""
        self._layout = row(self, margins=(9, 4, 16, 4), spacing=4)
        self._layout.addStretch(1)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        for reason, count in sorted(counts.items(), key=lambda item: -item[1]):
            if reason not in self._buttons:
                self._add(reason)
            self._buttons[reason].setText(
                tr("{reason} {count}", reason=title(reason), count=self._kit.times.number(count))
            )
        self.setVisible(bool(counts))

    def _add(self, reason: str) -> None:
        button = QPushButton(self)
        button.setProperty("role", "filter")
        button.setObjectName(f"reason_{reason}")
        button.setCheckable(True)
        button.setToolTip(explanation(reason))
        button.clicked.connect(self._on_clicked)
        self._buttons[reason] = button
        self._layout.insertWidget(len(self._buttons) - 1, button)

    @Slot()
    def _on_clicked(self) -> None:
        was = self.chosen
        now = [reason for reason, button in self._buttons.items() if button.isChecked() and reason != was]
        self.chosen = now[0] if now else ""
        for reason, button in self._buttons.items():
            button.setChecked(reason == self.chosen)
            button.setProperty("active", reason == self.chosen)
            button.style().unpolish(button)
            button.style().polish(button)
        self.chosen_changed.emit()


class RejectedDetail(DetailPane):
    """One message: what was wrong, what to do, and the message itself with nothing invisible."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, tr("No message chosen"), tr("Choose one to see what was wrong with it."))
        self._times = kit.times
        self._facts = Facts()
        self.text = _viewer(tr("The message as text"))
        self.hex = _viewer(tr("The message as bytes"))
        self.add_tab(self._facts, tr("What to do"))
        self.add_tab(self.text, tr("Text"))
        self.add_tab(self.hex, tr("Bytes"))

    def show_message(self, message: RejectedRow | None) -> None:
        if message is None:
            self.show_nothing()
            return
        self.show_record(title(message.reason), explanation(message.reason))
        size = size_text(self._times, message.size)
        if message.size > len(message.payload):
            size = tr(
                "{size}, of which the first {kept} are kept",
                size=size,
                kept=size_text(self._times, len(message.payload)),
            )
        self._facts.set_facts(
            (
                (tr("What to do"), advice(message.reason)),
                (tr("Found"), message.detail),
                (tr("Topic"), as_text(message.topic.encode())),
                (tr("When"), self._times.full(message.at)),
                (tr("Size"), size),
            )
        )
        _put(self.text, as_text(message.payload))
        _put(self.hex, as_hex(message.payload))


class RejectedTab(QWidget):
    """List and detail."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._rows: Sequence[RejectedRow] = ()
        self._words: list[str] = []
        self.reasons = ReasonBar(kit)
        self.table: RowTable[RejectedRow] = RowTable(
            rejected_columns(kit.times), kit, "devices_rejected", tr("Rejected messages")
        )
        self.detail = RejectedDetail(kit)
        self._arrange()
        self.reasons.chosen_changed.connect(self._show)
        self.table.row_chosen.connect(self.detail.show_message)

    def show_rows(self, rows: Sequence[RejectedRow]) -> None:
        self._rows = rows
        self._show()

    def search(self, words: str) -> None:
        self._words = words.casefold().split()
        self._show()

    def _arrange(self) -> None:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.table)
        splitter.addWidget(self.detail)
        splitter.setSizes([640, 400])
        splitter.setStretchFactor(0, 1)
        splitter.setChildrenCollapsible(False)
        self.table.set_empty(
            tr("No message was rejected"),
            tr("What cannot be understood is kept here, with the reason and what to do about it."),
            "circle-check",
        )
        self.reasons.hide()
        whole = column(self)
        whole.addWidget(self.reasons)
        whole.addWidget(splitter, 1)

    @Slot()
    def _show(self) -> None:
        chosen = self.reasons.chosen
        self.table.set_rows(
            [
                row
                for row in self._rows
                if (not chosen or row.reason == chosen) and all(word in row.words for word in self._words)
            ]
        )


def _viewer(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setAccessibleName(name)
    made.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
    made.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    return made


def _put(viewer: QPlainTextEdit, text: str) -> None:
    if viewer.toPlainText() != text:
        viewer.setPlainText(text)
