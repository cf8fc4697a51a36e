"""The lines of an order, typed into like a sheet, with what they come to below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.orders.lines_presenter import LinesPresenter, new_line
from app.orders.lines_table import LEAST, is_cancelled, kind_choices, line_columns, may_edit
from app.orders.totals import Totals
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.money import money
from app.shared.sheet import Sheet
from app.shared.type_ahead import Found
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.orders.article_search import ArticleHit
from domain.orders.line_draft import LineDraft
from domain.orders.line_queries import LineRow


class LinesTab(QWidget):
    """Shows lines, keeps what is typed through its presenter."""

    changed = Signal()
    notice_asked = Signal(object)
    reason_asked = Signal(object)
    """A line, cancelling which takes a reason."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self._kit = kit
        self._order_id = 0
        self._new_line_id = 0
        self._takes_new = False
        self.presenter = LinesPresenter(kit, desk, self)
        self.sheet: Sheet[LineRow] = Sheet(line_columns(kit.times), self._may_edit, kit, "lines", tr("Lines"))
        self.sheet.sheet_model().cross_out(is_cancelled)
        self.totals = Totals(kit)
        self._hint = label(
            tr("Enter and Tab go on · typing changes · Del crosses a line out, or brings it back"), "hint", wrap=True
        )
        self._hint.setContentsMargins(16, 4, 16, 4)
        layout = column(self)
        layout.addWidget(self.sheet, 1)
        layout.addWidget(self._hint)
        layout.addWidget(self.totals)
        self._connect()

    def show_lines(self, order_id: int, rows: Sequence[LineRow], currency: str, *, may_change: bool) -> None:
        """Show the lines of an order; `may_change` says whether its stage lets them be changed."""
        if order_id != self._order_id:
            self._order_id, self._new_line_id = order_id, 0
            self.sheet.sheet_model().forgive(0)
        self._takes_new = may_change
        self._hint.setVisible(may_change)
        self.sheet.set_rows(tuple(rows), takes_new=may_change)
        self.totals.show_lines(rows, currency)
        if self._new_line_id and self.sheet.go_to(self._new_line_id, "quantity"):
            self._new_line_id = 0

    def offer_technicians(self, technicians: Sequence[tuple[int, str]]) -> None:
        """Who can have done the work."""
        self.sheet.offer_choices("technician_id", [(None, tr("nobody")), *technicians])

    def begin_new(self) -> None:
        """Begin a new line."""
        self.sheet.begin_new("article_id")

    def chosen(self) -> LineRow | None:
        """The line in which the cursor is."""
        return self.sheet.sheet_model().row_at(self.sheet.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for at, each in enumerate(self.sheet.sheet_model().columns):
            self.sheet.setColumnHidden(at, self.width() < LEAST.get(each.name, 0))

    def _may_edit(self, row: LineRow, name: str) -> bool:
        return self._takes_new and may_edit(row, name)

    def _connect(self) -> None:
        self.sheet.offer_choices("kind", kind_choices())
        self.sheet.entered.connect(self._on_entered)
        self.sheet.searched.connect(self._on_searched)
        self.sheet.struck.connect(self._on_struck)
        self.presenter.found.connect(self._on_found)
        self.presenter.refused.connect(self._on_refused)
        self.presenter.kept.connect(self._on_kept)
        self.presenter.added.connect(self._on_added)
        self.presenter.changed.connect(self.changed)
        self.presenter.told.connect(self.notice_asked)

    def _row(self, line_id: int) -> LineRow | None:
        return next((row for row in self.sheet.sheet_model().rows() if row.id == line_id), None)

    @Slot(int, str, object)
    def _on_entered(self, line_id: int, name: str, value: Any) -> None:
        row = self._row(line_id)
        wanted: Any = value.id if isinstance(value, ArticleHit) else value
        if row is not None and name == "article_id" and isinstance(value, ArticleHit):
            self.presenter.change_article(row, value)
        elif row is not None:
            self.presenter.change(row, name, wanted)
        elif isinstance(value, ArticleHit):
            self.presenter.add(self._order_id, LineDraft(value.kind, article_id=value.id), name)
        elif str(value).strip():
            self.presenter.add(self._order_id, new_line(LineKind.HOUR, str(value)), name)

    @Slot(str, str)
    def _on_searched(self, _name: str, words: str) -> None:
        self.presenter.search(words)

    @Slot(int)
    def _on_struck(self, line_id: int) -> None:
        row = self._row(line_id)
        if row is not None:
            self.presenter.strike(row)

    @Slot(str, object)
    def _on_found(self, words: str, articles: Sequence[ArticleHit]) -> None:
        self.sheet.offer_found(words, [self._found(article) for article in articles])

    def _found(self, article: ArticleHit) -> Found:
        price = money(article.sales_price, article.currency, self._kit.times)
        below = tr("{kind} · {price} per {unit}", kind=article.kind.label, price=price, unit=article.unit)
        return Found(article, f"{article.number}  {article.name}", below)

    @Slot(int, str, str)
    def _on_refused(self, line_id: int, name: str, sentence: str) -> None:
        row = self._row(line_id)
        if name == "reason" and row is not None:
            self.reason_asked.emit(row)
        else:
            shown = self.sheet.sheet_model().index_of(line_id, name).isValid()
            self.sheet.refuse(line_id, name if shown else "text", sentence)

    @Slot(int, str)
    def _on_kept(self, line_id: int, name: str) -> None:
        self.sheet.sheet_model().forgive(line_id, name)

    @Slot(int)
    def _on_added(self, line_id: int) -> None:
        self._new_line_id = line_id
