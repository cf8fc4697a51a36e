"""The tabs of one place for panes: an icon each, a count where something wants attention, words for the open one."""

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QMenu, QToolButton

from app.dispatch.panes.pane import Pane
from app.shared.actions import Bound
from app.shared.layout import row
from app.shared.theme import Theme
from domain.language import tr

MOST = 99


class PaneTab(QToolButton):
    """Opens one pane, or closes it again."""

    pressed_for = Signal(str)
    """The key of the pane."""
    move_asked = Signal(str)
    """The pane shall go to the other place."""

    def __init__(self, theme: Theme, pane: Pane, elsewhere: str) -> None:
        super().__init__()
        self._pane = pane
        self._elsewhere = elsewhere
        self._shortcut = ""
        self._badge = 0
        self.setObjectName(f"tab_{pane.key}")
        self.setProperty("role", "quiet")
        self.setCheckable(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        theme.dress(self, pane.icon)
        self.clicked.connect(self._on_clicked)
        self.customContextMenuRequested.connect(self._on_menu)
        pane.badge_changed.connect(self._on_badge)
        self._tell()

    def set_open(self, open_: bool) -> None:
        """Whether its pane is the one in view."""
        self.setChecked(open_)
        self._tell()

    def set_shortcut(self, words: str) -> None:
        """The keys that open it, for the tooltip."""
        self._shortcut = words
        self._tell()

    def set_badge(self, count: int) -> None:
        """How much in there wants attention."""
        self._badge = count
        self._tell()

    def _tell(self) -> None:
        title, many = self._pane.title, f"{MOST}+" if self._badge > MOST else str(self._badge)
        words = [title] if self.isChecked() else []
        words += [many] if self._badge else []
        self.setText("  ".join(words))
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(style)
        counted = tr("{title}, {count}", title=title, count=many) if self._badge else title
        self.setAccessibleName(counted)
        self.setToolTip(f"{counted}  ({self._shortcut})" if self._shortcut else counted)

    @Slot()
    def _on_clicked(self) -> None:
        self.pressed_for.emit(self._pane.key)

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self._elsewhere).triggered.connect(self._on_move)
        menu.popup(self.mapToGlobal(at))

    @Slot()
    def _on_move(self) -> None:
        self.move_asked.emit(self._pane.key)

    @Slot(int)
    def _on_badge(self, count: int) -> None:
        self.set_badge(count)


class TabStrip(QFrame):
    """The tabs beside each other."""

    asked = Signal(str)
    """The tab of the pane with this key was pressed."""
    move_asked = Signal(str)

    def __init__(self, theme: Theme, elsewhere: str) -> None:
        super().__init__()
        self._theme = theme
        self._elsewhere = elsewhere
        self.tabs: dict[str, PaneTab] = {}
        self._line = row(self, margins=(8, 3, 8, 3), spacing=2)
        self._line.addStretch(1)

    def stand(self, *, upright: bool) -> None:
        """Let the tabs stand under each other, or beside each other."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(down if upright else across)
        self._line.setContentsMargins(*((3, 8, 3, 8) if upright else (8, 3, 8, 3)))

    def add(self, pane: Pane) -> None:
        """One tab more."""
        tab = PaneTab(self._theme, pane, self._elsewhere)
        tab.pressed_for.connect(self.asked)
        tab.move_asked.connect(self.move_asked)
        self._line.insertWidget(len(self.tabs), tab)
        self.tabs[pane.key] = tab

    def take(self, key: str) -> None:
        """One tab less."""
        tab = self.tabs.pop(key)
        self._line.removeWidget(tab)
        tab.hide()
        tab.deleteLater()

    def show_open(self, key: str) -> None:
        """Mark the pane in view; an empty key marks none."""
        for each, tab in self.tabs.items():
            tab.set_open(each == key)

    def name_keys(self, bound: Bound) -> None:
        """Tell of the keys in the tooltips."""
        for key, tab in self.tabs.items():
            if (action := bound.get(f"dispatch.pane_{key}")) is not None:
                tab.set_shortcut(action.shortcut().toString())
