"""Whether there is a screen, and the Qt application on it or, without one, on paper."""

import logging
import os
import sys

from PySide6.QtCore import QLibraryInfo, QLocale, QMessageLogContext, QtMsgType, QTranslator, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from domain.errors import Unavailable
from domain.language import spoken, tr

OFFSCREEN = "offscreen"
#: How long a loading thread may keep the interpreter from the window: painting asks for it once per cell, and with
#: Python's usual 5 ms a page of a hundred cells would wait half a second.
SWITCH_SECONDS = 0.0005
log = logging.getLogger("qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
#: What the platform without a screen says for every window, and nobody can do anything about.
_IDLE_TALK = "This plugin does not support propagateSizeHints()"


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
    qInstallMessageHandler(_tell)
    sys.setswitchinterval(SWITCH_SECONDS)
    made = QApplication(["callout"])
    speak_as_the_program(made)
    made.setApplicationName("callout")
    made.setApplicationDisplayName("Callout")
    made.setDesktopFileName("callout")
    made.setQuitOnLastWindowClosed(False)
    return made


def speak_as_the_program(application: QApplication) -> None:
    """Let Qt's own buttons, menus and names of keys, and all dates and numbers, be in the program's language."""
    locale = QLocale(spoken())
    QLocale.setDefault(locale)
    own_words = QTranslator(application)
    if own_words.load(locale, "qtbase", "_", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(own_words)


def _tell(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Let what Qt has to say go where everything else is logged."""
    if text != _IDLE_TALK:
        log.log(_LEVELS[kind], text)
