"""Asks into which file a report is to be written."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.shared.memory import Memory
from domain.language import tr

FOLDER = "reports/folder"
SUFFIXES = ("xlsx", "csv", "json")


class SaveDialog(QFileDialog):
    """Offers the last folder and a good name; the end of the name follows the kind of file."""

    file_chosen = Signal(str)

    def __init__(self, name: str, memory: Memory, parent: QWidget) -> None:
        words = (tr("Excel (*.xlsx)"), tr("CSV (*.csv)"), tr("JSON (*.json)"))
        super().__init__(parent, tr("Export"), memory.text(FOLDER), ";;".join(words))
        self._memory = memory
        self.setObjectName("dialog_export")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setDefaultSuffix(SUFFIXES[0])
        self.filterSelected.connect(partial(self._follow, dict(zip(words, SUFFIXES, strict=True))))
        self.selectFile(f"{name}.{SUFFIXES[0]}")
        self.fileSelected.connect(self._on_selected)

    def _follow(self, suffixes: Mapping[str, str], chosen: str) -> None:
        self.setDefaultSuffix(suffixes.get(chosen, SUFFIXES[0]))

    def _on_selected(self, path: str) -> None:
        self._memory.keep(FOLDER, str(Path(path).parent))
        self.file_chosen.emit(path)
