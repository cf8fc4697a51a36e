"""Two buttons: one takes a rule from a file into the form, the other writes what stands in the form."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from app.shared.fields import Field
from app.shared.layout import column, label, row
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.definitions.checking import check
from domain.monitoring.rule_file import RuleFile, read, written


class FileField(Field):
    """Has no value of its own; `take` gives what was imported, once."""

    def __init__(self, name: str, title: str) -> None:
        whole = QWidget()
        self.import_button = QPushButton(tr("Import from a file…"))
        self.export_button = QPushButton(tr("Export to a file…"))
        self.said = label("", "wrong", wrap=True)
        super().__init__(name, title, whole)
        lines = column(whole, spacing=4)
        beside = row(spacing=6)
        beside.addWidget(self.import_button)
        beside.addWidget(self.export_button)
        beside.addStretch(1)
        lines.addLayout(beside)
        lines.addWidget(self.said)
        self.said.hide()
        whole.setFocusProxy(self.import_button)
        self._imported: RuleFile | None = None
        self._shown: RuleFile | None = None
        self._why_not = ""
        self.import_button.clicked.connect(self._on_import)
        self.export_button.clicked.connect(self._on_export)

    def value(self) -> None:
        return None

    def set_value(self, value: Any) -> None:
        """There is nothing to fill in."""

    def take(self) -> RuleFile | None:
        """What was imported since it was asked for last."""
        imported, self._imported = self._imported, None
        return imported

    def show_rule(self, rule: RuleFile) -> None:
        """What an export would write."""
        self._shown, self._why_not = rule, ""

    def refuse(self, sentence: str) -> None:
        """What is shown cannot be exported as it is."""
        self._shown, self._why_not = None, sentence

    def say(self, sentence: str) -> None:
        """Tell why something could not be done; nothing takes the sentence away."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    @Slot(str)
    def import_from(self, path: str) -> None:
        """Take the rule of a file."""
        self.say("")
        try:
            self._imported = read(Path(path).read_bytes())
        except OSError as error:
            self.say(tr("The file cannot be read: {why}.", why=error.strerror or str(error)))
        except Refusal as refusal:
            self.say(str(refusal))
        else:
            self.edited.emit()

    @Slot(str)
    def export_to(self, path: str) -> None:
        """Write the rule that is shown."""
        self.say(self._why_not)
        if self._shown is None:
            return
        try:
            check(self._shown.definition)
            Path(path).write_bytes(written(self._shown))
        except OSError as error:
            self.say(tr("The file cannot be written: {why}.", why=error.strerror or str(error)))
        except Refusal as refusal:
            self.say(str(refusal))

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
        dialog = QFileDialog(self.widget, title, "", tr("Rules (*.json)"))
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog
