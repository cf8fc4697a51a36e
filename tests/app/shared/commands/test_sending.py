"""Commands sent from the pages of devices, assets and alerts, with real keys and clicks, and what becomes of them."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMessageBox, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.alerts.view import AlertsPage
from app.assets.view import AssetsPage
from app.devices.view import DevicesPage
from app.shared.commands.life_dialog import LifeDialog
from app.shared.commands.log import CommandLog
from app.shared.commands.send_dialog import SendDialog
from app.shared.links import Link
from domain.monitoring.command_fields import Field, FieldKind
from domain.monitoring.command_queries import SentCommand, Which, sent_commands
from domain.monitoring.command_service import mark_sent, request, take_reply
from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.model import Device
from domain.monitoring.response_model import Command, CommandState
from domain.store.unit_of_work import UnitOfWork
from tests.app.keys import in_front as bring_in_front
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.in_front import in_front
from tests.support.service_desk import NOW, ServiceDesk

D = TypeVar("D", bound=QDialog)
LEVEL = (Field("level", FieldKind.NUMBER, "Level", "°C", 2, 15),)


def know(desk: ServiceDesk, name: str = "restart", **more: object) -> None:
    draft = CommandTypeDraft(desk.company.chiller_model.id, name, name.capitalize(), **more)  # type: ignore[arg-type]
    desk.store.run("ada", create_command_type, draft)


def add_device(desk: ServiceDesk, key: str, asset_id: int) -> int:
    def add(work: UnitOfWork) -> int:
        return work.add(Device(key=key, asset_id=asset_id, first_seen_at=NOW), "device.seen").id

    return desk.store.run("setup", add)


def devices(desk: ServiceDesk, qtbot: QtBot) -> DevicesPage:
    page = in_front(DevicesPage(desk.kit, desk.desk), desk, qtbot)
    page.fleet.choose(desk.company.device.id)
    return page


def opened(page: QWidget, kind: type[D]) -> D:
    return next(each for each in page.findChildren(kind) if each.isVisible())


def click(button: QPushButton) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def sent(desk: ServiceDesk) -> tuple[SentCommand, ...]:
    with desk.store.read() as session:
        return sent_commands(session, Which(asset_id=desk.company.chiller.id))


def sending(page: DevicesPage | AssetsPage | AlertsPage, action: str) -> SendDialog:
    page.bound_actions()[action].trigger()
    return opened(page, SendDialog)


def test_a_command_is_sent_to_a_device_and_followed_to_its_end(desk: ServiceDesk, qtbot: QtBot) -> None:
    know(desk, fields=LEVEL)
    page = devices(desk, qtbot)
    dialog = sending(page, "devices.command")
    bring_in_front(dialog)
    line = dialog.values.form.fields["level"].widget
    QTest.keyClicks(line, "99")
    QTest.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert line.accessibleDescription() == "“Level” is at most 15 °C."
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, "7,5")
    click(dialog.send_button)
    log = opened(page, LifeDialog).log
    (row,) = log.table.rows()
    assert (row.label, row.words, row.state, row.requested_by) == (
        "Restart", "Level: 7.5 °C", CommandState.QUEUED, "kim"
    )  # fmt: skip
    assert log.withdraw_button.isEnabled()
    desk.store.run("listener", mark_sent, row.id, True)
    answer(desk, row.id, "at 7.5")
    desk.tail()
    qtbot.waitUntil(lambda: log.table.rows()[0].state is CommandState.SUCCEEDED)
    assert "Reply: at 7.5" in log.story.text()
    assert not log.withdraw_button.isEnabled()
    assert desk.notices[-1].text == "“Restart” goes to 1 device."


def answer(desk: ServiceDesk, command_id: int, words: str) -> None:
    with desk.store.read() as session:
        command = session.get_one(Command, command_id)
    desk.store.run("listener", take_reply, "chiller-1", command.correlation, CommandState.SUCCEEDED, words)


def test_a_dangerous_command_goes_out_only_once_confirmed_by_name(desk: ServiceDesk, qtbot: QtBot) -> None:
    know(desk, dangerous=True)
    page = devices(desk, qtbot)
    dialog = sending(page, "devices.command")
    click(dialog.send_button)
    asking = opened(dialog, QMessageBox)
    assert "chiller-1" in asking.informativeText()
    assert asking.defaultButton().text() == "Cancel"
    QTest.keyClick(asking, Qt.Key.Key_Return)
    assert not asking.isVisible()
    assert not sent(desk)
    assert dialog.isVisible()
    click(dialog.send_button)
    QTest.mouseClick(button(opened(dialog, QMessageBox), "Send to 1 device"), Qt.MouseButton.LeftButton)
    assert [row.state for row in sent(desk)] == [CommandState.QUEUED]


def button(asking: QMessageBox, words: str) -> QPushButton:
    return next(each for each in asking.findChildren(QPushButton) if each.text() == words)


def test_a_command_goes_to_all_that_are_chosen_or_to_none(desk: ServiceDesk, qtbot: QtBot) -> None:
    know(desk, dangerous=True)
    company = desk.company
    ward = add_device(desk, "chiller-2", company.ward_chiller.id)
    other = add_device(desk, "compressor-1", company.compressor.id)
    page = devices(desk, qtbot)
    page.fleet.select([company.device.id, ward, other])
    dialog = sending(page, "devices.command")
    assert [(row.target.device, row.why_not) for row in dialog.table.rows()] == [
        ("compressor-1", "The model Airon S 11 has no such command."),
        ("chiller-1", ""),
        ("chiller-2", ""),
    ]
    assert not dialog.send_button.isEnabled()
    assert dialog.refusal() == "It goes to all of them or to none, and 1 cannot take it."
    click(dialog.leave_out_button)
    assert (dialog.send_button.text(), dialog.refusal()) == ("Send to 2 devices", "")
    click(dialog.send_button)
    asking = opened(dialog, QMessageBox)
    assert "to 2 devices?" in asking.text()
    QTest.mouseClick(button(asking, "Send to 2 devices"), Qt.MouseButton.LeftButton)
    assert [row.device for row in opened(page, LifeDialog).log.table.rows()] == ["chiller-2", "chiller-1"]


def test_who_may_not_send_a_command_reads_why(desk: ServiceDesk, qtbot: QtBot) -> None:
    know(desk, senders=("ada",))
    dialog = sending(devices(desk, qtbot), "devices.command")
    assert dialog.refusal() == "You (kim) may not send “Restart”, only: ada."
    assert not dialog.send_button.isEnabled()


def test_where_no_command_is_known_the_dialog_says_where_they_are_entered(desk: ServiceDesk, qtbot: QtBot) -> None:
    dialog = sending(devices(desk, qtbot), "devices.command")
    assert "Settings, Commands" in dialog.refusal()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()


def test_what_is_refused_meanwhile_is_said_and_nothing_typed_is_lost(desk: ServiceDesk, qtbot: QtBot) -> None:
    know(desk, fields=LEVEL)
    dialog = sending(devices(desk, qtbot), "devices.command")
    QTest.keyClicks(dialog.values.form.fields["level"].widget, "7")
    desk.store.run("ada", release, desk.company.device.id)
    click(dialog.send_button)
    assert dialog.refusal() == "Say first which asset chiller-1 belongs to."
    assert dialog.values.given() == {"level": 7.0}
    assert dialog.send_button.isEnabled()


def release(work: UnitOfWork, device_id: int) -> None:
    device = work.get(Device, device_id)
    device.asset_id = None
    work.note("device.released", device)


def test_an_alert_is_answered_and_its_command_leads_back_to_it(desk: ServiceDesk, qtbot: QtBot) -> None:
    know(desk)
    alert = desk.raise_alert()
    page = in_front(AlertsPage(desk.kit, desk.desk), desk, qtbot)
    page.show_record(alert)
    dialog = sending(page, "alerts_command")
    click(dialog.send_button)
    assert [row.alert_id for row in sent(desk)] == [alert]
    log = opened(page, LifeDialog).log
    with qtbot.waitSignal(page.open_asked) as asked:
        click(log.alert_button)
    assert asked.args == [Link("alerts", alert)]


def test_a_command_that_waits_is_withdrawn_from_the_asset(desk: ServiceDesk, qtbot: QtBot) -> None:
    know(desk)
    page = in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot)
    page.show_record(desk.company.chiller.id)
    page.detail.tabs.setCurrentWidget(page.detail.commands)
    log = page.detail.commands.place.content
    assert not log.table.rows()
    click(log.send_button)
    click(opened(page, SendDialog).send_button)
    opened(page, LifeDialog).close()
    desk.tail()
    qtbot.waitUntil(lambda: len(log.table.rows()) == 1)
    click(log.withdraw_button)
    assert [row.state for row in sent(desk)] == [CommandState.WITHDRAWN]
    assert desk.notices[-1].text == "“Restart” is withdrawn; no device has heard of it."


def test_what_went_out_meanwhile_is_not_withdrawn(desk: ServiceDesk, qtbot: QtBot) -> None:
    know(desk)
    command = desk.store.run("kim", request, desk.company.device.id, "restart", {})
    page = devices(desk, qtbot)
    page.fleet_tab.detail.tabs.setCurrentWidget(page.commands)
    log = page.commands.place.content
    desk.store.run("listener", mark_sent, command, True)
    click(log.withdraw_button)
    assert "too late to withdraw" in desk.notices[-1].text


def test_a_pin_of_a_command_opens_what_became_of_it(desk: ServiceDesk, qtbot: QtBot) -> None:
    know(desk)
    command = desk.store.run("kim", request, desk.company.device.id, "restart", {})
    page = in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot)
    page.show_record(desk.company.chiller.id)
    page.detail.charts.content.command_asked.emit(command)
    assert [row.id for row in opened(page, LifeDialog).log.table.rows()] == [command]


@pytest.mark.parametrize("several", [False, True])
def test_dialogs_about_commands_are_translated(desk: ServiceDesk, qtbot: QtBot, several: bool) -> None:
    know(desk, dangerous=True)
    ward = add_device(desk, "chiller-2", desk.company.ward_chiller.id)
    data = frozenset({"Restart", "chiller-1", "chiller-2", "A-00001 · Chiller 1", "A-00003 · Ward chiller"})
    with pseudo_language():
        page = devices(desk, qtbot)
        page.fleet.select([desk.company.device.id, *([ward] if several else [])])
        dialog = sending(page, "devices.command")
        found = untranslated(dialog, data | {"Nordfrost CX 400", "A-00001 · Chiller 1 · chiller-1", "–"})
        click(dialog.send_button)
        asking = opened(dialog, QMessageBox)
        asking.accept()
        log = opened(page, LifeDialog)
        assert found | untranslated(log, data | {"kim"}) == set()


def test_the_log_is_a_sound_model(desk: ServiceDesk, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    know(desk)
    desk.store.run("kim", request, desk.company.device.id, "restart", {})
    log = CommandLog(desk.kit, desk.desk, "test")
    qtbot.addWidget(log)
    log.look_at(Which(device_id=desk.company.device.id))
    log.show()
    assert len(log.table.rows()) == 1
    qtmodeltester.check(log.table.row_model())  # type: ignore[no-untyped-call]
