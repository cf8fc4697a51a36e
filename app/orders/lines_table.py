"""The columns of the sheet of lines."""

from collections.abc import Callable
from decimal import Decimal

from app.shared.columns import CENTRE, RIGHT
from app.shared.money import bare
from app.shared.sheet_column import Input, SheetColumn
from app.shared.times import Times
from app.shared.typed import written_day
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.orders.content import LineStatus
from domain.orders.line_queries import LineRow

#: The columns that give way, and the pixels below which they do.
LEAST: dict[str, int] = {
    "amount": 480,
    "unit": 560,
    "kind": 650,
    "technician_id": 780,
    "cost_price": 870,
    "done_on": 970,
    "started_at": 1110,
    "finished_at": 1110,
    "rule": 1270,
    "chargeable": 1350,
    "status": 1470,
    "tax_percent": 1540,
}
TICK, NO_TICK = "✓", "–"

#: What a signature stands for: only prices still change.
_SIGNED_FOR = frozenset({"kind", "article_id", "text", "quantity", "unit", "started_at", "finished_at"})


def line_columns(times: Times) -> tuple[SheetColumn[LineRow], ...]:
    """What, by whom, how much, for how much, and why that much."""
    return (*_what(times), *_money(times), *_when(times), *_outcome(times))


def may_edit(row: LineRow, name: str) -> bool:
    """Whether a line still takes something in a column."""
    open_line = row.status is LineStatus.CREATED
    return open_line and not (row.signed_off_at is not None and name in _SIGNED_FOR)


def decimal_text(value: Decimal, times: Times) -> str:
    """A number by locale with no more decimals than it has."""
    exponent = value.normalize().as_tuple().exponent
    return times.number(float(value), max(0, -exponent) if isinstance(exponent, int) else 0)


def _what(times: Times) -> tuple[SheetColumn[LineRow], ...]:
    return (
        SheetColumn(
            "article_id",
            tr("Article"),
            lambda row: row.article_number,
            Input.SEARCH,
            new=True,
            hint=tr("Article…"),
            width=80,
            tip=lambda row: row.text,
        ),
        SheetColumn("kind", tr("Kind"), lambda row: row.kind.label, Input.CHOICE, lambda row: row.kind, width=76),
        SheetColumn(
            "text",
            tr("Text"),
            lambda row: row.text,
            Input.TEXT,
            new=True,
            hint=tr("or what is charged"),
            stretch=True,
            width=150,
            tip=_whole_text,
        ),
        SheetColumn(
            "technician_id",
            tr("Technician"),
            lambda row: row.technician,
            Input.CHOICE,
            lambda row: row.technician_id,
            width=120,
        ),
        SheetColumn("quantity", tr("Quantity"), _number(times, "quantity"), Input.NUMBER, align=RIGHT, width=72),
        SheetColumn("unit", tr("Unit"), lambda row: row.unit, Input.TEXT, width=52),
    )


def _money(times: Times) -> tuple[SheetColumn[LineRow], ...]:
    return (
        SheetColumn(
            "sales_price", tr("Price"), _price(times, "sales_price"), Input.NUMBER, align=RIGHT, width=84, tip=rule
        ),
        SheetColumn("cost_price", tr("Cost"), _price(times, "cost_price"), Input.NUMBER, align=RIGHT, width=84),
        SheetColumn("tax_percent", tr("Tax %"), _number(times, "tax_percent"), Input.NUMBER, align=RIGHT, width=60),
        SheetColumn(
            "chargeable",
            tr("Charged"),
            lambda row: TICK if row.chargeable else NO_TICK,
            Input.CHECK,
            lambda row: row.chargeable,
            align=CENTRE,
            width=70,
        ),
        SheetColumn(
            "amount",
            tr("Amount"),
            lambda row: bare(row.sales, row.currency, times),
            align=RIGHT,
            width=90,
            muted=True,
        ),
    )


def _when(times: Times) -> tuple[SheetColumn[LineRow], ...]:
    return (
        SheetColumn("done_on", tr("Day"), lambda row: written_day(row.done_on), Input.TEXT, width=104),
        SheetColumn(
            "started_at",
            tr("From"),
            lambda row: times.clock_time(row.started_at) if row.started_at else "",
            Input.TEXT,
            width=62,
            tip=lambda row: times.full(row.started_at),
        ),
        SheetColumn(
            "finished_at",
            tr("To"),
            lambda row: times.clock_time(row.finished_at) if row.finished_at else "",
            Input.TEXT,
            width=62,
            tip=lambda row: times.full(row.finished_at),
        ),
    )


def _outcome(times: Times) -> tuple[SheetColumn[LineRow], ...]:
    return (
        SheetColumn("rule", tr("Price from"), rule, muted=True, width=140, tip=rule),
        SheetColumn("status", tr("Status"), status_words, muted=True, width=110, tip=_signature(times)),
    )


def rule(row: LineRow) -> str:
    """Where the prices of a line come from."""
    if row.price_modified:
        return tr("typed in")
    return row.price_rule or tr("the article")


def status_words(row: LineRow) -> str:
    """Where a line stands, and whether somebody signed for it."""
    signed = row.signed_off_at is not None and row.status is LineStatus.CREATED
    return tr("Signed off") if signed else row.status.label


def kind_choices() -> list[tuple[LineKind, str]]:
    return [(kind, kind.label) for kind in LineKind]


def is_cancelled(row: LineRow) -> bool:
    return row.status is LineStatus.CANCELLED


def _whole_text(row: LineRow) -> str:
    """What a line says, and that it does not count any more."""
    return "\n".join(part for part in (row.text, row.note, row.status.label if is_cancelled(row) else "") if part)


def _signature(times: Times) -> Callable[[LineRow], str]:
    def told(row: LineRow) -> str:
        if row.signed_off_at is None:
            return ""
        return tr("Signed by {name}, {time}", name=row.signed_off_by or "", time=times.full(row.signed_off_at))

    return told


def _number(times: Times, name: str) -> Callable[[LineRow], str]:
    def written(row: LineRow) -> str:
        return decimal_text(getattr(row, name), times)

    return written


def _price(times: Times, name: str) -> Callable[[LineRow], str]:
    def written(row: LineRow) -> str:
        return bare(getattr(row, name), row.currency, times)

    return written
