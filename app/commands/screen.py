"""Whether there is a screen, and the Qt application on it or, without one, on paper."""

import os
import sys

from PySide6.QtWidgets import QApplication

from domain.errors import Unavailable
from domain.language import tr

OFFSCREEN = "offscreen"


def has_screen() -> bool:
    """Whether windows can be shown. Qt ends the whole process when it finds out itself."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return True
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def application(*, headless: bool) -> QApplication:
    """The Qt application; `headless` draws into memory."""
    if headless:
        os.environ["QT_QPA_PLATFORM"] = OFFSCREEN
    elif not has_screen():
        raise Unavailable(tr("There is no screen to show the console on. `callout listen` needs none."))
    made = QApplication(["callout"])
    made.setApplicationName("callout")
    made.setApplicationDisplayName("Callout")
    made.setDesktopFileName("callout")
    made.setQuitOnLastWindowClosed(False)
    return made
