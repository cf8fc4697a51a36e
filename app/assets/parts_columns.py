"""The columns of the parts of an asset, and of what was done to them."""

from app.shared.chips import Chip
from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.numbers import written
from app.shared.parts.forms import amount
from app.shared.times import Times
from domain.language import tr, trn
from domain.parts.model import PartChangeKind
from domain.parts.queries import ChangeRow, PartRow

#: The columns of the history that give way, and the pixels below which they do.
LEAST = {"agreement": 760, "by": 640, "order": 420}


def part_columns(times: Times) -> tuple[Column[PartRow], ...]:
    """What is in it, and until when somebody else pays."""

    def warranty(row: PartRow) -> Chip | None:
        if row.warranty_until is None:
            return None
        holds = row.warranty_until >= times.now().date()
        return Chip(short_day(row.warranty_until), "good" if holds else "neutral", soft=True)

    return (
        Column("text", tr("Part"), lambda row: row.text, width=210, stretch=True, strong=True, tip=_whole),
        Column("quantity", tr("Quantity"), amount, width=84, align=RIGHT),
        Column("serial", tr("Serial number"), lambda row: row.serial, width=116, tip=lambda row: row.serial),
        Column("installed", tr("Since"), lambda row: short_day(row.installed_on), width=104, muted=True),
        Column("warranty", tr("Warranty until"), lambda row: short_day(row.warranty_until), width=116, chip=warranty),
        Column("waiting", tr("State"), _state, width=96, chip=_waiting),
    )


def change_columns(times: Times) -> tuple[Column[ChangeRow], ...]:
    """What was done, the latest first."""
    return (
        Column(
            "at",
            tr("When"),
            lambda row: times.short(row.at),
            sort=lambda row: (row.at, row.id),
            tip=lambda row: times.full(row.at),
            width=128,
            muted=True,
        ),
        Column("what", tr("What"), what, width=260, stretch=True, tip=what),
        Column("order", tr("Order"), lambda row: row.order, width=92, tip=_on_order),
        Column("by", tr("By"), lambda row: row.by, width=84, muted=True),
        Column("agreement", tr("Agreement"), lambda row: row.agreement, width=104, muted=True),
    )


def what(row: ChangeRow) -> str:
    """One change in words."""
    said = {
        PartChangeKind.ADDED: tr("{count} × {part} put in", count=written(row.quantity), part=row.part),
        PartChangeKind.REPLACED: _replaced(row),
        PartChangeKind.QUANTITY: _by(row),
        PartChangeKind.REMOVED: tr("{count} × {part} taken out", count=written(-row.quantity), part=row.part),
        PartChangeKind.CHANGED: tr("{part} changed", part=row.part),
        PartChangeKind.MOVED: tr("Moved to the agreement {number}", number=row.agreement),
    }[row.kind]
    if row.kind is PartChangeKind.ADDED and not row.part:
        lines = trn("{count} line", "{count} lines", int(row.quantity))
        return tr("Begun from the template “{template}” with {lines}", template=row.note, lines=lines)
    return f"{said}: {row.note}" if row.note else said


def _replaced(row: ChangeRow) -> str:
    values = {"count": written(row.quantity), "part": row.part}
    if row.replaced == row.part:
        return tr("{count} × {part} replaced", **values)
    return tr("{count} × {old} replaced by {part}", old=row.replaced, **values)


def _by(row: ChangeRow) -> str:
    if row.quantity < 0:
        return tr("{count} × {part} fewer", count=written(-row.quantity), part=row.part)
    return tr("{count} × {part} more", count=written(row.quantity), part=row.part)


def _on_order(row: ChangeRow) -> str:
    return tr("{order}, on the line “{line}”", order=row.order, line=row.line) if row.line else row.order


def _state(row: PartRow) -> str:
    return tr("awaited") if row.waiting else ""


def _waiting(row: PartRow) -> Chip | None:
    return Chip(tr("awaited"), "major", soft=True) if row.waiting else None


def _whole(row: PartRow) -> str:
    origin = tr("from the template") if row.original else ""
    return " · ".join(part for part in (row.text, row.article, row.kind.label, origin) if part)
