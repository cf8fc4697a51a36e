"""The preview of a paper: look at it, print it, save it as PDF."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QWidget

from app.shared.actions import Action, BoundAction, bind, tooltip
from app.shared.buttons import ActionButton, IconButton
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.papers.leaves import Leaves
from app.shared.papers.page_view import PageView
from app.shared.papers.pdf import write_pdf
from app.shared.papers.printing import PrintQuestion
from domain.documents.sheets import Sheet
from domain.language import tr

WIDTH, HEIGHT = 900, 860
FOLDER = "papers/folder"


def open_preview(parent: QWidget, kit: Kit, sheet: Sheet) -> "PreviewDialog":
    """Show a paper in a window of its own, over `parent`."""
    dialog = PreviewDialog(kit, sheet, parent)
    dialog.open()
    return dialog


class PaperPreview(QWidget):
    """Pages with what can be done with them; shows nothing until it is given a paper."""

    def __init__(self, kit: Kit, parent: QWidget | None = None, *, primary: bool = False) -> None:
        super().__init__(parent)
        self._kit = kit
        self._sheet: Sheet | None = None
        self.pages = PageView(kit.theme)
        self.actions_by_id = bind(self._declared(), kit.theme, self)
        self._place = label("", "muted")
        self._zoom = label("", "muted")
        self.told = label("", "wrong")
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.told.hide()
        self._arrange(primary=primary)
        self.pages.zoomed.connect(self._on_moved)
        self.pages.moved.connect(self._on_moved)
        self._on_moved()

    def show_sheet(self, sheet: Sheet) -> None:
        """Show this paper from now on."""
        self._sheet = sheet
        self.pages.show_leaves(Leaves(sheet))
        self._tell("", "wrong")
        for action in self.actions_by_id.values():
            action.refresh()

    def save_to(self, path: Path) -> None:
        """Save the paper shown as PDF."""
        if self._sheet is None:
            return
        self._kit.memory.keep(FOLDER, str(path.parent))
        work = partial(write_pdf, path, self._sheet)
        self._kit.tasks.run(work, partial(self._on_saved, path), self._on_failed, owner=self)

    def _declared(self) -> tuple[Action, ...]:
        return (
            Action("paper_print", tr("Print…"), self._print, "Ctrl+P", "file-text", self._has_paper),
            Action("paper_save", tr("Save as PDF…"), self._ask_where, "Ctrl+S", "save", self._has_paper),
            Action("paper_larger", tr("Larger"), self.pages.zoom_in, "Ctrl++", "zoom-in", self._has_paper),
            Action("paper_smaller", tr("Smaller"), self.pages.zoom_out, "Ctrl+-", "zoom-out", self._has_paper),
            Action("paper_fit", tr("Fit the width"), self.pages.fit, "Ctrl+0", "maximize-2", self._has_paper),
        )

    def _arrange(self, *, primary: bool) -> None:
        bar = row(margins=(8, 6, 8, 6), spacing=6)
        for name, action in self.actions_by_id.items():
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
            bar.addWidget(self._button(action, primary=primary and name == "paper_save"))
        self.actions_by_id["paper_larger"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        bar.addWidget(self._zoom)
        bar.addStretch(1)
        bar.addWidget(self._place)
        whole = column(self)
        whole.addLayout(bar)
        whole.addWidget(self.told)
        whole.addWidget(self.pages, 1)
        self.setFocusProxy(self.pages)

    def _button(self, action: BoundAction, *, primary: bool) -> QAbstractButton:
        if action.action.id in {"paper_print", "paper_save"}:
            return ActionButton(action, self._kit.theme, primary=primary)
        quiet = IconButton(action.action.icon, tooltip(action.action), self._kit.theme)
        quiet.clicked.connect(action.trigger)
        return quiet

    def _has_paper(self) -> bool:
        return self._sheet is not None

    def _print(self) -> None:
        if self._sheet is not None:
            PrintQuestion(self._sheet, self, Path(self._folder())).failed.connect(self._on_failed)

    def _folder(self) -> str:
        """Where the last paper went, else where documents are kept."""
        own = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return self._kit.memory.text(FOLDER) or own

    def _ask_where(self) -> None:
        if self._sheet is None:
            return
        dialog = QFileDialog(self, tr("Save as PDF"), self._folder(), tr("PDF (*.pdf)"))
        dialog.setObjectName("dialog_save_paper")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._sheet.file_name)
        dialog.fileSelected.connect(self._on_place_chosen)
        dialog.open()

    @Slot(str)
    def _on_place_chosen(self, path: str) -> None:
        self.save_to(Path(path))

    def _on_saved(self, path: Path, _nothing: None) -> None:
        self._tell(tr("Saved as {file}", file=path), "hint")

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._tell(str(error), "wrong")

    def _tell(self, sentence: str, role: str) -> None:
        self.told.setProperty("role", role)
        self.told.style().polish(self.told)
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    @Slot()
    def _on_moved(self) -> None:
        count = self.pages.count
        self._place.setText(tr("Page {page} of {count}", page=self.pages.page, count=count) if count else "")
        self._zoom.setText(tr("{percent} %", percent=round(self.pages.zoom * 100)) if count else "")


class PreviewDialog(QDialog):
    """One paper in a window of its own."""

    def __init__(self, kit: Kit, sheet: Sheet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("dialog_preview")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(sheet.title)
        self.preview = PaperPreview(kit, self, primary=True)
        column(self).addWidget(self.preview)
        room = parent.window().size()
        self.resize(min(WIDTH, room.width()), min(HEIGHT, room.height()))
        self.preview.show_sheet(sheet)
        self.preview.setFocus()
