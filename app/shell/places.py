"""Which page is in front, and the way back."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from app.shared.links import Link
from app.shared.page import Page

LONGEST = 50


class Places(QObject):
    """Goes to links; remembers where one was, as a browser does."""

    changed = Signal(object)
    """The `Page` that came in front."""

    def __init__(self, pages: Sequence[Page], stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._pages = {page.key: page for page in pages}
        self._stack = stack
        self._past: list[Link] = []
        for page in pages:
            stack.addWidget(page)

    @property
    def pages(self) -> Mapping[str, Page]:
        """All pages by key, in their order."""
        return self._pages

    @property
    def current(self) -> Page:
        """The page in front."""
        return next(page for page in self._pages.values() if page is self._stack.currentWidget())

    @property
    def here(self) -> Link:
        """The page in front and its record."""
        return Link(self.current.key, self.current.record_shown())

    def start(self, link: Link) -> None:
        """Show the first place, from which there is no way back."""
        self._enter(link if link.page in self._pages else Link(next(iter(self._pages))))
        self._past.clear()

    def go(self, link: Link) -> None:
        """Show `link`; a page that is not here is passed over."""
        if link.page not in self._pages:
            return
        if self.here != link:
            self._past = [*self._past[1 - LONGEST :], self.here]
        self._enter(link)

    def back(self) -> bool:
        """Return to the place before; says whether there was one."""
        if not self._past:
            return False
        self._enter(self._past.pop())
        return True

    def _enter(self, link: Link) -> None:
        before, page = self._stack.currentWidget(), self._pages[link.page]
        self._stack.setCurrentWidget(page)
        if page is not before or not self._past:
            if isinstance(before, Page) and before is not page:
                before.set_visible_page(False)
            page.set_visible_page(True)
            page.focus_first()
        elif link.id is not None:
            page.focus_first()
        self._show(page, link)
        self.changed.emit(page)

    def _show(self, page: Page, link: Link) -> None:
        if link.new:
            page.begin_record(link.id)
        elif link.id is not None:
            page.show_record(link.id)
