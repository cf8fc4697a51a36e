"""The table model keeps what the user holds on to, however the rows change."""

from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from pytestqt.modeltest import ModelTester

from app.shared.columns import Column
from app.shared.row_model import CHIP_ROLE, ROW_ROLE, SORT_ROLE, RowModel

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something to sort by."""

    id: int
    name: str
    size: int | None = 0


def a_model() -> RowModel[Row]:
    return RowModel(
        [
            Column("name", "Name", lambda row: row.name),
            Column("size", "Size", lambda row: str(row.size), sort=lambda row: row.size, ticking=True),
        ]
    )


def names(model: RowModel[Row]) -> list[str]:
    return [model.index(at, 0).data() for at in range(model.rowCount())]


def some(count: int = 5) -> list[Row]:
    return [Row(n, f"row {n}", n * 7 % count) for n in range(1, count + 1)]


@pytest.mark.parametrize("rows", [[], some(1), some(50)], ids=["empty", "one", "many"])
def test_qt_finds_nothing_wrong(qtmodeltester: ModelTester, rows: list[Row]) -> None:
    model = a_model()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    model.set_rows(rows)
    model.sort(1, DESCENDING)
    model.set_rows([*rows[1:], Row(900, "late", 3)])
    model.set_rows([])


def test_roles_tell_the_row_and_its_sort_key() -> None:
    model = a_model()
    model.set_rows(some())
    index = model.index(2, 1)
    assert index.data(ROW_ROLE).id == 3
    assert index.data(SORT_ROLE) == (False, index.data(ROW_ROLE).size)
    assert index.data(CHIP_ROLE) is None
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Size"


def test_it_sorts_by_the_key_and_not_by_the_text() -> None:
    model = a_model()
    model.set_rows([Row(1, "a", 10), Row(2, "b", 9), Row(3, "c", None)])
    model.sort(1, ASCENDING)
    assert names(model) == ["b", "a", "c"]


def test_new_rows_come_in_where_the_sorting_wants_them() -> None:
    model = a_model()
    model.sort(1, ASCENDING)
    model.set_rows([Row(1, "a", 1), Row(2, "b", 5)])
    model.set_rows([Row(1, "a", 1), Row(2, "b", 5), Row(3, "c", 3)])
    assert names(model) == ["a", "c", "b"]


def test_a_changed_row_is_told_and_fades() -> None:
    model = a_model()
    model.set_rows(some())
    assert model.freshness(2) == 0
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.set_rows([replace(row, name="x") if row.id in (2, 3) else row for row in some()])
    assert told == [(1, 2)]
    assert model.freshness(2) > 0
    assert model.fading() == [1, 2]
    assert model.freshness(4) == 0


def test_what_changes_all_the_time_is_told_but_lets_no_row_fade() -> None:
    model = RowModel([Column[Row]("size", "Size", lambda row: str(row.size), live=True)])
    model.set_rows(some())
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.row()))
    model.set_rows([replace(row, size=99) if row.id == 2 else row for row in some()])
    assert told == [1]
    assert model.fading() == []


def test_the_same_rows_again_touch_nothing() -> None:
    model = a_model()
    model.set_rows(some())
    told: list[object] = []
    for signal in (model.dataChanged, model.layoutChanged, model.modelReset, model.rowsInserted, model.rowsRemoved):
        signal.connect(lambda *_: told.append(1))
    model.set_rows(some())
    assert told == []


def test_texts_that_depend_on_the_time_are_told_again() -> None:
    model = a_model()
    model.set_rows(some())
    told: list[int] = []
    model.dataChanged.connect(lambda first, _last: told.append(first.column()))
    model.retell()
    assert told == [1]


rows_of_any_kind = st.lists(
    st.builds(Row, st.integers(1, 12), st.sampled_from("abc"), st.integers(0, 3)), unique_by=lambda row: row.id
)


@given(rows_of_any_kind, rows_of_any_kind, st.booleans())
def test_whatever_changes_held_indexes_stay_with_their_rows(before: list[Row], after: list[Row], ordered: bool) -> None:
    model = a_model()
    if ordered:
        model.sort(1, ASCENDING)
    model.set_rows(before)
    held = {row.id: QPersistentModelIndex(model.index_of(row.id)) for row in before}
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.set_rows(after)
    assert sorted(model.rows(), key=lambda row: row.id) == sorted(after, key=lambda row: row.id)
    if ordered:
        assert [row.size for row in model.rows()] == sorted(row.size or 0 for row in after)
    else:
        assert list(model.rows()) == after
    wanted = {row.id for row in after}
    for row_id, index in held.items():
        if not resets:
            assert index.isValid() == (row_id in wanted)
        assert not index.isValid() or index.data(ROW_ROLE).id == row_id
