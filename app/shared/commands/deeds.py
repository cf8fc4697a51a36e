"""What can be done with commands over a page: send one to devices, and see what becomes of it."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from sqlalchemy.orm import Session

from app.shared.commands.confirming import ask_to_send
from app.shared.commands.life_dialog import LifeDialog
from app.shared.commands.send_dialog import Asked, SendDialog
from app.shared.desk import Desk
from app.shared.entry import Entry
from app.shared.kit import Kit
from app.shared.links import Notice
from domain.language import trn
from domain.monitoring.command_service import request_for_many
from domain.monitoring.command_targets import Target, targets_of_alerts, targets_of_assets, targets_of_devices

Targets = tuple[Target, ...]


class CommandDeeds(QObject):
    """Opens the dialogs about commands over a page; says what came of them."""

    told = Signal(object)
    """A `Notice`."""
    link_asked = Signal(object)
    """The `Link` to the alert that a command answers."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self._kit, self._desk, self._pane = kit, desk, pane
        self._entry = Entry(kit, desk, pane)
        self._entry.told.connect(self.told)

    def send_to_assets(self, asset_ids: Collection[int]) -> None:
        """To the devices of some assets."""
        self._ask(partial(_read, targets_of_assets, tuple(asset_ids)))

    def send_to_devices(self, device_ids: Collection[int]) -> None:
        """To some devices."""
        self._ask(partial(_read, targets_of_devices, tuple(device_ids)))

    def answer_alerts(self, alert_ids: Collection[int]) -> None:
        """To the devices that alerts are about, as a part of what is done about these."""
        self._ask(partial(_read, targets_of_alerts, tuple(alert_ids)))

    def show(self, ids: tuple[int, ...]) -> None:
        """What became of some commands, or becomes of them now."""
        dialog = LifeDialog(self._kit, self._desk, ids, self._pane)
        dialog.told.connect(self.told)
        dialog.link_asked.connect(self.link_asked)
        dialog.open()

    def _ask(self, query: Callable[[Session], Targets]) -> None:
        self._entry.read(query, self._open)

    def _open(self, targets: Targets) -> None:
        dialog = SendDialog(self._kit, targets, self._desk.user, self._pane)
        dialog.submitted.connect(partial(self._on_submitted, dialog))
        dialog.open()
        dialog.command.setFocus()

    def _on_submitted(self, dialog: SendDialog, asked: Asked) -> None:
        if not asked.is_dangerous:
            self._send(dialog, asked)
            return
        asking = ask_to_send(dialog, asked)
        asking.accepted.connect(partial(self._send, dialog, asked))
        asking.open()

    def _send(self, dialog: SendDialog, asked: Asked) -> None:
        dialog.wait()
        devices = [target.id for target in asked.targets if target.id is not None]
        alerts = {each.id: each.alert_id for each in asked.targets if each.id is not None and each.alert_id is not None}
        queue = partial(request_for_many, confirmed=asked.is_dangerous, alerts=alerts)
        self._entry.keep(dialog, partial(self._on_queued, asked), queue, devices, asked.offer.name, asked.values)

    def _on_queued(self, asked: Asked, ids: tuple[int, ...]) -> Notice:
        self.show(ids)
        return Notice(
            trn(
                "“{command}” goes to {count} device.",
                "“{command}” goes to {count} devices.",
                len(ids),
                command=asked.offer.label,
            )
        )


def _read(query: Callable[[Session, tuple[int, ...]], Targets], ids: tuple[int, ...], session: Session) -> Targets:
    return query(session, ids)
