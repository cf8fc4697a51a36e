"""Two buttons: one takes a mapping from a file into the form, the other writes what stands in the form."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.shared.fields import Field
from app.shared.layout import column, label, row
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.mapping_service import MappingDraft
from domain.monitoring.mappings.checking import check
from domain.monitoring.mappings.definition import Described
from domain.monitoring.mappings.exchange import read, write


class FileField(Field):
    """Has no value of its own; `take` gives what was imported, once."""

    def __init__(self, name: str, title: str) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self.import_button = QPushButton(tr("Import from a file…"))
        self.export_button = QPushButton(tr("Export to a file…"))
        self.said = label("", "wrong", wrap=True)
        self._imported: Described | None = None
        self._draft: MappingDraft | None = None
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

    def take(self) -> Described | None:
        """What was imported since it was asked for last."""
        imported, self._imported = self._imported, None
        return imported

    def show_mapping(self, draft: MappingDraft) -> None:
        """What an export would write."""
        self._draft = draft

    @Slot(str)
    def import_from(self, path: str) -> None:
        """Take the mapping of a file."""
        try:
            self._imported = read(Path(path).read_bytes())
        except OSError as error:
            self._say(tr("The file cannot be read: {why}.", why=error.strerror or str(error)))
        except Refusal as refusal:
            self._say(str(refusal))
        else:
            self._say("")
            self.edited.emit()

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write the mapping that is shown."""
        if self._draft is None:
            return
        try:
            check(self._draft.definition)
            Path(path).write_bytes(write(Described(self._draft.name, self._draft.definition)))
        except OSError as error:
            self._say(tr("The file cannot be written: {why}.", why=error.strerror or str(error)))
        except Refusal as refusal:
            self._say(str(refusal))
        else:
            self._say("")

    def _say(self, sentence: str) -> None:
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
        dialog = QFileDialog(self.widget, title, "", tr("Mappings (*.json)"))
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
