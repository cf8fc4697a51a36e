"""The section of stages."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from sqlalchemy import delete

from domain.orders.model import Stage
from domain.orders.stage_queries import StageRow, stage_rows
from domain.orders.standard_stages import make_standard_stages
from domain.store.unit_of_work import UnitOfWork
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.settings.conftest import Show, put, wrong
from tests.support.service_desk import ServiceDesk


def standard(desk: ServiceDesk) -> dict[str, int]:
    """Put the standard stages in the place of those of the small company."""
    desk.store.run("ada", _replace)
    return {row.name: row.id for row in kept(desk)}


def _replace(work: UnitOfWork) -> None:
    work.session.execute(delete(Stage))
    make_standard_stages(work)


def kept(desk: ServiceDesk) -> tuple[StageRow, ...]:
    with desk.store.read() as session:
        return stage_rows(session)


def parents(desk: ServiceDesk) -> dict[str, str]:
    names = {row.id: row.name for row in kept(desk)}
    return {row.name: names.get(row.parent_id or 0, "") for row in kept(desk)}


def test_a_stage_is_made_below_the_chosen_one(desk: ServiceDesk, show: Show) -> None:
    ids = standard(desk)
    page = show("stages")
    page.pane.show_record(ids["In progress"])
    QTest.keyClick(page, Qt.Key.Key_N)
    put(page, "name", "Waiting for a lift")
    page.pane.editor.form.fields["pauses"].set_value({"completion"})
    page.pane.editor.form.fields["required_fields"].set_value({"contact"})
    page.pane.save()
    made = next(row for row in kept(desk) if row.name == "Waiting for a lift")
    assert made.parent_id == ids["In progress"]
    assert made.pauses_completion
    assert made.required_fields == ("contact",)
    assert not made.allows_post


def test_a_circle_of_stages_is_refused_beside_the_parent(desk: ServiceDesk, show: Show) -> None:
    ids = standard(desk)
    page = show("stages")
    page.pane.show_record(ids["Planned"])
    page.pane.editor.form.fields["parent"].set_value(ids["Done"])
    page.pane.save()
    assert wrong(page, "parent").endswith("would come after itself.")
    assert parents(desk)["Planned"] == "New"


def test_stages_are_moved_with_the_keyboard(desk: ServiceDesk, show: Show) -> None:
    ids = standard(desk)
    page = show("stages")
    page.pane.show_record(ids["Waiting for the customer"])
    page.pane.list.setFocus()
    QTest.keyClick(page.pane.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    order = [row.name for row in kept(desk)]
    assert order.index("Waiting for the customer") < order.index("Waiting for parts")
    QTest.keyClick(page.pane.list, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert parents(desk)["Waiting for the customer"] == "Planned"
    QTest.keyClick(page.pane.list, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert parents(desk)["Waiting for the customer"] == "In progress"


def test_what_cannot_be_moved_says_why(desk: ServiceDesk, show: Show) -> None:
    ids = standard(desk)
    page = show("stages")
    page.pane.show_record(ids["Planned"])
    page.bound_actions()["settings_stage_out"].trigger()
    assert page.pane.editor.form.general() == "“Planned” follows the first stage already."


def test_a_stage_that_is_needed_is_not_deleted(desk: ServiceDesk, show: Show) -> None:
    ids = standard(desk)
    page = show("stages")
    page.pane.show_record(ids["Done"])
    page.pane.remove()
    assert "Done" in parents(desk)
    assert wrong(page, "meaning") == "At least one stage must mean “Done”."


def test_the_tree_is_a_sound_model(desk: ServiceDesk, show: Show, qtmodeltester: ModelTester) -> None:
    standard(desk)
    page = show("stages")
    model = page.pane.list.model()
    assert model is not None
    qtmodeltester.check(model, force_py=True)  # type: ignore[no-untyped-call]


def test_stages_are_translated(desk: ServiceDesk, show: Show) -> None:
    ids = standard(desk)
    with pseudo_language():
        page = show("stages")
        page.pane.show_record(ids["Planned"])
        assert {word for word in untranslated(page.pane) if word.strip() not in ids} == set()
