"""What the window knows of a page, and nothing more."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from app.shared.actions import Action, BoundAction, bind
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column
from app.shared.links import Link, Notice


class Page(QWidget):
    """One place in the program; a subclass names itself and overrides what it has to say."""

    open_asked = Signal(object)
    """A `Link` to go to, perhaps on another page."""
    notice_asked = Signal(object)
    """A `Notice` to show."""
    badge_changed = Signal(int)
    """How many things wait for a person here; 0 shows no badge."""

    key = ""
    """The page in links and in memory, never shown."""
    icon = ""
    """The name of a file in `resources/icons`."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kit = kit
        self.setObjectName(f"page_{self.key}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("role", "page")
        self._frame: PageFrame | None = None
        self._bound: Mapping[str, BoundAction] | None = None

    @property
    def title(self) -> str:
        """The name in the navigation."""
        raise NotImplementedError

    def page_actions(self) -> Sequence[Action]:
        """What can be done here; asked once."""
        return ()

    def show_record(self, record_id: int) -> None:
        """Bring one record into view and select it."""

    def begin_record(self, about_id: int | None) -> None:
        """Begin a new record of this page's kind, about another one if its id is given."""

    def set_visible_page(self, visible: bool) -> None:
        """The page came in front, or went behind; hidden pages do no work."""

    def set_frame(self, frame: PageFrame) -> None:
        """Let `frame` fill the page; search and Esc go to it."""
        self._frame = frame
        column(self).addWidget(frame)

    def focus_search(self) -> None:
        """Put the cursor where this page is searched."""
        if self._frame is not None:
            self._frame.focus_search()

    def focus_first(self) -> None:
        """Take the keyboard when the page comes in front: its list, where it has one."""
        lists = (view for view in self.findChildren(QAbstractItemView) if view.isVisibleTo(self))
        next(lists, self).setFocus(Qt.FocusReason.OtherFocusReason)

    def step_back(self) -> bool:
        """Undo one step of looking (clear the search, close the detail); says whether there was one."""
        if self._frame is None or not self._frame.step_back():
            return False
        self.focus_first()
        return True

    def record_shown(self) -> int | None:
        """The record to come back to after a restart."""
        return None

    def bound_actions(self) -> Mapping[str, BoundAction]:
        """The actions as Qt wants them, their shortcuts alive while the page is in front."""
        if self._bound is None:
            self._bound = bind(self.page_actions(), self.kit.theme, self)
            self.addActions(list(self._bound.values()))
        return self._bound

    def refresh_actions(self) -> None:
        """Ask every action again whether it is possible; call it when the selection changed."""
        for bound in self.bound_actions().values():
            bound.refresh()

    def say(self, notice: Notice) -> None:
        """Show a notice."""
        self.notice_asked.emit(notice)

    def go(self, page: str, record_id: int | None = None) -> None:
        """Ask the window for another place."""
        self.open_asked.emit(Link(page, record_id))

    def begin(self, page: str, about_id: int | None) -> None:
        """Ask the window to begin a new record on another page, about the record with this id."""
        self.open_asked.emit(Link(page, about_id, new=True))
