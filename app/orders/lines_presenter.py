"""Keeps what is typed into the sheet of lines, one cell after the other; holds no widgets."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QObject, Signal, Slot

from app.orders.typed import day, moment, plain_number
from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.tasks import Latest
from domain.catalogue.model import LineKind
from domain.errors import CalloutError, Gone, Overtaken, Refusal
from domain.language import tr
from domain.orders import cancelling, line_service
from domain.orders.article_search import ArticleHit, articles_matching
from domain.orders.content import LineStatus
from domain.orders.line_draft import LineDraft, LineFields
from domain.orders.line_queries import LineRow, line
from domain.store.unit_of_work import UnitOfWork

NEW = 0
NUMBERS = {"quantity", "sales_price", "cost_price", "tax_percent"}
MOMENTS = {"started_at", "finished_at"}


@dataclass(frozen=True, slots=True)
class Edit:
    """One wish: `before` is what stood in the cell when it was typed into."""

    order_id: int
    line_id: int
    name: str
    value: Any
    before: Any


class LinesPresenter(QObject):
    """One edit after the other, each with the version that the one before left behind."""

    kept = Signal(int, str)
    """What was typed for the line in the field is kept."""
    added = Signal(int)
    """The id of a new line."""
    refused = Signal(int, str, str)
    """Line (0 for a new one), field, and the sentence why not."""
    found = Signal(str, object)
    """The words that were searched, and the articles."""
    changed = Signal()
    """Something is different in the store."""
    told = Signal(object)

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._desk = desk
        self._waiting: deque[tuple[Edit, Callable[[], Any]]] = deque()
        self._running: Edit | None = None
        self._search = Latest(kit.tasks, self)

    def change(self, row: LineRow, name: str, value: Any) -> None:
        """Put `value` into a field of a line."""
        edit = Edit(row.order_id, row.id, name, value, getattr(row, name, None))
        self._line_up(edit, partial(self._change, edit))

    def change_article(self, row: LineRow, article: ArticleHit) -> None:
        """Charge something else; the kind follows from the article."""
        edit = Edit(row.order_id, row.id, "article_id", article.id, row.article_id)
        fields: LineFields = {"article_id": article.id, "kind": article.kind}
        self._line_up(edit, partial(self._change, edit, fields))

    def add(self, order_id: int, draft: LineDraft, field: str) -> None:
        """Add a line; `field` is the cell that asked for it."""
        edit = Edit(order_id, NEW, field, draft, None)
        self._line_up(edit, partial(self._desk.do, _added, order_id, draft))

    def strike(self, row: LineRow) -> None:
        """Cancel a line, or bring a cancelled one back."""
        edit = Edit(row.order_id, row.id, "text", None, None)
        cancelled = row.status is LineStatus.CANCELLED
        service = cancelling.revoke_line if cancelled else cancelling.cancel_line
        self._line_up(edit, partial(self._desk.do, service, row.id))

    def remove(self, row: LineRow) -> None:
        """Take a line away."""
        edit = Edit(row.order_id, row.id, "text", None, None)
        self._line_up(edit, partial(self._desk.do, line_service.remove_line, row.id, row.version))

    def reprice(self, row: LineRow) -> None:
        """Forget prices that were typed in."""
        edit = Edit(row.order_id, row.id, "sales_price", None, None)
        self._line_up(edit, partial(self._desk.do, line_service.reprice, row.id, row.version))

    def search(self, words: str) -> None:
        """Look for articles."""
        self._search.run(partial(self._find, words), partial(self._on_found, words))

    def _line_up(self, edit: Edit, work: Callable[[], Any]) -> None:
        self._waiting.append((edit, work))
        self._next()

    def _next(self) -> None:
        if self._running is None and self._waiting:
            self._running, work = self._waiting.popleft()
            self._kit.tasks.run(work, self._on_kept, self._on_refused, owner=self)

    def _change(self, edit: Edit, fields: LineFields | None = None) -> None:
        """Off the window's thread: with the line as it is by now."""
        with self._desk.store.read() as session:
            row = line(session, edit.line_id)
        if row is None:
            raise Gone(tr("This line is not there any more."))
        present = getattr(row, edit.name, None)
        value = self._typed(edit, row)
        if present not in (edit.before, value):
            raise Overtaken(tr("Somebody else has changed this meanwhile; look again."), field=edit.name)
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

    @Slot(object)
    def _on_kept(self, result: Any) -> None:
        edit = self._running
        self._running = None
        if edit is not None:
            self.kept.emit(edit.line_id, edit.name)
            if edit.line_id == NEW:
                self.added.emit(result)
            self.changed.emit()
        self._next()

    @Slot(object)
    def _on_refused(self, error: Exception) -> None:
        edit = self._running
        self._running = None
        if edit is not None:
            field = (error.field if isinstance(error, Refusal) else None) or edit.name
            self.refused.emit(edit.line_id, field, str(error))
            if not isinstance(error, CalloutError):
                self.told.emit(Notice(str(error), Mood.ERROR))
            self.changed.emit()
        self._next()

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
