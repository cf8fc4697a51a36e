"""Slots as rows: when, who, how much travel, what becomes of the promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from app.shared.columns import RIGHT, Column
from app.shared.money import money
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.assistant.values import Slot
from domain.scheduling.rules.checks import Kind

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot in a list; the first has the id 1."""

    id: int
    slot: Slot


def rows(slots: Sequence[Slot]) -> tuple[SlotRow, ...]:
    """The slots in their order."""
    return tuple(SlotRow(at, slot) for at, slot in enumerate(slots, 1))


def columns(times: Times) -> tuple[Column[SlotRow], ...]:
    """Narrow enough for a pane; the order of the list is that of the assistant, until one sorts by a column."""
    return (
        Column(
            "start",
            tr("When"),
            lambda row: times.short(row.slot.start),
            sort=lambda row: row.slot.start,
            width=122,
            tip=lambda row: times.full(row.slot.start),
            tone=lambda row: "critical" if row.slot.late else "",
            strong=True,
        ),
        Column("technician", tr("Technician"), lambda row: row.slot.name, stretch=True),
        Column(
            "travel",
            tr("Travel"),
            lambda row: tr("+{minutes} min", minutes=row.slot.extra) if row.slot.is_reckoned else "–",
            sort=lambda row: row.slot.extra,
            align=RIGHT,
            width=78,
            tip=_travel,
        ),
    )


def wide_columns(times: Times) -> tuple[Column[SlotRow], ...]:
    """The same, with what becomes of the due time."""
    due: Column[SlotRow] = Column(
        "promise",
        tr("Due"),
        lambda row: row.slot.promise,
        sort=lambda row: row.slot.start,
        width=130,
        tone=lambda row: "critical" if row.slot.late else "",
    )
    return (*columns(times), due)


def _travel(row: SlotRow) -> str:
    if not row.slot.is_reckoned:
        return tr("The ways are not known.")
    return tr("{minutes} min more on the road than without it.", minutes=row.slot.extra)


def told(slot: Slot, currency: str, times: Times) -> str:
    """All about a slot: when, the reasons, the warnings, the cost, and what it is ranked by."""
    lines = [f"{times.short(slot.start)}–{times.clock_time(slot.finish)}, {slot.name}", *slot.reasons]
    lines += [finding.sentence for finding in slot.findings if finding.kind is not Kind.DUE]
    if slot.cost is not None:
        lines.append(tr("Costs {amount}.", amount=money(slot.cost.quantize(CENT), currency, times)))
    ranked = sorted(((value, point) for point, value in slot.points.items() if value >= 1), reverse=True)
    if ranked:
        words = ", ".join(f"{point.label} {value:.0f}" for value, point in ranked)
        lines.append(tr("{count} points: {words}.", count=round(slot.total), words=words))
    return "\n".join(lines)
