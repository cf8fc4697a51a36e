"""The window: places its parts, passes on what they ask; knows no subject."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from app.shared.kit import Kit
from app.shared.layout import column, row
from app.shared.links import Link, Mood, Notice
from app.shared.page import Page
from app.shell.commands import bind_commands, window_actions
from app.shell.entries import action_entries
from app.shell.menus import Menus
from app.shell.navigation import NavigationRail
from app.shell.notices import Notices
from app.shell.palette import Palette, Search
from app.shell.places import Places
from app.shell.sheet import ShortcutSheet
from app.shell.status import Status, StatusLine
from app.shell.window_memory import Shown, WindowMemory
from domain.language import tr

ROOMY = 1120  # a narrower window leaves its room to the page


class Window(QMainWindow):
    """One window over the shared parts; `name` tells windows apart in memory."""

    another_asked = Signal(object)
    """A `Link` to show in a new window."""
    closed = Signal()

    def __init__(self, pages: Sequence[Page], kit: Kit, status: Status, search: Search, *, name: str = "main") -> None:
        super().__init__()
        self._kit = kit
        self._stack = QStackedWidget()
        self.rail = NavigationRail(pages, kit.theme, tr("Callout"))
        self.status_line = StatusLine(status, kit.theme)
        self._arrange()
        self.places = Places(pages, self._stack)
        self.notices = Notices(kit.theme, self)
        self.palette_card = Palette(kit, self, search, self.go)
        self.sheet = ShortcutSheet(kit.theme, self)
        self.menus = Menus(self.menuBar())
        self.commands = bind_commands(pages, self.go, window_actions(self), kit, self)
        self._memory = WindowMemory(self, kit.memory, name)
        self._connect(pages)
        shown = self._memory.restore()
        self.rail.set_narrow(shown.narrow)
        self.set_alone(shown.alone)
        self.places.start(shown.link)

    @Slot(object)
    def go(self, link: Link) -> None:
        """Show a place."""
        self.places.go(link)

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        self.notices.show_notice(notice)

    @Slot(object)
    def show_failure(self, error: Exception) -> None:
        """Say in one sentence that something could not be done."""
        self.notices.show_notice(Notice(str(error) or type(error).__name__, Mood.ERROR))

    def show_palette(self) -> None:
        page = self.places.current
        offers = [*page.bound_actions().values(), *self.commands.all()]
        self.palette_card.offer(action_entries(offers, ("palette", "back", f"go_{page.key}")))

    def show_sheet(self) -> None:
        self.sheet.toggle(self.menus.groups())

    def step_back(self) -> None:
        """Close what lies over the page, else a step on the page, else the page before."""
        for overlay in (self.palette_card, self.sheet):
            if overlay.is_open:
                overlay.close_card()
                return
        if self.places.current.step_back():
            return
        if self.alone():
            self.set_alone(False)
        else:
            self.places.back()

    def ask_another(self) -> None:
        self.another_asked.emit(self.places.here)

    def can_undo(self) -> bool:
        """Whether Ctrl+Z means the newest notice, not something of the page's own."""
        keys = {bound.action.shortcut for bound in self.places.current.bound_actions().values()}
        return "Ctrl+Z" not in keys and self.notices.can_undo()

    def alone(self) -> bool:
        """Whether the page fills the window, as on a second screen."""
        return self.rail.isHidden()

    def set_alone(self, alone: bool) -> None:
        for part in (self.rail, self.status_line, self.menuBar()):
            part.setHidden(alone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_squeezed(self.width() < ROOMY)
        for part in (self.palette_card, self.sheet, self.notices):
            part.place()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.keep(Shown(self.places.here, self.rail.narrow, self.alone()))
        self.closed.emit()
        super().closeEvent(event)

    def _arrange(self) -> None:
        self.setMinimumSize(960, 600)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        whole, beside = QWidget(self), row()
        beside.addWidget(self.rail)
        beside.addWidget(self._stack, 1)
        outer = column(whole)
        outer.addLayout(beside, 1)
        outer.addWidget(self.status_line)
        self.setCentralWidget(whole)

    def _connect(self, pages: Sequence[Page]) -> None:
        self.addActions(self.commands.all())
        self.rail.page_asked.connect(self._on_page_asked)
        self.places.changed.connect(self._on_page_changed)
        self.notices.changed.connect(self.commands.own["undo_notice"].refresh)
        for page in pages:
            page.open_asked.connect(self.go)
            page.notice_asked.connect(self.show_notice)
            page.badge_changed.connect(self._on_badge_changed)
        self._kit.tasks.failed.connect(self.show_failure)

    @Slot(str)
    def _on_page_asked(self, key: str) -> None:
        self.go(Link(key))

    @Slot(int)
    def _on_badge_changed(self, count: int) -> None:
        page = self.sender()
        if isinstance(page, Page):
            self.rail.set_badge(page.key, count)

    @Slot(object)
    def _on_page_changed(self, page: Page) -> None:
        self.rail.set_current(page.key)
        self.setWindowTitle(tr("{page} · Callout", page=page.title))
        self.menus.fill(page.bound_actions(), self.commands)
        self.commands.own["undo_notice"].refresh()
