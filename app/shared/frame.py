"""The layout that every page with a list has: head, sentence of filters, list, detail beside it."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.shared.actions import BoundAction
from app.shared.buttons import ActionButton
from app.shared.filters import Chosen, Filter, FilterBar, plain
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.loading import LoadingVeil
from app.shared.search import SearchField
from app.shared.views import ViewsButton

EDGE = 16
DETAIL_SHARE = 38
#: A detail beside a list is not made wider than this by itself: longer lines are harder to read.
MOST_DETAIL = 820
HALF = 50
WRITE_MS = 400
SEARCH_WIDTH = 240
HEAD = 28


class PageFrame(QWidget):
    """Puts the parts of a page in their places, and remembers how the user arranged them."""

    searched = Signal(str)
    filtered = Signal(object)
    """A `Chosen`, see `FilterBar`."""

    def __init__(self, kit: Kit, key: str, title: str, filters: Sequence[Filter] = ()) -> None:
        super().__init__()
        self._kit = kit
        self._key = f"pages/{key}"
        self._title = label(title, "title")
        self._count = label("", "count")
        self._buttons = row(spacing=6)
        self.search = SearchField(kit.theme)
        self.filters = FilterBar(filters)
        self._views = ViewsButton(kit.theme, kit.memory, self._key)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._writing = QTimer(self, interval=WRITE_MS, singleShot=True)
        self._veil: LoadingVeil | None = None
        self._share = DETAIL_SHARE
        self._moved = False
        self._with_filters = bool(filters)
        self._arrange(bool(filters))
        self._restore()
        self._connect()

    def set_count(self, shown: str) -> None:
        """The number beside the title, in the words of the page ("128", "12 of 128")."""
        self._count.setText(shown)

    def set_actions(self, bound: Iterable[BoundAction], primary: str = "") -> None:
        """Buttons at the right of the head; the one whose id is `primary` stands out, at the very right."""
        for each in sorted(bound, key=lambda one: one.action.id == primary):
            self._buttons.addWidget(ActionButton(each, self._kit.theme, primary=each.action.id == primary))

    def set_list(self, widget: QWidget) -> None:
        """What fills the page, or its left part."""
        self._splitter.insertWidget(0, widget)
        self._veil = LoadingVeil(self._kit.theme, widget)
        self._restore_splitter()

    def set_detail(self, widget: QWidget, share: int = DETAIL_SHARE) -> None:
        """What stands beside the list; `share` of the width, in percent, until the user moves the line between."""
        self._share = share
        self._splitter.addWidget(widget)
        self._restore_splitter()

    def set_detail_alone(self, alone: bool) -> None:
        """Let the detail have the whole page, or stand beside the list again."""
        for part in (*self._beside(), self.filters, self.search):
            part.setVisible(not alone)
        self._views.setVisible(not alone and self._with_filters)

    def is_detail_alone(self) -> bool:
        """Whether the detail has the whole page."""
        return any(part.isHidden() for part in self._beside())

    def set_loading(self, loading: bool) -> None:
        """Dim the list if this takes long."""
        if self._veil is not None:
            self._veil.set_loading(loading)

    def step_back(self) -> bool:
        """Clear the search, else the filters; says whether there was anything to clear."""
        return self.search.reset() or self.filters.reset()

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _arrange(self, with_filters: bool) -> None:
        head = row(margins=(EDGE, 12, EDGE, 8), spacing=8)
        head.addWidget(self._title)
        head.addStrut(HEAD)
        self._count.setContentsMargins(0, 2, 0, 0)
        head.addWidget(self._count, 1)
        head.addLayout(self._buttons)
        sentence = row(margins=(EDGE - 7, 0, EDGE, 8), spacing=6)
        sentence.addWidget(self.filters, 1)
        sentence.addWidget(self.search)
        sentence.addWidget(self._views)
        self.search.setFixedWidth(SEARCH_WIDTH)
        self._views.setVisible(with_filters)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        whole = column(self)
        whole.addLayout(head)
        whole.addLayout(sentence)
        whole.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.search.searched.connect(self._on_searched)
        self.filters.changed.connect(self._on_filtered)
        self._views.view_asked.connect(self._on_view_asked)
        self._splitter.splitterMoved.connect(self._on_moved)
        self._writing.timeout.connect(self._write)

    def _restore(self) -> None:
        kept = self._kit.memory.data(f"{self._key}/filters")
        self.filters.choose(kept if isinstance(kept, dict) else {})
        self._tell_present()

    def _restore_splitter(self) -> None:
        kept = self._kit.memory.data(f"{self._key}/splitter")
        self._moved = isinstance(kept, list) and len(kept) == self._splitter.count()
        if self._moved and isinstance(kept, list):
            self._splitter.setSizes([int(size) for size in kept])
        self._splitter.setStretchFactor(int(self._share > HALF), 1)
        self._share_out()

    def _share_out(self) -> None:
        """Give the detail its share of the width, until the user moves the line between."""
        if self._moved or len(self._splitter.sizes()) < len(("list", "detail")) or self.is_detail_alone():
            return
        whole = self._splitter.width()
        beside = whole * self._share // 100
        if self._share <= HALF:
            beside = min(beside, MOST_DETAIL)
        self._splitter.setSizes([whole - beside, beside])

    def _beside(self) -> list[QWidget]:
        """The list, once there is a detail beside it."""
        found = self._splitter.widget(0) if self._splitter.count() > 1 else None
        return [] if found is None else [found]

    def _tell_present(self) -> None:
        self._views.set_present({"search": self.search.text(), "filters": plain(self.filters.chosen())})

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._tell_present()
        self.searched.emit(words)

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        self._kit.memory.keep_data(f"{self._key}/filters", plain(chosen))
        self._tell_present()
        self.filtered.emit(chosen)

    @Slot(object)
    def _on_view_asked(self, view: dict[str, Any]) -> None:
        self.search.setText(str(view.get("search", "")))
        self.search.tell()
        self.filters.choose(view.get("filters", {}))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_out()
        if self._veil is not None:
            self._veil.fit()

    @Slot()
    def _on_moved(self) -> None:
        self._moved = True
        if self._veil is not None:
            self._veil.fit()
        self._writing.start()

    @Slot()
    def _write(self) -> None:
        self._kit.memory.keep_data(f"{self._key}/splitter", self._splitter.sizes())
