"""The figures of scenarios as rows: what differs, with its sign, and what is the best."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.dispatch.whatif.figure_rows import FigureRow, base_of, rows
from app.dispatch.whatif.values import Compared
from app.dispatch.whatif.words import hours
from domain.optimising.cost import Cost
from domain.planning.whatif.figures import Figures
from tests.app.dispatch.whatif import scenarios
from tests.app.sample_pages import fixed_times

minutes = st.integers(0, 100_000)
drawn = st.lists(st.tuples(minutes, minutes), min_size=2, max_size=8)


def row(found: tuple[FigureRow, ...], title: str) -> FigureRow:
    return next(each for each in found if each.title == title and not each.part)


def reckoned(pairs: list[tuple[int, int]]) -> tuple[Compared, ...]:
    """Columns of so much travel and so many planned orders."""
    figures = (Figures(Cost(travel=way), travel_minutes=way, orders=orders) for way, orders in pairs)
    return tuple(scenarios.column(str(at), each) for at, each in enumerate(figures))


def in_minutes(words: str) -> int:
    sign, plain = (-1 if words[:1] == "−" else 1), words.lstrip("+−")
    whole, rest = plain.split(":")
    return sign * (int(whole) * 60 + int(rest))


def test_each_row_tells_value_difference_and_the_best() -> None:
    found = rows(scenarios.columns(), fixed_times())
    cost = row(found, "Cost").cells
    assert [cell.words for cell in cost] == ["920", "210", "495"]
    assert [cell.change for cell in cost] == ["+710", "", "+285"]
    assert [cell.best for cell in cost] == [False, True, False]
    assert [cell.words for cell in row(found, "Travel (h:mm)").cells] == ["2:00", "3:00", "1:35"]
    assert [cell.change for cell in row(found, "Travel (h:mm)").cells] == ["−1:00", "", "−1:25"]
    assert [cell.best for cell in row(found, "Orders planned").cells] == [False, True, False]
    assert [cell.change for cell in row(found, "Utilisation (%)").cells] == ["−22 points", "", "−62 points"]
    assert [cell.words for cell in row(found, "Utilisation (%)").cells] == ["40 %", "62 %", "0 %"]


def test_causes_that_cost_nothing_anywhere_have_no_row() -> None:
    found = rows(scenarios.columns(), fixed_times())
    assert [each.title for each in found if each.part] == ["Travel", "Overtime", "Left out"]
    assert found[0].title == "Cost"


def test_what_could_not_be_found_has_no_value_and_is_no_base() -> None:
    nothing = replace(scenarios.column("As is, optimised", None), told=("It was ended.",))
    planned, _, without = scenarios.columns()
    columns = (planned, nothing, without)
    assert base_of(columns) == without
    cost = row(rows(columns, fixed_times()), "Cost").cells
    assert [cell.words for cell in cost] == ["920", "", "495"]
    assert [cell.change for cell in cost] == ["+425", "", ""]


def test_nothing_is_compared_with_the_plan_in_force_alone() -> None:
    planned = scenarios.columns()[:1]
    assert base_of(planned) is None
    assert all(cell.change == "" and not cell.best for each in rows(planned, fixed_times()) for cell in each.cells)


@given(drawn)
def test_differences_add_up_to_the_values(pairs: list[tuple[int, int]]) -> None:
    cells = row(rows(reckoned(pairs), fixed_times()), "Travel (h:mm)").cells
    base = in_minutes(cells[0].words)
    for cell, (way, _) in zip(cells, pairs, strict=True):
        assert in_minutes(cell.words) == way
        assert base + (in_minutes(cell.change) if cell.change else 0) == way


@given(drawn)
def test_the_best_are_those_that_nothing_beats(pairs: list[tuple[int, int]]) -> None:
    found = rows(reckoned(pairs), fixed_times())
    for title, at, best in (("Travel (h:mm)", 0, min), ("Orders planned", 1, max)):
        values = [pair[at] for pair in pairs]
        marked = [cell.best for cell in row(found, title).cells]
        expected = [value == best(values) and len(set(values)) > 1 for value in values]
        assert marked == expected


@given(st.integers(-100_000, 100_000))
def test_hours_can_be_read_back(value: int) -> None:
    assert in_minutes(hours(value)) == value
