"""The console, put together: what pages share, the windows, the change feed; and taken apart again."""

import getpass
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from app.agreements.view import AgreementsPage
from app.alerts.view import AlertsPage
from app.assets.view import AssetsPage
from app.billing.view import BillingPage
from app.commands.garbage import Garbage
from app.commands.vital_signs import VitalSigns
from app.commands.warming import Warming
from app.customers.view import CustomersPage
from app.dashboard.view import DashboardPage
from app.devices.view import DevicesPage
from app.dispatch.view import DispatchPage
from app.orders.view import OrdersPage
from app.reports.view import ReportsPage
from app.settings.view import SettingsPage
from app.shared.changes import Changes
from app.shared.desk import Desk
from app.shared.heartbeat import Heartbeat
from app.shared.kit import Kit
from app.shared.links import Hit, Link, Mood, Notice
from app.shared.memory import Memory
from app.shared.page import Page
from app.shared.tasks import Tasks
from app.shared.theme import Theme
from app.shared.times import Times
from app.shared.warnings import Warnings
from app.shell.appearance import restore_appearance
from app.shell.colours import ChosenColours
from app.shell.status import Status
from app.shell.window import Window
from app.shell.windows import Windows
from app.subscriptions.view import SubscriptionsPage
from app.visits.view import VisitsPage
from devices.listener.arrivals import Arrivals
from devices.listener.deadlines import Deadlines
from devices.listener.earning import Earning
from devices.listener.metering import Metering
from devices.listener.planning import Planning
from devices.listener.quieting import Quieting
from devices.listener.visiting import Visiting
from domain.documents.post import post_of
from domain.errors import CalloutError, Unavailable
from domain.language import tr
from domain.monitoring.telemetry.store import Telemetry
from domain.planning.automatic.model import Trigger
from domain.reporting.search import find
from domain.settings import Settings
from domain.store.files import files_of
from domain.store.store import Store
from domain.store.tail import JournalTail

log = logging.getLogger(__name__)

#: The promises of everything open are reckoned anew when the watch begins: only after people can see their first page.
SETTLE_MS = 1500

PAGES: Sequence[Callable[[Kit, Desk], Page]] = (
    DashboardPage,
    OrdersPage,
    DispatchPage,
    AlertsPage,
    CustomersPage,
    AgreementsPage,
    VisitsPage,
    SubscriptionsPage,
    AssetsPage,
    DevicesPage,
    BillingPage,
    ReportsPage,
    SettingsPage,
)
_ICONS = {
    "customers": "building-2",
    "agreements": "file-text",
    "subscriptions": "refresh-cw",
    "assets": "boxes",
    "orders": "clipboard-list",
    "devices": "cpu",
}


def open_desk(settings: Settings) -> Desk:
    """The desk of the person at this machine; without mails where these are set up wrongly. Raises Unavailable."""
    store = Store.open(settings.database)
    files = files_of(store.url, settings.profile, settings.files)
    desk = Desk(store, Telemetry.open(settings.database), _user(), files)
    try:
        return replace(desk, post=post_of(settings, os.environ))
    except Unavailable as error:
        return replace(desk, post_problem=str(error))


def _user() -> str:
    """In whose name things are done here."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without an entry in the system's list, as in some containers
        return tr("desk")


class Console(QObject):
    """Windows over one desk; `close` waits for whatever is under way."""

    def __init__(self, application: QApplication, desk: Desk, memory_file: Path | None) -> None:
        super().__init__()
        self._garbage = Garbage(self)
        self._garbage.hold()
        self.desk = desk
        memory = Memory(memory_file)
        theme = Theme(application)
        restore_appearance(theme, memory)
        self.changes = Changes(self)
        self.kit = Kit(theme, Tasks(self), self.changes, memory, Times(desk.store.clock))
        self.colours = ChosenColours(self.kit, desk.store, self)
        self.status = Status(self)
        self.heartbeat = Heartbeat(self)
        self.heartbeat.told.connect(self.status.on_heartbeat)
        self.vital_signs = VitalSigns(self.kit.tasks, desk, self.status, self)
        self.warming = Warming(self.kit.tasks, self)
        self.windows = Windows(self._make_window, self)
        self.windows.all_closed.connect(self._on_all_closed)
        self._application = application
        self._warnings = Warnings(self.changes, self.kit.times, self)
        self._warnings.told.connect(self._on_told)
        store = desk.store
        in_time = (Deadlines(store), Arrivals(store), Quieting(store))
        planning = (Planning(store, begins) for begins in Trigger)
        self._watches = (*in_time, Visiting(store), *planning, Earning(store), Metering(store, desk.telemetry))
        self._settling = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settling.timeout.connect(self._on_settled)
        self._tail = JournalTail(desk.store, self.changes.publish)
        self._hook_before = sys.excepthook

    def open(self) -> Window:
        """Show the first window and begin to follow what happens."""
        sys.excepthook = self._on_mistake
        self.heartbeat.start()
        self.vital_signs.start()
        self.warming.start()
        self.colours.start()
        opened = self.windows.open()
        self._garbage.settle()
        self._settling.start()
        return opened

    def close(self) -> None:
        """Close every window and let go of the stores."""
        self.windows.all_closed.disconnect(self._on_all_closed)
        self.windows.close_all()
        self._settling.stop()
        self.warming.stop()
        self.vital_signs.stop()
        self.heartbeat.stop()
        for watch in self._watches:
            watch.stop()
        self._tail.close()
        self.kit.tasks.close()
        self.desk.telemetry.close()
        self.desk.store.close()
        self._garbage.stop()
        sys.excepthook = self._hook_before

    def _make_window(self, name: str) -> Window:
        pages = [make(self.kit, self.desk) for make in PAGES]
        return Window(pages, self.kit, self.status, self._search, name=name)

    def _search(self, text: str) -> Sequence[Hit]:
        with self.desk.store.read() as session:
            found = find(session, text)
        words = {
            "customers": tr("Customer"),
            "agreements": tr("Agreement"),
            "subscriptions": tr("Subscription"),
            "assets": tr("Asset"),
            "orders": tr("Order"),
            "devices": tr("Device"),
        }
        return [Hit(f.title, f.detail, words[f.page], _ICONS[f.page], Link(f.page, f.id)) for f in found]

    @Slot()
    def _on_settled(self) -> None:
        for watch in self._watches:
            watch.start()

    @Slot()
    def _on_all_closed(self) -> None:
        self._application.quit()

    def _on_mistake(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A mistake of the program costs the user a sentence, not the window."""
        log.error("unexpected", exc_info=(kind, error, trace))
        if isinstance(error, CalloutError):
            sentence = str(error)
        else:
            sentence = tr("Something went wrong in the program; details are in the log. Nothing stored is lost.")
        self._on_told(Notice(sentence, Mood.ERROR))

    @Slot(object)
    def _on_told(self, notice: Notice) -> None:
        for window in self.windows.windows():
            window.show_notice(notice)
