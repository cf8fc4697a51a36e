"""A page with a list, searched and filtered, and the chosen record beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.shared.detail import DetailPane
from app.shared.filters import Chosen, Filter
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.list_presenter import Listing, ListPresenter, Question, Record
from app.shared.more_bar import MoreBar, PageOfRows
from app.shared.narrow import NarrowColumns
from app.shared.page import Page
from app.shared.table import RowTable


class HasId(Protocol):
    """A row of a list."""

    @property
    def id(self) -> int: ...


Row = TypeVar("Row", bound=HasId)


@dataclass(frozen=True, slots=True)
class Empty:
    """What a list without rows says: what would be here, and how to get it."""

    title: str
    hint: str


class ListPage(Page, Generic[Row, Question, Listing, Record]):
    """Shows list and record as the presenter has them; a subclass says what is asked, and shows the record."""

    detail_share: ClassVar[int]
    """How much of the width the record has, in hundredths."""
    first_actions: ClassVar[tuple[str, ...]]
    """What can be done above the list; the first of them is the main one."""
    detail_actions: ClassVar[tuple[str, ...]]
    """The buttons under the name of the record; everything is in the menus of the window."""

    presenter: ListPresenter[Question, Listing, Record]
    table: RowTable[Row]
    detail: DetailPane

    def __init__(self, kit: Kit, filters: Sequence[Filter], parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        self.frame = PageFrame(kit, self.key, self.title, filters)
        self.more = MoreBar(kit)
        self.place = QWidget()
        self._shown: int | None = None

    def question(self, chosen: Chosen) -> Question:
        """What the filters ask for."""
        raise NotImplementedError

    def show_found(self, found: Record | None) -> None:
        """Show the record that is looked at; None where there is none, or none any more."""
        raise NotImplementedError

    def page_of(self, listing: Listing) -> PageOfRows:
        """The rows of what was read, which may be more than these."""
        raise NotImplementedError

    def set_visible_page(self, visible: bool) -> None:
        self.presenter.set_visible(visible)

    def show_record(self, record_id: int) -> None:
        """Show a record, in the list where the search lets it in, beside it in any case."""
        if not self.table.choose(record_id):
            self.table.clearSelection()
        self._look_at(record_id)

    def record_shown(self) -> int | None:
        return self._shown

    def show_made(self, record_id: int) -> None:
        """Show a record that was just made, whatever was searched for."""
        self.frame.search.reset()
        self.presenter.load()
        self.show_record(record_id)

    def arrange(self, least: Mapping[str, int], empty: Empty) -> None:
        """Put everything in its place, once the parts are there; `least` is as for `NarrowColumns`."""
        self.set_frame(self.frame)
        self.frame.set_list(self.place)
        self.frame.set_detail(self.detail, self.detail_share)
        layout = column(self.place)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.more)
        bound = self.bound_actions()
        self.frame.set_actions([bound[name] for name in self.first_actions], primary=self.first_actions[0])
        self.detail.set_actions([bound[name] for name in self.detail_actions])
        self.detail.show_nothing()
        NarrowColumns(self.table, least)
        self.table.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.table.set_empty(empty.title, empty.hint, self.icon)
        self.presenter.ask(self.question(self.frame.filters.chosen()))
        self._listen()

    def _listen(self) -> None:
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.record_loaded.connect(self._on_record)
        self.presenter.loading.connect(self.frame.set_loading)
        self.presenter.failed.connect(self.frame.set_count)
        self.frame.filtered.connect(self._on_filtered)
        self.frame.searched.connect(self.presenter.search)
        self.more.more_asked.connect(self.presenter.more)
        self.table.row_chosen.connect(self._on_chosen)

    def _look_at(self, record_id: int | None) -> None:
        self._shown = record_id
        self.presenter.look_at(record_id)
        if record_id is None:
            self._on_record(None)

    @Slot(object, bool)
    def _on_loaded(self, listing: Listing, again: bool) -> None:
        page = self.page_of(listing)
        self.table.set_rows(page.rows, mark=again)
        self.more.show_page(page)
        self.frame.set_count(self.more.total_of(page))
        if self._shown is not None:
            self.table.choose(self._shown)
        elif page.rows:
            self.table.choose(page.rows[0].id)

    @Slot(object)
    def _on_record(self, found: Record | None) -> None:
        if found is None:
            self._shown = None
            self.detail.show_nothing()
        self.show_found(found)
        self.refresh_actions()

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        self.presenter.ask(self.question(chosen))
        self.presenter.load()

    @Slot(object)
    def _on_chosen(self, row: Row | None) -> None:
        # One that leaves the list, as with another search, stays beside it.
        if row is not None and row.id != self._shown:
            self._look_at(row.id)
