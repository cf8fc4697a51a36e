"""Keeps what is typed into the sheet of an agreement's lines; holds no widgets."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.shared.desk import Desk
from app.shared.kit import Kit
from app.shared.sheet_edits import Edit, SheetEdits, check_before
from app.shared.sheet_model import NEW
from app.shared.tasks import Latest
from app.shared.typed import day, plain_number
from domain.agreements.detail import LineDetail, line_detail
from domain.agreements.line_service import AgreementLineDraft, add_line, change_line, stop_line
from domain.errors import Gone
from domain.language import tr
from domain.orders.article_search import ArticleHit, articles_matching
from domain.reporting.agreement_choices import Choices, asset_choices

DAYS = {"starts_on", "ends_on"}


class LineEdits(SheetEdits):
    """One edit after the other, each with the version that the one before left behind."""

    found = Signal(str, object)
    """The words that were searched, and the articles."""
    assets_found = Signal(object)
    """The assets of the customer, as ids with names."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(kit.tasks, parent)
        self._kit = kit
        self._desk = desk
        self._search, self._assets = Latest(kit.tasks, self), Latest(kit.tasks, self)

    def change(self, agreement_id: int, row: LineDetail, name: str, value: Any) -> None:
        """Put a value into a field of a line."""
        edit = Edit(agreement_id, row.id, name, value, getattr(row.draft, name))
        self.line_up(edit, partial(self._change, edit))

    def change_article(self, agreement_id: int, row: LineDetail, article: ArticleHit) -> None:
        """Promise something else; the kind follows from the article."""
        edit = Edit(agreement_id, row.id, "article_id", article.id, row.draft.article_id)
        self.line_up(edit, partial(self._change, edit, article))

    def add(self, agreement_id: int, draft: AgreementLineDraft, field: str) -> None:
        """Promise a further service; `field` is the cell that asked for it."""
        self.line_up(Edit(agreement_id, NEW, field), partial(self._desk.do, add_line, agreement_id, draft))

    def strike(self, agreement_id: int, row: LineDetail) -> None:
        """Stop a line, or let one that is stopped go on."""
        work = partial(self._desk.do, stop_line, row.id, stopped=not row.stopped)
        self.line_up(Edit(agreement_id, row.id, "text"), work)

    def search(self, words: str) -> None:
        """Look for articles."""
        self._search.run(partial(self._find, words), partial(self.found.emit, words))

    def look_for_assets(self, customer_id: int | None) -> None:
        """Read which assets a line can be for."""
        self._assets.run(partial(self._read_assets, customer_id), self.assets_found.emit)

    def _change(self, edit: Edit, article: ArticleHit | None = None) -> None:
        """Off the window's thread: with the line as it is by now."""
        with self._desk.store.read() as session:
            row = line_detail(session, edit.row_id)
        if row is None:
            raise Gone(tr("This line is not there any more."))
        value = self._typed(edit)
        check_before(edit, getattr(row.draft, edit.name), value)
        kind = row.draft.kind if article is None else article.kind
        wanted = replace(row.draft, **{"kind": kind, edit.name: value})
        self._desk.do(change_line, row.id, wanted, row.version)

    def _typed(self, edit: Edit) -> Any:
        if edit.name == "quantity":
            return plain_number(str(edit.value))
        if edit.name in DAYS:
            return day(str(edit.value), self._kit.times, edit.name) if str(edit.value).strip() else None
        return edit.value

    def _find(self, words: str) -> tuple[ArticleHit, ...]:
        with self._desk.store.read() as session:
            return tuple(articles_matching(session, words))

    def _read_assets(self, customer_id: int | None) -> Choices:
        with self._desk.store.read() as session:
            return asset_choices(session, customer_id)
