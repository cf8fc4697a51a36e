"""What stands above the orders that wait: search, sorting, filters in a menu, saved views, and the sentence of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.dispatch.waiting.sifting import Chosen
from app.dispatch.waiting.sorting import Sorting
from app.shared.buttons import IconButton
from app.shared.filters import Filter
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.search import SearchField
from app.shared.views import ViewsButton
from domain.language import tr

KEPT = "dispatch/waiting"


class WaitingHead(QWidget):
    """Says what is wanted; remembers it for its user."""

    changed = Signal()
    """Filters or sorting were chosen."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._memory = kit.memory
        self._filters: tuple[Filter, ...] = ()
        self.search = SearchField(kit.theme)
        self.count = label("", "muted")
        self.sort_button = QToolButton()
        self.filter_button = IconButton("filter", tr("Filter the orders that wait"), kit.theme)
        self.views = ViewsButton(kit.theme, kit.memory, KEPT)
        self._sentence = label("", "hint", wrap=True)
        kept = kit.memory.data(KEPT)
        self._set(kept if isinstance(kept, Mapping) else {})
        self._arrange()
        self.views.view_asked.connect(self.show_view)
        self.search.searched.connect(self._keep)

    def offer(self, filters: Sequence[Filter]) -> None:
        """What can be chosen now."""
        if tuple(filters) != self._filters:
            self._filters = tuple(filters)
            self._tell()

    def chosen(self) -> Chosen:
        """The filters chosen."""
        return self._chosen

    def sorting(self) -> Sorting:
        """The order chosen."""
        return self._sorting

    def choose(self, chosen: Chosen) -> None:
        """Choose exactly these filters."""
        self._chosen: Chosen = {key: values for key, values in chosen.items() if values}
        self._changed()

    def sort(self, sorting: Sorting) -> None:
        """List the orders so."""
        self._sorting = sorting
        self._changed()

    def reset(self) -> bool:
        """Search and filter nothing; says whether anything was."""
        had = bool(self._chosen)
        if had:
            self.choose({})
        return self.search.reset() or had

    @Slot(object)
    def show_view(self, kept: Mapping[str, Any]) -> None:
        """Show what was saved."""
        self._set(kept)
        self.search.setText(str(kept.get("words", "")))
        self.search.tell()
        self._changed()

    def _set(self, kept: Mapping[str, Any]) -> None:
        chosen = kept.get("chosen")
        self._chosen = {
            str(key): frozenset(map(str, values))
            for key, values in (chosen.items() if isinstance(chosen, Mapping) else ())
            if isinstance(values, list) and values
        }
        wanted = kept.get("sort")
        self._sorting = next((each for each in Sorting if each.value == wanted), Sorting.URGENCY)

    def _state(self) -> dict[str, Any]:
        chosen = {key: sorted(values) for key, values in self._chosen.items()}
        return {"words": self.search.text().strip(), "chosen": chosen, "sort": self._sorting.value}

    def _changed(self) -> None:
        self._tell()
        self._keep()
        self.changed.emit()

    @Slot()
    def _keep(self) -> None:
        state = self._state()
        self.views.set_present(state)
        self._memory.keep_data(KEPT, {key: state[key] for key in ("chosen", "sort")})

    def _arrange(self) -> None:
        first = row(spacing=8)
        first.addWidget(self.search, 1)
        first.addWidget(self.count)
        second = row(spacing=2)
        second.addWidget(self.sort_button)
        second.addStretch(1)
        second.addWidget(self.filter_button)
        second.addWidget(self.views)
        whole = column(self, margins=(12, 8, 8, 4), spacing=4)
        whole.addLayout(first)
        whole.addLayout(second)
        whole.addWidget(self._sentence)
        for button, menu, chosen in (
            (self.sort_button, QMenu(self), self._on_sort),
            (self.filter_button, QMenu(self), self._on_filter),
        ):
            button.setProperty("role", "quiet")
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setMenu(menu)
            menu.triggered.connect(chosen)
        self.sort_button.menu().aboutToShow.connect(self._offer_sorting)
        self.filter_button.menu().aboutToShow.connect(self._offer_filters)
        self._tell()
        self._keep()

    def _tell(self) -> None:
        self.sort_button.setText(self._sorting.label)
        self.sort_button.setAccessibleName(tr("Sorted: {words}", words=self._sorting.label))
        words = [
            tr(" or ").join(word for value, word in each.choices if value in self._chosen.get(each.key, ()))
            for each in self._filters
        ]
        self._sentence.setText(" · ".join(word for word in words if word))
        self._sentence.setVisible(any(words))

    @Slot()
    def _offer_sorting(self) -> None:
        menu = self.sort_button.menu()
        menu.clear()
        for each in Sorting:
            _tick(menu.addAction(each.label), each, checked=each is self._sorting)

    @Slot()
    def _offer_filters(self) -> None:
        menu = self.filter_button.menu()
        menu.clear()
        for each in self._filters:
            inside = menu.addMenu(each.any_text[:1].upper() + each.any_text[1:])
            for value, word in each.choices:
                chosen = value in self._chosen.get(each.key, ())
                _tick(inside.addAction(word), (each.key, value), checked=chosen)
            inside.setEnabled(bool(each.choices))
        menu.addSeparator()
        menu.addAction(tr("Clear the filters")).setData(())

    @Slot(QAction)
    def _on_sort(self, action: QAction) -> None:
        self.sort(Sorting(action.data()))

    @Slot(QAction)
    def _on_filter(self, action: QAction) -> None:
        if not action.data():
            self.choose({})
            return
        key, value = action.data()
        self.choose({**self._chosen, key: self._chosen.get(key, frozenset()) ^ {value}})


def _tick(action: QAction, data: object, *, checked: bool) -> None:
    action.setData(data)
    action.setCheckable(True)
    action.setChecked(checked)
