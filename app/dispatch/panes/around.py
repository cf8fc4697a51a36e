"""The board with the panes around it, as the user left them: which are open, where each stands, how large."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.dispatch.kept import KeptSplitter
from app.dispatch.panes.dock import Dock, Place
from app.dispatch.panes.pane import Pane
from app.dispatch.plan import Plan
from app.shared.actions import Action, Bound
from app.shared.kit import Kit
from app.shared.layout import column
from domain.language import tr
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder

MOST_KEYS = 9
KEPT = "dispatch/panes"
BELOW_SHARE = 0.5


class PanesAround(QWidget):
    """Tells the panes in view what the board shows, and no others."""

    opened = Signal()
    """Another pane came into view, or one went."""

    def __init__(self, kit: Kit, middle: QWidget, panes: Iterable[tuple[Pane, Place]]) -> None:
        super().__init__()
        self._memory = kit.memory
        self._seen = False
        self._plan: Plan | None = None
        self._span: tuple[datetime, datetime] | None = None
        self._people: frozenset[int] = frozenset()
        self._selected: BoardBooking | None = None
        self._order: UnassignedOrder | None = None
        self._docks = {place: Dock(kit.theme, place) for place in Place}
        across = KeptSplitter(kit.memory, "dispatch/splitter", Qt.Orientation.Horizontal, (1000, 320))
        down = KeptSplitter(kit.memory, "dispatch/splitter_down", Qt.Orientation.Vertical, (600, 240), BELOW_SHARE)
        self._borders = {Place.BESIDE: across, Place.BELOW: down}
        self._panes: dict[str, Pane] = {}
        column(self).addWidget(across)
        across.hold(down, self._docks[Place.BESIDE])
        down.hold(middle, self._docks[Place.BELOW])
        self._fill(tuple(panes))
        for dock in self._docks.values():
            dock.opened.connect(partial(self._on_opened, dock.place))
            dock.move_asked.connect(self.take_over)

    def actions_of_panes(self) -> tuple[Action, ...]:
        """One key for each pane, and what is done in them."""
        opening = tuple(
            Action(
                f"dispatch.pane_{key}",
                tr("Pane: {title}", title=pane.title),
                partial(self.toggle, key),
                f"Ctrl+{at}" if at <= MOST_KEYS else "",
                pane.icon,
            )
            for at, (key, pane) in enumerate(self._panes.items(), 1)
        )
        return (*opening, *(action for pane in self._panes.values() for action in pane.own_actions()))

    def offer(self, bound: Bound) -> None:
        """Give the panes the actions of the page, and the tabs their keys."""
        for pane in self._panes.values():
            pane.offer(bound)
        for dock in self._docks.values():
            dock.strip.name_keys(bound)

    def open(self, key: str) -> None:
        """Bring a pane into view."""
        self._dock_of(key).open(key)

    def go_to(self, key: str) -> None:
        """Bring a pane into view and give it the keyboard."""
        self.open(key)
        self._panes[key].focus_first()

    def toggle(self, key: str) -> None:
        """Go to a pane with the keyboard; from inside of it, close it."""
        dock, pane = self._dock_of(key), self._panes[key]
        focus = self.window().focusWidget()
        if dock.open_key == key and focus is not None and (focus is pane or pane.isAncestorOf(focus)):
            dock.open("")
        else:
            self.go_to(key)

    def standing(self, place: Place) -> tuple[Pane, ...]:
        """The panes in one place."""
        return tuple(self._docks[place].panes.values())

    def is_open(self, key: str) -> bool:
        """Whether a pane is in view."""
        return self._dock_of(key).open_key == key

    def is_open_in(self, place: Place) -> bool:
        """Whether any pane is in view in a place."""
        return self._docks[place].open_pane is not None

    def step_back(self) -> bool:
        """Undo one step of looking in a pane that is open; says whether there was one."""
        return any(pane.step_back() for pane in self._open_panes())

    def set_visible_page(self, visible: bool) -> None:
        """The page came in front, or went behind."""
        if visible == self._seen:
            return
        self._seen = visible
        for dock in self._docks.values():
            if (pane := dock.open_pane) is not None:
                self._show(pane, visible)

    def show_plan(self, plan: Plan) -> None:
        """The board shows this."""
        self._plan = plan
        shown = self._open_panes()
        for pane in self._panes.values():
            if pane in shown or (pane.attentive and self._seen):
                pane.show_plan(plan)

    def show_people(self, ids: frozenset[int]) -> None:
        """These technicians stand on the board."""
        self._people = ids
        for pane in self._open_panes():
            pane.show_people(ids)

    def show_selected(self, booking: BoardBooking | None) -> None:
        """This booking is selected on the board."""
        self._selected = booking
        for pane in self._open_panes():
            pane.show_selected(booking)

    def show_span(self, since: datetime, until: datetime) -> None:
        """The board has this time in view."""
        self._span = (since, until)
        for pane in self._open_panes():
            pane.show_span(since, until)

    def show_order(self, order: UnassignedOrder | None) -> None:
        """This order is chosen among those that wait."""
        self._order = order
        for pane in self._open_panes():
            pane.show_order(order)

    def _fill(self, panes: tuple[tuple[Pane, Place], ...]) -> None:
        places, opened = self._kept("places"), self._kept("open")
        for pane, place in panes:
            self._panes[pane.key] = pane
            pane.wanted.connect(partial(self.go_to, pane.key))
            kept = str(places.get(pane.key))
            self._docks[Place(kept) if kept in tuple(Place) else place].add(pane)
        beside, below = self._docks[Place.BESIDE], self._docks[Place.BELOW]
        beside.open(str(opened.get(beside.place, next(iter(beside.panes), ""))))
        below.open(str(opened.get(below.place, "")))
        for place, dock in self._docks.items():
            if dock.open_pane is None:
                self._borders[place].close_second()

    def _kept(self, name: str) -> dict[str, object]:
        kept = self._memory.data(KEPT)
        part = kept.get(name) if isinstance(kept, dict) else None
        return part if isinstance(part, dict) else {}

    def _open_panes(self) -> list[Pane]:
        if not self._seen:
            return []
        return [pane for dock in self._docks.values() if (pane := dock.open_pane) is not None]

    def _dock_of(self, key: str) -> Dock:
        return next(dock for dock in self._docks.values() if key in dock.panes)

    def _show(self, pane: Pane, shown: bool) -> None:
        pane.set_shown(shown)
        if shown:
            if self._span is not None:
                pane.show_span(*self._span)
            pane.show_people(self._people)
            if self._plan is not None:
                pane.show_plan(self._plan)
            pane.show_order(self._order)
            pane.show_selected(self._selected)

    def _keep(self) -> None:
        places = {key: self._dock_of(key).place.value for key in self._panes}
        opened = {place.value: dock.open_key for place, dock in self._docks.items()}
        self._memory.keep_data(KEPT, {"places": places, "open": opened})

    def _on_opened(self, place: Place, before: Pane | None, now: Pane | None) -> None:
        if before is None and now is not None:
            self._borders[place].open_second()
        elif now is None:
            self._borders[place].close_second()
        if self._seen:
            if before is not None:
                self._show(before, False)
            if now is not None:
                self._show(now, True)
        self._keep()
        self.opened.emit()

    @Slot(str)
    def take_over(self, key: str) -> None:
        """Take a pane to the other place, and open it there."""
        dock = self._dock_of(key)
        other = self._docks[dock.place.other]
        other.add(dock.take(key))
        other.open(key)
