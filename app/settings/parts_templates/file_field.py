"""The path of a file, typed or chosen."""

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPushButton, QWidget

from app.shared.fields import Field
from app.shared.layout import row
from domain.language import tr


class FileField(Field):
    """A line for the path, and a button that looks for it."""

    def __init__(self, name: str, title: str, words: str) -> None:
        whole = QWidget()
        self._words = words
        self.line = QLineEdit()
        self.button = QPushButton(tr("Choose…"))
        super().__init__(name, title, whole)
        self.line.setAccessibleName(title)
        beside = row(whole, spacing=6)
        beside.addWidget(self.line, 1)
        beside.addWidget(self.button)
        whole.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_edited)
        self.button.clicked.connect(self._on_choose)

    def value(self) -> str:
        return self.line.text().strip()

    def set_value(self, value: Any) -> None:
        self.line.setText(value or "")

    @Slot()
    def _on_choose(self) -> None:
        dialog = QFileDialog(self.widget, self.title, "", self._words)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.line.setText)
        dialog.open()
