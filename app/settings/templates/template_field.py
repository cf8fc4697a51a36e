"""The source of a template beside what it makes of a made-up order."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QSizePolicy, QSplitter, QWidget

from app.settings.source import Loaded
from app.settings.templates.source import TemplateSource
from app.settings.templates.source_edit import SourceEdit
from app.shared.fields import Field
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.papers.leaves import Leaves
from app.shared.papers.page_view import PageView
from app.shared.tasks import Latest
from domain.documents.faults import TemplateFault
from domain.documents.sheets import Sheet
from domain.documents.template_service import preview

PAUSE_MS = 300
LEAST_HEIGHT = 360


class TemplateField(Field):
    """The value is the source; while it is written, the paper beside it follows."""

    def __init__(self, name: str, title: str, kit: Kit) -> None:
        whole = QWidget()
        super().__init__(name, title, whole)
        self.edit = SourceEdit(kit.theme)
        self.edit.setAccessibleName(title)
        self.pages = PageView(kit.theme)
        self.fault = label("", "wrong", wrap=True)
        self._latest = Latest(kit.tasks, self)
        self._timer = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._row: TemplateSource | None = None
        self._loaded: Loaded[TemplateSource] = Loaded(())
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.edit)
        splitter.addWidget(self.pages)
        splitter.setMinimumHeight(LEAST_HEIGHT)
        splitter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        splitter.setSizes([1000, 1000])
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        layout = column(whole, spacing=4)
        layout.addWidget(self.fault)
        layout.addWidget(splitter, 1)
        self.fault.hide()
        whole.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self._on_typed)
        self._timer.timeout.connect(self.preview)

    def value(self) -> str:
        return self.edit.toPlainText()

    def set_value(self, value: Any) -> None:
        if value != self.edit.toPlainText():
            self.edit.setPlainText(str(value or ""))

    def show_template(self, row: TemplateSource | None, loaded: Loaded[TemplateSource]) -> None:
        """Whose source this is; its paper is shown."""
        changed = (self._row, self._loaded) != (row, loaded)
        self._row, self._loaded = row, loaded
        if changed:
            self.preview()

    @Slot()
    def preview(self) -> None:
        """Fill the template as it stands, off the window's thread."""
        self._timer.stop()
        if self._row is not None:
            known = self._loaded.more
            work = partial(preview, self._row.name, self.value(), known["own"], known["parameters"])
            self._latest.run(work, self._on_sheet, self._on_fault)

    @Slot()
    def _on_typed(self) -> None:
        self._timer.start()
        self.edited.emit()

    def _on_sheet(self, sheet: Sheet) -> None:
        self.pages.show_leaves(Leaves(sheet))
        self.edit.mark_line(0)
        self.fault.hide()

    def _on_fault(self, error: Exception) -> None:
        self.fault.setText(str(error))
        self.fault.show()
        own = isinstance(error, TemplateFault) and self._row is not None and error.template == self._row.name
        self.edit.mark_line(error.line if own and isinstance(error, TemplateFault) else 0)
