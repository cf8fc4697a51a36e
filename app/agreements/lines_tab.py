"""The lines of an agreement, typed into like a sheet."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.agreements.line_edits import LineEdits
from app.agreements.lines_sheet import LEAST, is_over, kind_choices, may_edit, sheet_columns
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.sheet import Sheet
from app.shared.type_ahead import Found
from domain.agreements.detail import LineDetail
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.orders.article_search import ArticleHit
from domain.reporting.agreement_choices import Choices
from domain.reporting.agreement_overview import AgreementOverview

FIELDS = {"article": "article_id", "asset": "asset_id"}
"""Columns by the field that a refusal is about, where they are called otherwise."""


class LinesTab(QWidget):
    """Shows lines, keeps what is typed; what held on another day is only read."""

    chosen_changed = Signal()
    changed = Signal()
    """Something typed was kept, or was not."""
    told = Signal(object)
    """A `Notice`."""
    left = Signal()

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self._agreement_id = 0
        self._takes_new = False
        self._new_line_id = 0
        self.edits = LineEdits(kit, desk, self)
        columns = sheet_columns(kit.times)
        self.sheet: Sheet[LineDetail] = Sheet(columns, self._may_edit, kit, "agreement_lines", tr("Lines"))
        self.sheet.sheet_model().cross_out(is_over)
        self._hint = label(
            tr("Enter and Tab go on · typing changes · Del stops a line, or lets it go on"), "hint", wrap=True
        )
        self._hint.setContentsMargins(16, 4, 16, 4)
        self.setFocusProxy(self.sheet)
        layout = column(self)
        layout.addWidget(self.sheet, 1)
        layout.addWidget(self._hint)
        self._connect()

    def show_lines(self, shown: AgreementOverview) -> None:
        """Show those of an agreement, as they are or as they held on a day."""
        whole = shown.agreement
        if whole.id != self._agreement_id:
            self._agreement_id, self._new_line_id = whole.id, 0
            self.sheet.sheet_model().forgive(0)
            self.edits.look_for_assets(whole.customer_id)
        self._takes_new = shown.as_of is None
        self._hint.setVisible(self._takes_new)
        self.sheet.set_rows(whole.lines, takes_new=self._takes_new)
        if self._new_line_id and self.sheet.go_to(self._new_line_id, "quantity"):
            self._new_line_id = 0

    def rows(self) -> tuple[LineDetail, ...]:
        return self.sheet.sheet_model().rows()

    def chosen(self) -> LineDetail | None:
        """The line in which the cursor is."""
        return self.sheet.sheet_model().row_at(self.sheet.currentIndex())

    def choose(self, line_id: int) -> bool:
        """Put the cursor into a line; says whether it is there."""
        return self.sheet.go_to(line_id, "text")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, each in enumerate(self.sheet.sheet_model().columns):
            self.sheet.setColumnHidden(at, self.width() < LEAST.get(each.name, 0))

    def _may_edit(self, row: LineDetail, name: str) -> bool:
        return self._takes_new and may_edit(row, name)

    def _connect(self) -> None:
        self.sheet.offer_choices("kind", kind_choices())
        self.sheet.entered.connect(self._on_entered)
        self.sheet.searched.connect(self._on_searched)
        self.sheet.struck.connect(self._on_struck)
        self.sheet.cell_changed.connect(self.chosen_changed)
        self.sheet.left.connect(self.left)
        self.edits.found.connect(self._on_found)
        self.edits.assets_found.connect(self._on_assets)
        self.edits.refused.connect(self._on_refused)
        self.edits.kept.connect(self._on_kept)
        self.edits.added.connect(self._on_added)
        self.edits.changed.connect(self.changed)
        self.edits.told.connect(self.told)

    def _row(self, line_id: int) -> LineDetail | None:
        return next((row for row in self.rows() if row.id == line_id), None)

    @Slot(int, str, object)
    def _on_entered(self, line_id: int, name: str, value: Any) -> None:
        row = self._row(line_id)
        if row is not None and isinstance(value, ArticleHit):
            self.edits.change_article(self._agreement_id, row, value)
        elif row is not None:
            self.edits.change(self._agreement_id, row, name, value)
        elif isinstance(value, ArticleHit):
            self.edits.add(self._agreement_id, AgreementLineDraft(value.kind, article_id=value.id), name)
        elif str(value).strip():
            self.edits.add(self._agreement_id, AgreementLineDraft(LineKind.HOUR, str(value), unit="h"), name)

    @Slot(str, str)
    def _on_searched(self, _name: str, words: str) -> None:
        self.edits.search(words)

    @Slot(int)
    def _on_struck(self, line_id: int) -> None:
        row = self._row(line_id)
        if row is not None and self._may_edit(row, "text"):
            self.edits.strike(self._agreement_id, row)

    @Slot(str, object)
    def _on_found(self, words: str, articles: Sequence[ArticleHit]) -> None:
        self.sheet.offer_found(
            words, [Found(each, f"{each.number}  {each.name}", each.kind.label) for each in articles]
        )

    @Slot(object)
    def _on_assets(self, assets: Choices) -> None:
        self.sheet.offer_choices("asset_id", [(None, tr("all assets")), *assets])

    @Slot(int, str, str)
    def _on_refused(self, line_id: int, name: str, sentence: str) -> None:
        cell = FIELDS.get(name, name)
        shown = self.sheet.sheet_model().index_of(line_id, cell).isValid()
        self.sheet.refuse(line_id, cell if shown else "text", sentence)

    @Slot(int, str)
    def _on_kept(self, line_id: int, name: str) -> None:
        self.sheet.sheet_model().forgive(line_id, name)

    @Slot(int)
    def _on_added(self, line_id: int) -> None:
        self._new_line_id = line_id
