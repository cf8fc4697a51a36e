"""The page of devices: fleet, unclaimed, rejected."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from app.devices.actions import device_actions
from app.devices.claim import ClaimDialog
from app.devices.commands_tab import DeviceCommandsTab
from app.devices.fleet import FleetTable
from app.devices.fleet_tab import FleetTab
from app.devices.presenter import Choices, Claimed, DevicesPresenter
from app.devices.rejected import RejectedTab
from app.devices.rows import FleetRow, RejectedRow, UnclaimedRow
from app.devices.unclaimed import UnclaimedTab
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.filters import Chosen, Filter
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from app.shared.page import Page
from app.shared.waiting import WaitingCount
from domain.language import tr
from domain.monitoring.device_queries import Standing, count_unclaimed

FLEET, UNCLAIMED, REJECTED = range(3)


class DevicesPage(Page):
    """Who publishes, who does not, and what could not be understood."""

    key = "devices"
    icon = "radio-tower"

    def __init__(self, kit: Kit, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent)
        choices = tuple((each.value, each.label.lower()) for each in Standing)
        self.frame = PageFrame(kit, self.key, self.title, [Filter("standing", tr("any state"), choices)])
        self.tabs = QTabWidget()
        self._waiting = WaitingCount(kit, desk, ("device",), count_unclaimed, self)
        self.fleet = FleetTable(kit)
        self.commands = DeviceCommandsTab(kit, desk, self.fleet)
        self.fleet_tab = FleetTab(kit, self.fleet, self.commands)
        self.unclaimed = UnclaimedTab(kit)
        self.rejected = RejectedTab(kit)
        self.dialog: ClaimDialog | None = None
        self._wanted: int | None = None
        self._rejected_ever = 0
        self._presenter = DevicesPresenter(kit, desk, self)
        self._arrange()
        self._connect()

    @property
    def title(self) -> str:
        return tr("Devices")

    def page_actions(self) -> Sequence[Action]:
        asset = device_actions(self._ask_asset, self._release, self._open_asset, self._can_claim, self._can_release)
        return (*asset, self.commands.action())

    def set_visible_page(self, visible: bool) -> None:
        self._presenter.set_visible(visible)

    def show_record(self, record_id: int) -> None:
        self._wanted = record_id
        self._show_wanted()

    def record_shown(self) -> int | None:
        table = self.fleet if self.tabs.currentIndex() == FLEET else self.unclaimed.table
        row = table.chosen()
        return None if row is None or self.tabs.currentIndex() == REJECTED else row.id

    def _arrange(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self.fleet_tab, tr("Fleet"))
        self.tabs.addTab(self.unclaimed, tr("Unclaimed"))
        self.tabs.addTab(self.rejected, tr("Rejected"))
        keep = self.frame.filters.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.frame.filters.setSizePolicy(keep)
        self.frame.set_list(self.tabs)
        self.frame.set_loading(True)
        bound = self.bound_actions()
        self.frame.set_actions(bound.values(), primary="devices.claim")
        self.unclaimed.set_actions(bound["devices.claim"])
        self.fleet.filter(self.frame.filters.chosen()["standing"])
        self.set_frame(self.frame)

    def _connect(self) -> None:
        self._waiting.counted.connect(self.badge_changed)
        self.commands.told.connect(self.notice_asked)
        self.commands.link_asked.connect(self.open_asked)
        self._presenter.fleet_loaded.connect(self._on_fleet)
        self._presenter.unclaimed_loaded.connect(self._on_unclaimed)
        self._presenter.looked_at.connect(self.unclaimed.show_look)
        self._presenter.looked_at.connect(self.fleet_tab.show_look)
        self._presenter.untaken.connect(self.fleet_tab.show_untaken)
        self._presenter.rejected_loaded.connect(self._on_rejected)
        self._presenter.counted.connect(self._on_counted)
        self._presenter.choices_found.connect(self._on_choices)
        self._presenter.claimed.connect(self._on_claimed)
        self._presenter.refused.connect(self._on_refused)
        self._presenter.failed.connect(self._on_failed)
        self.frame.searched.connect(self._on_searched)
        self.frame.filtered.connect(self._on_filtered)
        self.tabs.currentChanged.connect(self._on_tab)
        self.unclaimed.watched.connect(self._presenter.watch)
        self.fleet_tab.watched.connect(self._presenter.watch)
        self.fleet.row_opened.connect(self._open_asset)
        self.unclaimed.table.row_opened.connect(self._ask_asset)
        for table in (self.fleet, self.unclaimed.table):
            table.selection_changed.connect(self.refresh_actions)
            table.row_chosen.connect(self.refresh_actions)

    @Slot(object)
    def _on_fleet(self, rows: Sequence[FleetRow]) -> None:
        self.frame.set_loading(False)
        self.fleet.show_fleet(rows)
        self.tabs.setTabText(FLEET, tr("Fleet {count}", count=self.kit.times.number(len(rows))))
        self._count()

    @Slot(object)
    def _on_unclaimed(self, rows: Sequence[UnclaimedRow]) -> None:
        self.unclaimed.show_rows(rows)
        self.tabs.setTabText(UNCLAIMED, tr("Unclaimed {count}", count=self.kit.times.number(len(rows))))
        self._count()
        self._show_wanted()

    @Slot(object)
    def _on_rejected(self, rows: Sequence[RejectedRow]) -> None:
        self.rejected.show_rows(rows)
        self._count()

    @Slot(object)
    def _on_counted(self, counts: Mapping[str, int]) -> None:
        self._rejected_ever = sum(counts.values())
        self.rejected.reasons.show_counts(counts)
        self.tabs.setTabText(REJECTED, tr("Rejected {count}", count=self.kit.times.number(self._rejected_ever)))

    @Slot(object)
    def _on_choices(self, choices: Choices) -> None:
        if self.dialog is not None:
            self.dialog.show_choices(choices)

    @Slot(object)
    def _on_claimed(self, claimed: Claimed) -> None:
        self._close_dialog()
        if claimed.asset is None:
            self.say(Notice(tr("{device} waits to be claimed again.", device=claimed.device), Mood.DONE))
            return
        undo = partial(self._presenter.release, claimed.device_id, claimed.device)
        words = tr("{device} belongs to {asset} now.", device=claimed.device, asset=claimed.asset.name)
        self.say(Notice(words, Mood.DONE, undo=undo, undo_title=tr("Release")))

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.refuse(sentence)
        else:
            self.say(Notice(sentence, Mood.ERROR))

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self.frame.set_loading(False)
        self.frame.set_count(sentence)

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self.fleet.search(words)
        self.unclaimed.search(words)
        self.rejected.search(words)
        self._count()

    @Slot(object)
    def _on_filtered(self, chosen: Chosen) -> None:
        self.fleet.filter(chosen["standing"])
        self._count()

    @Slot()
    def _on_tab(self) -> None:
        self.frame.filters.setVisible(self.tabs.currentIndex() == FLEET)
        shown = self.tabs.currentWidget()
        if isinstance(shown, FleetTab | UnclaimedTab):
            shown.watch()
        self._count()
        self.refresh_actions()

    @Slot()
    def _ask_asset(self) -> None:
        device = self.unclaimed.table.chosen()
        if device is None or self.dialog is not None:
            return
        self.dialog = ClaimDialog(self.kit, device, self)
        self.dialog.searched.connect(self._presenter.search_assets)
        self.dialog.claim_asked.connect(self._claim)
        self.dialog.finished.connect(self._on_dialog_finished)
        self.dialog.open()
        self._presenter.search_assets("")

    @Slot(int)
    def _claim(self, asset_id: int) -> None:
        if self.dialog is not None:
            self._presenter.claim(self.dialog.device.id, self.dialog.device.key, asset_id)

    @Slot()
    def _on_dialog_finished(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _close_dialog(self) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _release(self) -> None:
        device = self.fleet.chosen()
        if device is not None:
            self._presenter.release(device.id, device.key)

    @Slot()
    def _open_asset(self) -> None:
        device = self.fleet.chosen()
        if device is not None:
            self.go("assets", device.asset_id)

    def _can_claim(self) -> bool:
        return self.tabs.currentIndex() == UNCLAIMED and self.unclaimed.table.chosen() is not None

    def _can_release(self) -> bool:
        return self.tabs.currentIndex() == FLEET and self.fleet.chosen() is not None

    def _show_wanted(self) -> None:
        for tab, table in ((FLEET, self.fleet), (UNCLAIMED, self.unclaimed.table)):
            if self._wanted is not None and table.choose(self._wanted):
                self.tabs.setCurrentIndex(tab)
                self._wanted = None

    def _count(self) -> None:
        shown, total = {
            FLEET: (len(self.fleet.rows()), len(self.fleet.all_rows())),
            UNCLAIMED: (len(self.unclaimed.table.rows()), len(self.unclaimed.table.rows())),
            REJECTED: (len(self.rejected.table.rows()), self._rejected_ever),
        }[self.tabs.currentIndex()]
        number = self.kit.times.number
        self.frame.set_count(
            number(total) if shown == total else tr("{shown} of {total}", shown=number(shown), total=number(total))
        )
