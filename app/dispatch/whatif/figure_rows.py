"""The figures of several scenarios as rows: values, differences, and which is the best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from app.dispatch.optimising.words import cause
from app.dispatch.whatif.values import Compared
from app.dispatch.whatif.words import hours
from app.shared.times import Times
from domain.language import tr, trn
from domain.optimising.cost import Cost
from domain.planning.whatif.figures import Figures

HUNDRED = 100
CAUSES = Cost.__struct_fields__
LEFT_OUT = "left_out"


class Better(Enum):
    """Which of two values is the better one."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


class Unit(Enum):
    """How a value is written."""

    NUMBER = "number"
    HOURS = "hours"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: what it is called, and how its value is read from what was reckoned."""

    title: str
    value: Callable[[Figures], float]
    unit: Unit = Unit.NUMBER
    better: Better = Better.LOWER
    part: bool = False
    """Whether it is a part of the row above."""
    counts_never: bool = False
    """Whether what cannot be planned at all is in it, though not in the same figure of a proposal."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in words, its difference to what is compared with, whether nothing in the row is better, what to know."""

    words: str = ""
    change: str = ""
    best: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of all columns."""

    title: str
    part: bool
    cells: tuple[Cell, ...]


def rows(columns: Sequence[Compared], times: Times) -> tuple[FigureRow, ...]:
    """The table below the columns; causes that cost nothing anywhere are left out."""
    base = _base(columns)
    wanted = (figure for figure in _figures() if not figure.part or any(_values(figure, columns)))
    return tuple(_row(figure, columns, base, times) for figure in wanted)


def base_of(columns: Sequence[Compared]) -> Compared | None:
    """What the others are compared with: the first for which something was searched."""
    at = _base(columns)
    return None if at is None else columns[at]


def _base(columns: Sequence[Compared]) -> int | None:
    found = (at for at, each in enumerate(columns) if each.figures is not None and not each.planned)
    return next(found, None)


def _figures() -> tuple[Figure, ...]:
    def of_cause(name: str) -> Figure:
        paid = name == LEFT_OUT
        return Figure(cause(name), lambda figures: getattr(figures.cost, name), part=True, counts_never=paid)

    return (
        Figure(tr("Cost"), lambda figures: figures.cost.total, counts_never=True),
        *map(of_cause, CAUSES),
        Figure(tr("Orders planned"), lambda figures: figures.orders, better=Better.HIGHER),
        Figure(tr("Left out"), lambda figures: figures.left_out),
        Figure(tr("Left out, urgent"), lambda figures: figures.left_out_urgent),
        Figure(tr("Late orders"), lambda figures: figures.late),
        Figure(tr("Lateness (h:mm)"), lambda figures: figures.late_minutes, Unit.HOURS),
        Figure(tr("Travel (h:mm)"), lambda figures: figures.travel_minutes, Unit.HOURS),
        Figure(tr("Overtime (h:mm)"), lambda figures: figures.overtime_minutes, Unit.HOURS),
        Figure(tr("Work (h:mm)"), lambda figures: figures.work_minutes, Unit.HOURS, Better.NEITHER),
        Figure(tr("Utilisation (%)"), lambda figures: figures.utilisation * HUNDRED, Unit.PERCENT, Better.HIGHER),
        Figure(tr("Technicians at work"), lambda figures: figures.people, better=Better.NEITHER),
        Figure(tr("Promises changed"), lambda figures: figures.changed_promises),
    )


def _values(figure: Figure, columns: Sequence[Compared]) -> list[float | None]:
    return [None if each.figures is None else figure.value(each.figures) for each in columns]


def _row(figure: Figure, columns: Sequence[Compared], base: int | None, times: Times) -> FigureRow:
    values = _values(figure, columns)
    beside = None if base is None else values[base]
    best = _best(figure, values, times)
    cells = (
        Cell()
        if value is None
        else Cell(
            _words(figure.unit, value, times),
            "" if beside is None or at == base else _change(figure.unit, value - beside, times),
            best is not None and _words(figure.unit, value, times) == best,
            _note(figure, columns[at].figures),
        )
        for at, value in enumerate(values)
    )
    return FigureRow(figure.title, figure.part, tuple(cells))


def _note(figure: Figure, figures: Figures | None) -> str:
    """How many orders count in it that no plan could do."""
    if not figure.counts_never or figures is None or not figures.never:
        return ""
    return trn(
        "{count} order that cannot be planned at all counts as left out.",
        "{count} orders that cannot be planned at all count as left out.",
        figures.never,
    )


def _best(figure: Figure, values: Sequence[float | None], times: Times) -> str | None:
    """The best value as it is read; none where all read the same."""
    known = [value for value in values if value is not None]
    if figure.better is Better.NEITHER or len({_words(figure.unit, value, times) for value in known}) <= 1:
        return None
    return _words(figure.unit, min(known) if figure.better is Better.LOWER else max(known), times)


def _words(unit: Unit, value: float, times: Times) -> str:
    if unit is Unit.HOURS:
        return hours(value)
    number = times.number(round(value) + 0.0)
    return tr("{percent} %", percent=number) if unit is Unit.PERCENT else number


def _change(unit: Unit, change: float, times: Times) -> str:
    """With its sign; what makes no difference says nothing."""
    if not round(change):
        return ""
    sign = "+" if change > 0 else "−"
    if unit is Unit.HOURS:
        return sign + hours(abs(change))
    number = sign + times.number(abs(round(change)))
    return tr("{count} points", count=number) if unit is Unit.PERCENT else number
