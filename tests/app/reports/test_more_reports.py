"""The reports on fees and agreements, driven through the real widgets."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from app.reports.report import Asked, Kind
from app.reports.view import ReportsPage
from app.shared.links import Link
from domain.agreements.header import AgreementDraft
from domain.agreements.service import create_agreement
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.model import Subscription
from tests.app.pseudo import pseudo_language, untranslated
from tests.support.billed_fees import bill, make_fees
from tests.support.in_front import in_front
from tests.support.service_desk import NOW, ServiceDesk
from tests.support.subscribed import BREWERY, FIRST, subscribe

Show = Callable[[], ReportsPage]
JANUARY, FEBRUARY = FIRST.replace(day=31), FIRST.replace(month=2, day=28)
NEW_REPORTS = [kind for kind in Kind if kind is not Kind.MARGIN]


@pytest.fixture
def show(desk: ServiceDesk, qtbot: QtBot) -> Show:
    def shown() -> ReportsPage:
        return in_front(ReportsPage(desk.kit, desk.desk), desk, qtbot)

    return shown


@pytest.fixture
def fees(desk: ServiceDesk) -> None:
    """Under an agreement, 310.00 for January that are invoiced, and as much for February that are open."""

    def build(work: UnitOfWork) -> None:
        subscribed = subscribe(work)
        draft = AgreementDraft("Gold", starts_on=FIRST, initial_months=12, notice_months=3)
        subscription = work.get(Subscription, subscribed.subscription)
        subscription.agreement_id = create_agreement(work, BREWERY, draft)
        work.note("subscription.changed", subscription)
        make_fees(work, subscribed.subscription, FIRST, JANUARY)
        bill(work)
        make_fees(work, subscribed.subscription, JANUARY.replace(month=2, day=1), FEBRUARY)

    desk.store.run("ada", build)


def choose(page: ReportsPage, kind: Kind, **words: list[str]) -> ReportsPage:
    page.frame.filters.choose({"report": [kind.value], "period": ["this_year"], **words})
    return page


def texts(page: ReportsPage) -> list[list[str]]:
    columns = page.table.row_model().columns
    return [[column.text(row) for column in columns] for row in page.table.rows()]


@pytest.mark.usefixtures("fees")
def test_transactions_show_each_fee_with_its_state_and_invoice(show: Show) -> None:
    page = choose(show(), Kind.TRANSACTIONS)
    january, february = texts(page)
    assert january[:4] == ["SU-000001", "Remote watch of the cellar", "Harbour Brewery", "AG-000001"]
    assert january[6:11] == ["Regular", "310.00 EUR", "310.00 EUR", "Invoiced", "INV-000001"]
    assert february[8:11] == ["310.00 EUR", "Open", ""]
    assert page.totals.text() == "Open 310.00 EUR · invoiced 310.00 EUR"
    choose(page, Kind.TRANSACTIONS, status=["open"])
    assert len(texts(page)) == 1


@pytest.mark.usefixtures("fees")
def test_fees_show_what_is_billed_earned_and_deferred(show: Show) -> None:
    page = choose(show(), Kind.FEES)
    assert [row[7:] for row in texts(page)] == [
        ["310.00 EUR", "310.00 EUR", "310.00 EUR", "0.00 EUR"],
        ["310.00 EUR", "0.00 EUR", "0.00 EUR", "0.00 EUR"],
    ]
    assert page.totals.text() == "Billed 310.00 EUR · earned 310.00 EUR · deferred 0.00 EUR"


@pytest.mark.usefixtures("fees")
def test_the_margin_of_agreements_and_what_falls_due_are_shown(show: Show) -> None:
    page = choose(show(), Kind.AGREEMENTS)
    assert [row[:5] for row in texts(page)] == [["AG-000001", "Gold", "Harbour Brewery", "2", "620.00 EUR"]]
    assert page.totals.text() == "Sales 620.00 EUR · cost 0.00 EUR · margin 620.00 EUR · 100.0 %"
    choose(page, Kind.AGREEMENTS, lines=["posted"])
    assert texts(page)[0][3] == "1"
    choose(page, Kind.RENEWALS)
    assert texts(page)[0][2:5] == ["AG-000001", "Gold", "Harbour Brewery"]
    assert page.totals.text() == "1 agreement falls due"


@pytest.mark.usefixtures("fees")
def test_any_time_of_renewals_is_that_from_today_on(show: Show) -> None:
    page = choose(show(), Kind.RENEWALS, period=[])
    assert [row.row.due.ends_on for row in page.table.rows()] == [NOW.date().replace(month=12, day=31)]


@pytest.mark.usefixtures("fees")
def test_the_sentence_has_the_words_of_its_report(show: Show) -> None:
    page = show()
    words = ("report", "by", "period", "lines", "status")
    expected = {
        Kind.MARGIN: ["report", "by", "period", "lines"],
        Kind.TRANSACTIONS: ["report", "period", "status"],
        Kind.AGREEMENTS: ["report", "period", "lines"],
        Kind.RENEWALS: ["report", "period"],
    }
    for kind, seen in expected.items():
        choose(page, kind)
        buttons = {word: page.frame.findChild(QPushButton, f"filter_{word}") for word in words}
        assert [word for word, button in buttons.items() if button is not None and button.isVisible()] == seen


@pytest.mark.usefixtures("fees")
def test_the_record_behind_a_row_is_opened(show: Show) -> None:
    page = choose(show(), Kind.FEES)
    links: list[Link] = []
    page.open_asked.connect(links.append)
    for kind in (Kind.FEES, Kind.RENEWALS, Kind.AGREEMENTS):
        choose(page, kind)
        place = page.table.visualRect(page.table.model().index(0, 0)).center()
        QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert links == [Link("subscriptions", 1), Link("agreements", 1)]


@pytest.mark.usefixtures("fees")
@pytest.mark.parametrize("kind", NEW_REPORTS)
def test_a_report_is_written_to_a_file(desk: ServiceDesk, show: Show, tmp_path: Path, kind: Kind) -> None:
    page = choose(show(), kind)
    page.export(str(tmp_path / "report.json"), lines=False)
    assert len(json.loads((tmp_path / "report.json").read_text("utf-8"))) == len(page.table.rows())
    assert not page.bound_actions()["reports_lines"].isEnabled()


@pytest.mark.usefixtures("fees")
@pytest.mark.parametrize("kind", NEW_REPORTS)
def test_a_report_is_printed(show: Show, tmp_path: Path, kind: Kind) -> None:
    page = choose(show(), kind)
    QTest.keyClick(page, Qt.Key.Key_P)
    assert page.paper is not None
    assert page.paper.windowTitle() == kind.label
    page.paper.preview.save_to(tmp_path / "report.pdf")
    text = "".join(leaf.extract_text() for leaf in PdfReader(tmp_path / "report.pdf").pages)
    assert kind.label in text
    assert "AG-000001" in text
    page.paper.close()


@pytest.mark.usefixtures("fees")
@pytest.mark.parametrize("kind", NEW_REPORTS)
def test_each_table_is_a_sound_model_and_searched(show: Show, qtmodeltester: ModelTester, kind: Kind) -> None:
    page = choose(show(), kind)
    qtmodeltester.check(page.table.row_model(), force_py=True)  # type: ignore[no-untyped-call]
    page.frame.search.setText("clinic")
    page.frame.search.tell()
    assert page.table.rows() == ()


@pytest.mark.usefixtures("fees")
@pytest.mark.parametrize("kind", NEW_REPORTS)
def test_everything_is_translated(show: Show, kind: Kind) -> None:
    told = frozenset({"Gold", "Remote watch of the cellar", "Harbour Brewery"})
    with pseudo_language():
        assert untranslated(choose(show(), kind), told) == set()


@pytest.mark.usefixtures("fees")
def test_going_back_stays_with_the_report(show: Show) -> None:
    page = choose(show(), Kind.FEES, period=["last_year"])
    assert texts(page) == []
    assert page.step_back()
    assert len(texts(page)) == 2


@pytest.mark.usefixtures("fees")
def test_until_another_report_is_read_nothing_of_the_one_before_is_found(
    show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = choose(show(), Kind.TRANSACTIONS)
    assert page.table.rows()
    asked: list[Asked] = []
    monkeypatch.setattr(page.presenter, "ask", asked.append)
    choose(page, Kind.RENEWALS)
    page.frame.search.setText("gold")
    page.frame.search.tell()
    assert [each.kind for each in asked] == [Kind.RENEWALS]
    assert page.table.rows() == ()
    assert not page.bound_actions()["reports_export"].isEnabled()
