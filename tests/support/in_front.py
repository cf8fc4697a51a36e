"""A page as a test sees it: in a window of its own, loaded, and heard."""

from typing import TypeVar

from pytestqt.qtbot import QtBot

from app.shared.page import Page
from tests.support.service_desk import ServiceDesk

P = TypeVar("P", bound=Page)


def in_front(page: P, desk: ServiceDesk, qtbot: QtBot, width: int = 1200, height: int = 760) -> P:
    """Show a page that somebody looks at; what it tells goes to the desk."""
    qtbot.addWidget(page)
    page.resize(width, height)
    page.notice_asked.connect(desk.hear)
    with qtbot.waitExposed(page):
        page.show()
    page.set_visible_page(True)
    return page
