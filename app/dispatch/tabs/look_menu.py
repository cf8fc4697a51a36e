"""How the board looks, as a menu: grouping, colours, density, what stands beside the bookings, and the legend."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QToolButton

from app.dispatch.board.look import BoardLook, ColourMode, Grouping
from app.shared.theme import Theme
from app.shared.tokens import Density
from domain.language import tr

Legend = Callable[[], Iterable[tuple[QColor, str]]]
SWATCH = 12


class LookButton(QToolButton):
    """Says what was chosen; the legend is asked for when the menu opens."""

    look_chosen = Signal(object)
    """The `BoardLook` wanted now."""
    pick_asked = Signal()
    """Technicians shall be picked by hand."""
    why_asked = Signal()
    """The user misses somebody or something on the board."""

    def __init__(self, theme: Theme, legend: Legend) -> None:
        super().__init__()
        self._legend = legend
        self._look = BoardLook()
        self._menu = QMenu(self)
        self._groups: list[QActionGroup] = []
        self.setObjectName("board_look")
        self.setProperty("role", "quiet")
        self.setToolTip(tr("How the board looks"))
        self.setAccessibleName(tr("How the board looks"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(self._menu)
        theme.dress(self, "sliders-horizontal")
        self._menu.aboutToShow.connect(self.fill)
        self._menu.triggered.connect(self._on_triggered)

    def set_look(self, look: BoardLook) -> None:
        """What is chosen now."""
        self._look = look

    @Slot()
    def fill(self) -> None:
        """Offer everything, with what is chosen ticked."""
        self._menu.clear()
        self._groups = []
        self._one_of(tr("Groups"), "grouping", Grouping)
        self._one_of(tr("Colour says"), "colours", ColourMode)
        self._one_of(tr("Row height"), "density", Density)
        self._menu.addSeparator()
        for name, words in (
            ("travel", tr("Show the way there")),
            ("breaks", tr("Show breaks")),
            ("heat", tr("Show how full days are")),
            ("cancelled", tr("Show cancelled bookings")),
        ):
            self._offer(self._menu, words, name, not getattr(self._look, name), checked=getattr(self._look, name))
        self._menu.addSeparator()
        self._menu.addMenu(self._legend_menu())
        self._menu.addSeparator()
        self._menu.addAction(tr("Pick technicians…")).triggered.connect(self.pick_asked)
        self._menu.addAction(tr("Why is it not on my board?…")).triggered.connect(self.why_asked)

    def _one_of(self, title: str, name: str, kind: type[Grouping | ColourMode | Density]) -> None:
        menu = QMenu(title, self._menu)
        group = QActionGroup(menu)
        for each in kind:
            chosen = getattr(self._look, name) is each
            group.addAction(self._offer(menu, each.label, name, each, checked=chosen))
        self._groups.append(group)
        self._menu.addMenu(menu)

    def _offer(self, menu: QMenu, words: str, name: str, value: StrEnum | bool, *, checked: bool) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(checked)
        action.setData((name, value))
        return action

    def _legend_menu(self) -> QMenu:
        menu = QMenu(tr("Legend"), self._menu)
        for colour, words in self._legend():
            menu.addAction(_swatch(colour), words).setEnabled(True)
        return menu

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        if isinstance(action.data(), tuple):
            name, value = action.data()
            self._look = replace(self._look, **{name: value})
            self.look_chosen.emit(self._look)


def _swatch(colour: QColor) -> QIcon:
    picture = QPixmap(SWATCH, SWATCH)
    picture.fill(colour)
    return QIcon(picture)
