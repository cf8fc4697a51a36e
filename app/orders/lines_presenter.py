"""Keeps what is typed into the sheet of lines, one cell after the other; holds no widgets."""

from functools import partial
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.sheet_edits import Edit, SheetEdits, check_before
from app.shared.sheet_model import NEW
from app.shared.tasks import Latest
from app.shared.typed import day, moment, plain_number
from domain.catalogue.model import LineKind
from domain.errors import Gone
from domain.language import tr
from domain.orders import cancelling, line_service
from domain.orders.article_search import ArticleHit, articles_matching
from domain.orders.content import LineStatus
from domain.orders.line_draft import LineDraft, LineFields
from domain.orders.line_queries import LineRow, line
from domain.store.unit_of_work import UnitOfWork

NUMBERS = {"quantity", "sales_price", "cost_price", "tax_percent"}
MOMENTS = {"started_at", "finished_at"}


class LinesPresenter(SheetEdits):
    """One edit after the other, each with the version that the one before left behind."""

    found = Signal(str, object)
    """The words that were searched, and the articles."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(kit.tasks, parent)
        self._kit = kit
        self._desk = desk
        self._search = Latest(kit.tasks, self)

    def change(self, row: LineRow, name: str, value: Any) -> None:
        """Put `value` into a field of a line."""
        edit = Edit(row.order_id, row.id, name, value, getattr(row, name, None))
        self.line_up(edit, partial(self._change, edit))

    def change_article(self, row: LineRow, article: ArticleHit) -> None:
        """Charge something else; the kind follows from the article."""
        edit = Edit(row.order_id, row.id, "article_id", article.id, row.article_id)
        fields: LineFields = {"article_id": article.id, "kind": article.kind}
        self.line_up(edit, partial(self._change, edit, fields))

    def add(self, order_id: int, draft: LineDraft, field: str) -> None:
        """Add a line; `field` is the cell that asked for it."""
        edit = Edit(order_id, NEW, field, draft, None)
        self.line_up(edit, partial(self._desk.do, _added, order_id, draft))

    def strike(self, row: LineRow) -> None:
        """Cancel a line, or bring a cancelled one back."""
        edit = Edit(row.order_id, row.id, "text", None, None)
        cancelled = row.status is LineStatus.CANCELLED
        service = cancelling.revoke_line if cancelled else cancelling.cancel_line
        self.line_up(edit, partial(self._desk.do, service, row.id))

    def remove(self, row: LineRow) -> None:
        """Take a line away."""
        edit = Edit(row.order_id, row.id, "text", None, None)
        self.line_up(edit, partial(self._desk.do, line_service.remove_line, row.id, row.version))

    def reprice(self, row: LineRow) -> None:
        """Forget prices that were typed in."""
        edit = Edit(row.order_id, row.id, "sales_price", None, None)
        self.line_up(edit, partial(self._desk.do, line_service.reprice, row.id, row.version))

    def search(self, words: str) -> None:
        """Look for articles."""
        self._search.run(partial(self._find, words), partial(self._on_found, words))

    def _change(self, edit: Edit, fields: LineFields | None = None) -> None:
        """Off the window's thread: with the line as it is by now."""
        with self._desk.store.read() as session:
            row = line(session, edit.row_id)
        if row is None:
            raise Gone(tr("This line is not there any more."))
        present = getattr(row, edit.name, None)
        value = self._typed(edit, row)
        check_before(edit, present, value)
        wanted = fields or cast(LineFields, {edit.name: value})
        self._desk.do(_changed, row.id, row.version, wanted)

    def _typed(self, edit: Edit, row: LineRow) -> Any:
        times = self._kit.times
        if edit.name in NUMBERS:
            return plain_number(str(edit.value))
        if edit.name == "done_on":
            return day(str(edit.value), times, edit.name)
        if edit.name in MOMENTS:
            return moment(str(edit.value), row.done_on, times, edit.name)
        return edit.value

    def _find(self, words: str) -> tuple[ArticleHit, ...]:
        with self._desk.store.read() as session:
            return tuple(articles_matching(session, words))

    def _on_found(self, words: str, found: tuple[ArticleHit, ...]) -> None:
        self.found.emit(words, found)


def new_line(kind: LineKind, text: str) -> LineDraft:
    """A line without an article."""
    return LineDraft(kind, text=text)


def _added(work: UnitOfWork, order_id: int, draft: LineDraft) -> int:
    return line_service.add_line(work, order_id, draft).id


def _changed(work: UnitOfWork, line_id: int, version: int, fields: LineFields) -> None:
    line_service.change_line(work, line_id, version, **fields)
