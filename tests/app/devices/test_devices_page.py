"""The page of devices, driven through its real widgets over real stores."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.devices import reasons
from app.devices.claim import ClaimDialog
from app.devices.payload import as_hex, as_text
from app.devices.table import fleet_columns
from app.devices.view import FLEET, REJECTED, UNCLAIMED, DevicesPage
from app.shared.links import Link
from devices.messages import Reason
from domain.clock import to_ms
from domain.monitoring import service
from domain.monitoring.device_queries import Standing
from domain.monitoring.model import Device
from domain.monitoring.telemetry.rows import Batch, ConnectionRow, PresenceRow, PulseRow, RejectedRow
from domain.monitoring.telemetry.writer import TelemetryWriter
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.in_front import in_front
from tests.support.service_desk import NOW, ServiceDesk

Show = Callable[[], DevicesPage]
NOW_MS = to_ms(NOW)


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> DevicesPage:
        return in_front(DevicesPage(desk.kit, desk.desk), desk, qtbot, 1158, 700)

    return shown


def hear(desk: ServiceDesk, device: str, seconds_ago: int = 0, *, online: bool = True) -> None:
    at = to_ms(desk.clock.now()) - 1000 * seconds_ago
    TelemetryWriter(desk.telemetry, "test").write_presence([PresenceRow(device, at, online, 1)])


def reject(desk: ServiceDesk, reason: Reason, payload: bytes = b"?", topic: str = "callout/v1/x/telemetry") -> None:
    rejected = [RejectedRow(NOW_MS, topic, payload, len(payload), reason.value, "what was found")]
    TelemetryWriter(desk.telemetry, "test").write(Batch(rejected=rejected))


def owner_of(desk: ServiceDesk, device_id: int) -> int | None:
    with desk.store.read() as session:
        device = session.get(Device, device_id)
        return None if device is None else device.asset_id


def open_claim(page: DevicesPage, desk: ServiceDesk) -> ClaimDialog:
    page.tabs.setCurrentIndex(UNCLAIMED)
    page.unclaimed.table.choose(desk.company.stranger.id)
    QTest.keyClick(page.unclaimed.table, Qt.Key.Key_Return)
    assert page.dialog is not None
    return page.dialog


def test_a_device_goes_from_never_heard_to_online_silent_and_offline(desk: ServiceDesk, show: Show) -> None:
    page = show()
    states = [page.fleet.rows()[0].standing]
    hear(desk, "chiller-1")
    page._presenter.tick()
    states.append(page.fleet.rows()[0].standing)
    desk.clock.advance(timedelta(seconds=121))
    page._presenter.tick()
    states.append(page.fleet.rows()[0].standing)
    hear(desk, "chiller-1", online=False)
    page._presenter.tick()
    states.append(page.fleet.rows()[0].standing)
    assert states == [Standing.NEVER, Standing.ONLINE, Standing.SILENT, Standing.OFFLINE]


def test_the_list_is_told_anew_each_second_by_itself(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    hear(desk, "chiller-1")
    qtbot.waitUntil(lambda: page.fleet.rows()[0].standing is Standing.ONLINE)


def test_a_share_of_the_fleet_that_no_listener_takes_is_told_until_one_does(desk: ServiceDesk, show: Show) -> None:
    def sign(number: int) -> None:
        pulse = PulseRow(f"callout-{number}of2", to_ms(desk.clock.now()), 0, 0, 0, 0, "running")
        TelemetryWriter(desk.telemetry, pulse.listener).write_pulse(pulse)

    page = show()
    said = page.fleet_tab.untaken
    assert said.isHidden()
    sign(1)
    page._presenter.tick()
    assert said.isVisible()
    assert "share 2/2" in said.chip().text
    sign(2)
    page._presenter.tick()
    assert said.isHidden()


@pytest.mark.parametrize(
    ("clock", "told", "tone"),
    [(None, "–", ""), (40, "right", ""), (-4_200, "4 s ahead", ""), (61_000, "1 min behind", "major")],
)
def test_the_clock_of_a_device_is_told_and_marked_beyond_a_minute(
    desk: ServiceDesk, show: Show, clock: int | None, told: str, tone: str
) -> None:
    page = show()
    at = to_ms(desk.clock.now())
    TelemetryWriter(desk.telemetry, "test").write_presence([PresenceRow("chiller-1", at, True, 1, clock)])
    page._presenter.tick()
    (column,) = (each for each in fleet_columns(desk.kit.times) if each.name == "clock")
    (row,) = page.fleet.rows()
    assert column.tone is not None
    assert (column.text(row), column.tone(row)) == (told, tone)


def test_the_chosen_device_shows_when_it_was_heard_and_when_it_came_and_went(desk: ServiceDesk, show: Show) -> None:
    writer = TelemetryWriter(desk.telemetry, "test")
    at = to_ms(desk.clock.now())
    changes = [ConnectionRow("chiller-1", at - ago, online) for ago, online in ((900_000, True), (600_000, False))]
    writer.write_presence([PresenceRow("chiller-1", at, False, 1)], changes)
    key = writer.series_ids([("chiller-1", "pressure")])["chiller-1", "pressure"]
    writer.write(Batch(readings=[(key, at - 30_000, 3.5, None)]))
    page = show()
    page.fleet.choose(desk.company.device.id)
    page._presenter.tick()
    told = [each.text() for each in page.fleet_tab.findChildren(QLabel)]
    assert "3.5, 30 s ago" in told
    assert {"came", "went, back not yet"} <= set(told)


def test_selection_stays_while_the_seconds_pass(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.fleet.choose(desk.company.device.id)
    hear(desk, "chiller-1")
    page._presenter.tick()
    assert [row.id for row in page.fleet.selected()] == [desk.company.device.id]


def test_the_filter_shows_only_devices_that_stand_so(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.frame.filters.choose({"standing": ["online"]})
    assert page.fleet.rows() == ()
    hear(desk, "chiller-1")
    page._presenter.tick()
    assert [row.key for row in page.fleet.rows()] == ["chiller-1"]


def test_the_search_looks_at_device_asset_site_and_customer(show: Show, qtbot: QtBot) -> None:
    page = show()
    page.frame.focus_search()
    for words, found in (("brewery cellar", 1), ("clinic", 0), ("CHILLER-1", 1)):
        page.frame.search.clear()
        QTest.keyClicks(page.frame.search, words)
        QTest.keyClick(page.frame.search, Qt.Key.Key_Return)
        assert len(page.fleet.rows()) == found


def test_an_unclaimed_device_shows_its_latest_values(desk: ServiceDesk, show: Show) -> None:
    writer = TelemetryWriter(desk.telemetry, "test")
    series = writer.series_ids([("unknown-7", "pressure")])["unknown-7", "pressure"]
    writer.write(Batch(readings=[(series, NOW_MS - 4000, 2.5, None)]))
    page = show()
    page.tabs.setCurrentIndex(UNCLAIMED)
    page.unclaimed.table.choose(desk.company.stranger.id)
    assert page.unclaimed._told == (("pressure", "2.5, 4 s ago"),)


def test_a_device_is_claimed_with_the_keyboard_alone(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    dialog = open_claim(page, desk)
    QTest.keyClicks(dialog.search, "ward")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert [row.name for row in dialog.assets.rows()] == ["Ward chiller"]
    assert dialog.claim_button.text() == "Claim for Ward chiller"
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert owner_of(desk, desk.company.stranger.id) == desk.company.ward_chiller.id
    assert page.dialog is None
    desk.tail()
    qtbot.waitUntil(lambda: page.unclaimed.table.rows() == ())
    assert [row.key for row in page.fleet.rows()] == ["chiller-1", "unknown-7"]
    assert desk.notices[-1].text == "unknown-7 belongs to Ward chiller now."


def test_arrows_in_the_search_move_through_the_assets(desk: ServiceDesk, show: Show) -> None:
    dialog = open_claim(show(), desk)
    first = dialog.assets.chosen()
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    second = dialog.assets.chosen()
    assert first is not None
    assert second is not None
    assert first.id != second.id
    dialog.reject()


def test_what_was_typed_but_not_yet_found_is_never_claimed(desk: ServiceDesk, show: Show) -> None:
    dialog = open_claim(show(), desk)
    dialog.search.setText("ward")
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert owner_of(desk, desk.company.stranger.id) is None
    dialog.reject()


def test_a_claim_is_undone_from_its_notice(desk: ServiceDesk, show: Show) -> None:
    page = show()
    dialog = open_claim(page, desk)
    dialog.claim_button.click()
    undo = desk.notices[-1].undo
    assert undo is not None
    undo()
    assert owner_of(desk, desk.company.stranger.id) is None


def test_a_refusal_stands_in_the_dialog(desk: ServiceDesk, show: Show) -> None:
    page = show()
    dialog = open_claim(page, desk)
    desk.store.run("somebody else", service.claim, desk.company.stranger.id, desk.company.chiller.id)
    dialog.claim_button.click()
    assert page.dialog is dialog
    assert dialog._wrong.text() == "unknown-7 already belongs to Chiller 1."
    assert dialog.claim_button.isEnabled()
    dialog.reject()
    assert page.dialog is None


def test_a_device_is_released_and_waits_again(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    page.fleet.choose(desk.company.device.id)
    page.bound_actions()["devices.release"].trigger()
    desk.tail()
    qtbot.waitUntil(lambda: {row.key for row in page.unclaimed.table.rows()} == {"chiller-1", "unknown-7"})
    assert not page.bound_actions()["devices.release"].isEnabled()


def test_enter_on_a_device_leads_to_its_asset(desk: ServiceDesk, show: Show) -> None:
    page = show()
    links: list[Link] = []
    page.open_asked.connect(links.append)
    page.fleet.choose(desk.company.device.id)
    QTest.keyClick(page.fleet, Qt.Key.Key_Return)
    assert links == [Link("assets", desk.company.chiller.id)]


def test_a_link_leads_to_the_tab_of_the_device(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.show_record(desk.company.stranger.id)
    assert page.tabs.currentIndex() == UNCLAIMED
    assert page.record_shown() == desk.company.stranger.id
    page.show_record(desk.company.device.id)
    assert page.tabs.currentIndex() == FLEET


def test_a_rejected_message_is_counted_listed_and_explained(desk: ServiceDesk, show: Show) -> None:
    page = show()
    reject(desk, Reason.NOT_JSON, b"{oops\x00")
    reject(desk, Reason.TOO_LARGE)
    page._presenter.tick()
    page.tabs.setCurrentIndex(REJECTED)
    tab = page.rejected
    assert page.tabs.tabText(REJECTED) == "Rejected 2"
    assert [row.reason for row in tab.table.rows()] == ["too_large", "not_json"]
    tab.reasons._buttons["not_json"].click()
    assert [row.reason for row in tab.table.rows()] == ["not_json"]
    tab.table.choose(tab.table.rows()[0].id)
    assert tab.detail.text.toPlainText() == "{oops<00>"
    tab.reasons._buttons["not_json"].click()
    assert len(tab.table.rows()) == 2


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_says_what_was_wrong_and_what_to_do(reason: Reason) -> None:
    sentences = [reasons.explanation(reason.value), reasons.advice(reason.value)]
    assert all(sentence.endswith(".") for sentence in sentences)
    assert reasons.title(reason.value) == reason.label


def test_a_reason_of_a_newer_listener_is_shown_as_it_is() -> None:
    assert reasons.title("too_strange") == "Too strange"
    assert "newer" in reasons.explanation("too_strange")
    assert reasons.advice("too_strange")


@pytest.mark.parametrize(
    ("payload", "text"),
    [
        (b'{"a": 1}', '{"a": 1}'),
        (b"a\x00\x1b[31m\x7f", "a<00><1B>[31m<7F>"),
        (b"one\ntwo", "one<0A>\ntwo"),
        (b"\xff\xfeok", "<FF><FE>ok"),
        ("abc\u202etxt.exe\u200b".encode(), "abc<U+202E>txt.exe<U+200B>"),
        ("Kälte 冷".encode(), "Kälte 冷"),
        (b"", ""),
    ],
)
def test_nothing_in_a_payload_is_invisible(payload: bytes, text: str) -> None:
    assert as_text(payload) == text


def test_bytes_stand_in_lines_of_sixteen() -> None:
    lines = as_hex(bytes(range(30, 50))).splitlines()
    assert lines[0].startswith("000000  1e 1f 20 21")
    assert lines[1] == "000010  2e 2f 30 31" + " " * 36 + "  ./01"


def test_the_lists_are_sound_models(desk: ServiceDesk, show: Show, qtmodeltester: ModelTester) -> None:
    reject(desk, Reason.BROKEN)
    page = show()
    for table in (page.fleet, page.unclaimed.table, page.rejected.table):
        qtmodeltester.check(table.model(), force_py=True)  # type: ignore[no-untyped-call]


def test_every_word_can_be_translated(desk: ServiceDesk, qtbot: QtBot) -> None:
    reject(desk, Reason.BROKEN)
    with pseudo_language():
        page = DevicesPage(desk.kit, desk.desk)
        qtbot.addWidget(page)
        page.set_visible_page(True)
        open_claim(page, desk)
        page.rejected.table.choose(page.rejected.table.rows()[0].id)
        found = untranslated(page)
        page.set_visible_page(False)
        assert page.dialog is not None
        page.dialog.reject()
    data = {"unknown-7", "pressure", "what was found", "callout/v1/x/telemetry", "Monday, 2 March 2026 09:00:00 UTC"}
    assert found <= data
