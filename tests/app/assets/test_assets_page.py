"""The page of assets, driven through its real widgets over real stores."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.assets.branches import BranchModel, Role
from app.assets.values import Span, line
from app.assets.view import FOUND, TREE, AssetsPage
from app.shared.links import Link
from domain.assets import tree
from domain.assets.model import Asset
from domain.assets.tree import BranchKey, Level
from domain.monitoring.telemetry.history import Point
from domain.reporting.asset_life import EventKind
from domain.store.unit_of_work import UnitOfWork
from domain.words import Severity
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.in_front import in_front
from tests.support.service_desk import NOW, ServiceDesk

Show = Callable[[], AssetsPage]


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> AssetsPage:
        return in_front(AssetsPage(desk.kit, desk.desk), desk, qtbot, 1158, 700)

    return shown


def titles(page: AssetsPage, above: QModelIndex | None = None) -> list[str]:
    model, parent = page.tree.branches, above or QModelIndex()
    return [str(model.index(at, 0, parent).data()) for at in range(model.rowCount(parent))]


def rename(work: UnitOfWork, asset_id: int, name: str) -> None:
    asset = work.get(Asset, asset_id)
    asset.name = name
    work.note("asset.renamed", asset)


def test_the_tree_opens_branch_by_branch_with_the_keyboard(desk: ServiceDesk, show: Show) -> None:
    page = show()
    shown = page.tree
    assert titles(page) == ["Clinic on the Hill", "Harbour Brewery"]
    assert shown.branches.index_of(BranchKey(Level.SITE, desk.company.ward.id)).isValid() is False
    shown.setFocus()
    shown.setCurrentIndex(shown.branches.index(0, 0))
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down):
        QTest.keyClick(shown, key)
    assert shown.chosen() == BranchKey(Level.ASSET, desk.company.ward_chiller.id)
    assert page.record_shown() == desk.company.ward_chiller.id


def test_a_record_is_revealed_deep_in_the_tree(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.show_record(desk.company.compressor.id)
    assert page.tree.chosen() == BranchKey(Level.ASSET, desk.company.compressor.id)
    assert page.tree.isExpanded(page.tree.branches.index_of(BranchKey(Level.ASSET, desk.company.chiller.id)))
    assert page._view is not None
    assert page._view.asset.name == "Compressor of chiller 1"


def test_a_record_that_is_gone_leaves_the_page_as_it_is(show: Show) -> None:
    page = show()
    page.show_record(999)
    assert page.record_shown() is None


def test_typing_finds_assets_and_shows_the_first(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    page.focus_search()
    QTest.keyClicks(page.frame.search, "kiel chill")
    qtbot.waitUntil(lambda: page.lists.currentIndex() == FOUND)
    assert [row.name for row in page.found.rows()] == ["Ward chiller"]
    assert page.record_shown() == desk.company.ward_chiller.id
    assert page.step_back()
    assert page.lists.currentIndex() == TREE


def test_enter_on_a_found_asset_shows_it_in_the_tree(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    QTest.keyClicks(page.frame.search, "compressor")
    qtbot.waitUntil(lambda: page.lists.currentIndex() == FOUND)
    QTest.keyClick(page.found, Qt.Key.Key_Return)
    assert page.lists.currentIndex() == TREE
    assert page.tree.chosen() == BranchKey(Level.ASSET, desk.company.compressor.id)


def test_an_alert_marks_every_branch_above_and_stands_on_the_asset(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    page.show_record(desk.company.chiller.id)
    customer = page.tree.branches.index_of(BranchKey(Level.CUSTOMER, desk.company.brewery.id))
    assert customer.data(Role.TROUBLE) is None
    raised = desk.raise_alert()
    desk.tail()
    qtbot.waitUntil(lambda: customer.data(Role.TROUBLE) == Severity.CRITICAL)
    events = page.detail.overview.open_events
    assert (events.rows()[0].kind, events.rows()[0].record_id) == (EventKind.ALERT, raised)
    links: list[Link] = []
    page.open_asked.connect(links.append)
    events.choose(events.rows()[0].id)
    QTest.keyClick(events, Qt.Key.Key_Return)
    assert links == [Link("alerts", raised)]


def test_the_history_keeps_what_is_over(desk: ServiceDesk, show: Show) -> None:
    def over(work: UnitOfWork) -> None:
        company = desk.company
        company._work = work
        company.add_alert(company.chiller, NOW - timedelta(days=2), cleared_at=NOW - timedelta(days=1))

    desk.store.run("test", over)
    page = show()
    page.show_record(desk.company.chiller.id)
    assert page.detail.overview.open_events.rows() == ()
    assert len(page.detail.history.rows()) == 1


def test_a_name_changed_elsewhere_shows_in_the_tree_and_keeps_the_choice(
    desk: ServiceDesk, show: Show, qtbot: QtBot
) -> None:
    page = show()
    page.show_record(desk.company.chiller.id)
    desk.store.run("somebody", rename, desk.company.chiller.id, "Zebra chiller")
    desk.tail()
    index = page.tree.branches.index_of(BranchKey(Level.ASSET, desk.company.chiller.id))
    qtbot.waitUntil(lambda: index.data() == "Zebra chiller")
    assert page.tree.chosen() == BranchKey(Level.ASSET, desk.company.chiller.id)


def test_readings_are_drawn_with_the_limit_and_the_newest_value(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    desk.publish([9.0, 10.0, 13.5])
    page = show()
    page.show_record(desk.company.chiller.id)
    page.detail.tabs.setCurrentWidget(page.detail.live)
    live = page.detail.live
    plot = live.plots[desk.company.temperature.id]
    assert plot.now.text() == "13.5 °C"
    assert [limit.value for limit in plot.plot._limits] == [12.0]
    assert list(plot.plot._series[0].values) == [9.0, 10.0, 13.5]
    desk.publish([14.5], NOW + timedelta(seconds=1))
    desk.clock.advance(timedelta(seconds=1))
    qtbot.waitUntil(lambda: plot.now.text() == "14.5 °C")


def test_another_range_is_one_click_away(desk: ServiceDesk, show: Show) -> None:
    desk.publish([9.0] * 30)
    page = show()
    page.show_record(desk.company.chiller.id)
    page.detail.tabs.setCurrentWidget(page.detail.live)
    live = page.detail.live
    plot = live.plots[desk.company.temperature.id].plot
    assert len(plot._series[0].values) == 30
    QTest.mouseClick(live.spans[Span.QUARTER], Qt.MouseButton.LeftButton)
    assert live.span is Span.QUARTER
    assert len(plot._series[0].values) == 16


def test_the_last_metric_cannot_be_switched_off(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.show_record(desk.company.chiller.id)
    chip = page.detail.live.chips[desk.company.temperature.id]
    chip.click()
    assert chip.isChecked()
    assert page.detail.live.shown == {desk.company.temperature.id}


def test_readings_are_asked_for_only_while_they_are_seen(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.show_record(desk.company.chiller.id)
    assert not page._readings._timer.isActive()
    page.detail.tabs.setCurrentWidget(page.detail.live)
    assert page._readings._timer.isActive()
    page.set_visible_page(False)
    assert not page._readings._timer.isActive()


def test_a_part_leads_to_its_asset_and_back(desk: ServiceDesk, show: Show) -> None:
    page = show()
    page.show_record(desk.company.compressor.id)
    page.detail.overview.part_followed.emit(desk.company.chiller.id)
    assert page.record_shown() == desk.company.chiller.id


def test_a_short_peak_is_seen_in_a_long_range() -> None:
    ms, values = line([Point(0, 1.0, 9.0, 2.0, 2.0), Point(60, 3.0, 3.0, 3.0, 3.0)])
    assert (ms, values) == ([0, 0, 60], [1.0, 9.0, 3.0])


def test_the_tree_is_a_sound_model(desk: ServiceDesk, qtmodeltester: ModelTester) -> None:
    model = BranchModel(desk)
    wanted: list[BranchKey | None] = []
    model.wanted.connect(wanted.append)
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]
    wanted.append(None)
    with desk.store.read() as session:
        # The tester opens every branch that it sees.
        while wanted:
            key = wanted.pop(0)
            model.set_below(key, tree.below(session, key))
        customers = tree.below(session, None)
    assert model.index_of(BranchKey(Level.ASSET, desk.company.compressor.id)).isValid()
    model.set_troubles({customers[0].key: Severity.MINOR})
    for shown in (customers[::-1], customers[:1], []):
        model.set_below(None, shown)
    assert model.loaded() == [None]


def test_every_word_can_be_translated(desk: ServiceDesk, qtbot: QtBot) -> None:
    with pseudo_language():
        page = AssetsPage(desk.kit, desk.desk)
        qtbot.addWidget(page)
        page.set_visible_page(True)
        page.show_record(desk.company.chiller.id)
        found = untranslated(page)
        page.set_visible_page(False)
    data = (
        "Chiller",
        "Harbour",
        "Plant North",
        "Kai 1",
        "Bo Falk",
        "Ada Berg",
        "A-00001",
        "Refrigerant",
        "Nordfrost",
        "Compressor of",
        "Supply temperature",
        "°C",
    )
    assert {text for text in found if not text.startswith(data)} == set()


def test_n_asks_for_a_new_order_about_the_chosen_asset(desk: ServiceDesk, show: Show, qtbot: QtBot) -> None:
    page = show()
    asked: list[Link] = []
    page.open_asked.connect(asked.append)
    button = page.bound_actions()["assets_order"]
    assert not button.isEnabled()
    page.show_record(desk.company.chiller.id)
    qtbot.waitUntil(button.isEnabled)
    page.focus_first()
    assert page.tree.hasFocus()
    QTest.keyClick(page.tree, Qt.Key.Key_N)
    assert asked == [Link("orders", desk.company.chiller.id, new=True)]
