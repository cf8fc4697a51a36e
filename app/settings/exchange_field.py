"""Two buttons: one takes what a file holds into the form, the other writes what stands in the form."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.shared.fields import Field
from app.shared.layout import column, label, row
from domain.errors import Refusal
from domain.language import tr

Carried = TypeVar("Carried")


class ExchangeField(Field, Generic[Carried]):
    """Has no value of its own; `take` gives what was imported, once.

    `read` and `write` turn bytes into what is carried and back, and refuse what is of no use. `words` name the files.
    """

    def __init__(
        self,
        name: str,
        title: str,
        words: str,
        read: Callable[[bytes], Carried],
        write: Callable[[Carried], bytes],
    ) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self._words, self._read, self._write = words, read, write
        self._imported: Carried | None = None
        self._shown: Carried | None = None
        self._why_not = ""
        self.import_button = QPushButton(tr("Import from a file…"))
        self.export_button = QPushButton(tr("Export to a file…"))
        self.said = label("", "wrong", wrap=True)
        beside = row(spacing=6)
        beside.addWidget(self.import_button)
        beside.addWidget(self.export_button)
        beside.addStretch(1)
        lines = column(whole, spacing=4)
        lines.addLayout(beside)
        lines.addWidget(self.said)
        self.said.hide()
        whole.setFocusProxy(self.import_button)
        self.import_button.clicked.connect(self._on_import)
        self.export_button.clicked.connect(self._on_export)

    def value(self) -> None:
        return None

    def set_value(self, value: Any) -> None:
        """There is nothing to fill in."""

    def take(self) -> Carried | None:
        """What was imported since it was asked for last."""
        imported, self._imported = self._imported, None
        return imported

    def show_carried(self, carried: Carried) -> None:
        """What an export would write."""
        self._shown, self._why_not = carried, ""

    def refuse(self, sentence: str) -> None:
        """What stands in the form cannot be exported as it is."""
        self._shown, self._why_not = None, sentence

    @Slot(str)
    def import_from(self, path: str) -> None:
        """Take what a file holds."""
        self.say("")
        try:
            self._imported = self._read(Path(path).read_bytes())
        except OSError as error:
            self.say(tr("The file cannot be read: {why}.", why=error.strerror or str(error)))
        except Refusal as refusal:
            self.say(str(refusal))
        else:
            self.edited.emit()

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write what stands in the form."""
        self.say(self._why_not)
        if self._shown is None:
            return
        try:
            Path(path).write_bytes(self._write(self._shown))
        except OSError as error:
            self.say(tr("The file cannot be written: {why}.", why=error.strerror or str(error)))
        except Refusal as refusal:
            self.say(str(refusal))

    def say(self, sentence: str) -> None:
        """Say below the buttons what is to be known of the file; empty for nothing."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    @Slot()
    def _on_import(self) -> None:
        dialog = self._dialog(self.import_button.text(), QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.import_from)
        dialog.open()

    @Slot()
    def _on_export(self) -> None:
        dialog = self._dialog(self.export_button.text(), QFileDialog.FileMode.AnyFile)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self.export_to)
        dialog.open()

    def _dialog(self, title: str, mode: QFileDialog.FileMode) -> QFileDialog:
        dialog = QFileDialog(self.widget, title, "", self._words)
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
