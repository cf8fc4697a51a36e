"""A report as a paper: to be looked at, printed, saved as PDF."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Protocol, runtime_checkable

from babel.numbers import format_decimal
from sqlalchemy.orm import Session

from domain.documents.formats import day, number
from domain.documents.places import centre
from domain.documents.rendering import render
from domain.documents.sheets import Sheet
from domain.documents.template_queries import own_sources
from domain.language import spoken, tr
from domain.parameters import service as parameters
from domain.reporting.exporting import Table, Value

TEMPLATE = "report"
CENTS = "00"
AMOUNT = f"#,##0.{CENTS}##"
MOST_ROWS = 2000
"""More fill more pages than anybody prints; a file has all of them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of the paper; figures stand at the right."""

    text: str
    is_figure: bool = False


@runtime_checkable
class _Labelled(Protocol):
    """A value that has words for people."""

    @property
    def label(self) -> str: ...


def report_sheet(session: Session, table: Table, below: str = "") -> Sheet:
    """Lay out a table; `below` stands under its title. Raises TemplateFault."""
    known = parameters.read(session)
    found = list(islice(table.rows, MOST_ROWS + 1))
    rows = [[_cell(value) for value in row] for row in found[:MOST_ROWS]]
    # A column in which nothing stands only takes the room of the others.
    used = [at for at in range(len(table.columns)) if any(row[at].text for row in rows)]
    values = {
        "paper": table.name,
        "centre": centre(known),
        "below": below,
        "columns": [Cell(table.columns[at].title, any(row[at].is_figure for row in rows)) for at in used],
        "rows": [[row[at] for at in used] for row in rows],
        "rest": tr("Only the first {count} rows; a file has all.", count=MOST_ROWS) if len(found) > MOST_ROWS else "",
    }
    html = render(TEMPLATE, values, own_sources(session))
    return Sheet(table.name, html, {}, centre(known).footer, landscape=True)


def _cell(value: Value) -> Cell:
    if isinstance(value, Decimal):
        # Amounts are written with their cents; counts and shares have none to write.
        is_amount = -int(value.as_tuple().exponent) >= len(CENTS)
        return Cell(format_decimal(value, AMOUNT, locale=spoken()) if is_amount else number(value), is_figure=True)
    if isinstance(value, int) and not isinstance(value, bool):
        return Cell(number(value), is_figure=True)
    if isinstance(value, date):
        return Cell(day(value))
    return Cell("" if value is None else _words(value))


def _words(value: Value) -> str:
    """What files tell in the word of a program, people read in their own."""
    return value.label if isinstance(value, _Labelled) else str(value)
