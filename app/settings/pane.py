"""One section on screen: its list, the form beside it, and what keeps the two together."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from app.settings.asking_field import AskingField
from app.settings.editor import RowEditor
from app.settings.presenter import SectionPresenter
from app.settings.section import Deed, Section
from app.settings.source import Loaded
from app.shared.columns import HasId
from app.shared.desk import Desk
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.links import Mood, Notice
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from app.shared.tree import RowTree
from domain.errors import Overtaken

R = TypeVar("R", bound=HasId)
WHOLE = 100


class SectionPane(QWidget, Generic[R]):
    """Lists the rows of a section and edits one of them."""

    told = Signal(object)
    """A `Notice`."""
    changed = Signal()
    """What can be done may have changed."""
    counted = Signal(int, int)
    """How many rows are shown, of how many."""
    link_asked = Signal(object)
    """A `Link` to another page."""
    saved = Signal(int, bool)
    """The id of a row that was saved, and whether it is new."""

    def __init__(self, section: Section[R], kit: Kit, desk: Desk) -> None:
        super().__init__()
        self.section = section
        self._kit = kit
        self._key = f"settings/{section.key}/splitter"
        self.presenter: SectionPresenter[R] = SectionPresenter(kit, desk, section.source, self)
        self.editor: RowEditor[R] = RowEditor(section, kit.theme)
        self.list = _list_of(section, kit)
        self._nothing = EmptyState(kit.theme)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._loaded: Loaded[R] | None = None
        self._words = ""
        self._wanted: int | None = None
        self._arrange()
        self._connect()

    def set_visible(self, visible: bool) -> None:
        self.presenter.set_visible(visible)

    def search(self, words: str) -> None:
        """Show the rows that say `words` in any column."""
        self._words = words.casefold()
        self._show_rows()

    def begin_new(self) -> None:
        """Begin a new row beside the current one."""
        self._wanted = None
        self.editor.show_row(None, self.list.chosen())
        self._show_form()
        self.editor.begin()

    def edit(self) -> None:
        self.editor.begin()

    @Slot()
    def save(self) -> None:
        """Keep what was changed."""
        if self.can_save():
            row = self.editor.row()
            self.presenter.save(row, self.editor.values(), self._name(row))

    @Slot()
    def remove(self) -> None:
        """Delete the row that is shown."""
        row = self.editor.row()
        if row is not None and self.can_remove():
            self.presenter.remove(row, self.section.name(row), self.section.values(row, None))

    def do(self, deed: Deed[Any]) -> None:
        """Do something else with the row that is shown."""
        row = self.editor.row()
        if row is not None:
            self.presenter.do(deed.do, row)

    def can_do(self, deed: Deed[Any]) -> bool:
        row = self.editor.row()
        return row is not None and (deed.possible is None or deed.possible(row))

    def can_make(self) -> bool:
        return not self.section.single and bool(self.section.new_title)

    def has_row(self) -> bool:
        return self.editor.row() is not None

    def can_save(self) -> bool:
        return self.editor.can_save()

    def can_remove(self) -> bool:
        return self.has_row() and self.section.source.remove is not None

    def show_record(self, record_id: int) -> None:
        """Choose a row, as soon as it is there."""
        self._wanted = record_id
        if self.list.choose(record_id):
            self._wanted = None

    def step_back(self) -> bool:
        """Leave a new row that was begun."""
        if not self.editor.is_open() or self.editor.row() is not None or self.section.single:
            return False
        self._show_chosen()
        return True

    def _arrange(self) -> None:
        self._nothing.tell(self.section.title, self.section.hint, self.section.icon)
        right = QWidget()
        layout = column(right)
        layout.addWidget(self._nothing)
        layout.addWidget(self.editor)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(self.list)
        self._splitter.addWidget(right)
        self.list.setHidden(self.section.single)
        self.list.setMinimumWidth(200)
        right.setMinimumWidth(300)
        self.list.set_empty(self.section.title, self.section.hint, self.section.icon)
        column(self).addWidget(self._splitter)
        kept = self._kit.memory.data(self._key)
        share = self.section.form_share
        usable = isinstance(kept, list) and len(kept) == self._splitter.count()
        self._splitter.setSizes([int(each) for each in kept] if usable else [(WHOLE - share) * 10, share * 10])
        self._show_form()

    def _connect(self) -> None:
        self._splitter.splitterMoved.connect(self._on_moved)
        self.list.row_chosen.connect(self._on_chosen)
        self.list.row_opened.connect(self._on_opened)
        self.editor.save_asked.connect(self.save)
        self.editor.remove_asked.connect(self.remove)
        self.editor.changed.connect(self.changed)
        self.presenter.loaded.connect(self._on_loaded)
        self.presenter.saved.connect(self._on_saved)
        self.presenter.removed.connect(self.editor.forget_draft)
        self.presenter.refused.connect(self._on_refused)
        self.presenter.told.connect(self.told)
        for field in self.editor.form.fields.values():
            if isinstance(field, AskingField):
                field.save_asked.connect(self.save)
                field.link_asked.connect(self.link_asked)

    def _show_rows(self) -> None:
        if self._loaded is None:
            return
        rows = [row for row in self._loaded.rows if self._says(row)]
        self.list.set_rows(rows)
        if isinstance(self.list, RowTree):
            self.list.expandAll()
        self.counted.emit(len(rows), len(self._loaded.rows))

    def _says(self, row: R) -> bool:
        return not self._words or any(self._words in each.text(row).casefold() for each in self.section.columns)

    def _show_chosen(self) -> None:
        row = self._loaded.rows[0] if self.section.single and self._loaded else self.list.chosen()
        if row is None:
            self.editor.show_nothing()
        else:
            self.editor.show_row(row)
        self._show_form()

    def _show_form(self) -> None:
        self._nothing.setVisible(not self.editor.is_open())
        self.editor.setVisible(self.editor.is_open())
        self.changed.emit()

    def _name(self, row: R | None) -> str:
        typed = self.editor.values().get("name")
        return str(typed) if typed else self.section.title if row is None else self.section.name(row)

    @Slot(object)
    def _on_loaded(self, loaded: Loaded[R]) -> None:
        self._loaded = loaded
        self.editor.offer(loaded)
        making = self.editor.is_open() and self.editor.row() is None
        self._show_rows()
        if self._wanted is not None and self.list.choose(self._wanted):
            self._wanted = None
            self._show_chosen()
        elif making:
            self.editor.show_row(None, self.list.chosen())
        else:
            self._show_chosen()

    @Slot(object)
    def _on_chosen(self, _row: R | None) -> None:
        self._show_chosen()

    @Slot(object)
    def _on_opened(self, _row: R) -> None:
        self.editor.begin()

    @Slot(object, int)
    def _on_saved(self, before: R | None, row_id: int) -> None:
        self.editor.forget_draft(None if before is None else before.id)
        self._wanted = row_id
        if before is None and self.editor.row() is None:
            focus = self.window().focusWidget()
            if focus is not None and self.editor.isAncestorOf(focus):
                self.list.setFocus()  # else the keyboard would go on to whatever comes next in the window
            self.editor.show_nothing()
        self.saved.emit(row_id, before is None)

    @Slot(object, object)
    def _on_refused(self, row_id: int | None, error: Exception) -> None:
        if isinstance(error, Overtaken):  # the row is shown as it is now, so that the sentence must stand elsewhere
            self.told.emit(Notice(str(error), Mood.WARNING))
        elif not self.editor.show_refusal(row_id, error):
            self.told.emit(Notice(str(error), Mood.ERROR))

    @Slot()
    def _on_moved(self) -> None:
        self._kit.memory.keep_data(self._key, self._splitter.sizes())


def _list_of(section: Section[R], kit: Kit) -> RowTable[R] | RowTree[Any]:
    name = f"settings_{section.key}"
    if section.tree:
        columns: Any = section.columns
        return RowTree(columns, kit, name, section.title)
    table: RowTable[R] = RowTable(section.columns, kit, name, section.title)
    NarrowColumns(table, section.least)
    return table
