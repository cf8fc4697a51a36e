"""The section of vans, driven with mouse and keys."""

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.settings.vans.stock_line import StockLine
from app.settings.view import SettingsPage
from app.shared.rows_field import RowsField
from domain.catalogue.model import Article, LineKind
from domain.scheduling.needs.van_service import vans
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.drafts import TechnicianDraft
from domain.workforce.group_service import TeamDraft, create_team
from domain.workforce.service import create_technician
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, is_of_the_system, wrong
from tests.support.service_desk import ServiceDesk


def filled(desk: ServiceDesk) -> int:
    """One technician and one article; the id of the technician."""
    team = desk.store.run("ada", create_team, TeamDraft("North"))
    desk.store.run("ada", article)
    return desk.store.run("ada", create_technician, TechnicianDraft("Robin", team, "Europe/Berlin", 53.5, 10.0))


def article(work: UnitOfWork) -> int:
    made = Article(
        number="F1", name="Filter", kind=LineKind.ITEM, unit="pcs", cost_price=Decimal(1), sales_price=Decimal(2),
        tax_percent=Decimal(19), currency="EUR",
    )  # fmt: skip
    return work.add(made, "article.created").id


def line(page: SettingsPage) -> StockLine:
    field = page.pane.editor.form.fields["stock"]
    assert isinstance(field, RowsField)
    QTest.mouseClick(field.add_button, Qt.MouseButton.LeftButton)
    made = field.lines()[-1]
    assert isinstance(made, StockLine)
    return made


def save(page: SettingsPage) -> None:
    QTest.mouseClick(page.pane.editor.save_button, Qt.MouseButton.LeftButton)


def test_what_is_in_a_van_is_counted(desk: ServiceDesk, show: Show) -> None:
    key = filled(desk)
    page = show("vans")
    assert page.pane.list.choose(key)
    made = line(page)
    save(page)
    assert wrong(page, "stock") == "Choose an article in each line, or remove the line."
    QTest.keyClick(made.article, Qt.Key.Key_Down)
    made.quantity.selectAll()
    QTest.keyClicks(made.quantity, "many")
    save(page)
    assert wrong(page, "stock") == "A number is needed here."
    made.quantity.selectAll()
    QTest.keyClicks(made.quantity, "2.5")
    save(page)
    with desk.store.read() as session:
        (row,) = vans(session)
    assert [quantity for _, quantity in row.stock] == [Decimal("2.5")]


def test_every_word_can_be_translated(desk: ServiceDesk, show: Show) -> None:
    key = filled(desk)
    with pseudo_language():
        page = show("vans")
        page.pane.list.choose(key)
        line(page)
        data = frozenset({"Robin", "North", "F1  Filter", "1", "1 "})
        assert {each for each in untranslated(page.pane, data) if not is_of_the_system(each)} == set()
