"""The columns of the list of conflicts."""

from dataclasses import dataclass

from app.shared.chips import Chip, Shape
from app.shared.columns import Column
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.conflicts import Conflict


@dataclass(frozen=True, slots=True)
class ConflictRow:
    """A conflict and whose it is; `id` is that of the booking, or the order's below zero."""

    id: int
    conflict: Conflict
    technician: str
    is_refusal: bool

    @property
    def sentences(self) -> str:
        """All that is wrong, in one line."""
        return " ".join(finding.sentence for finding in self.conflict.findings)


def columns(times: Times) -> tuple[Column[ConflictRow], ...]:
    """How bad first, then where."""
    return (
        Column(
            "weight",
            tr("Severity"),
            lambda row: _weight(row).text,
            sort=lambda row: (not row.is_refusal, row.conflict.at),
            chip=_weight,
            width=120,
        ),
        Column("number", tr("Order"), lambda row: row.conflict.number, width=100, strong=True),
        Column("technician", tr("Technician"), lambda row: row.technician, width=140),
        Column(
            "at",
            tr("When"),
            lambda row: times.short(row.conflict.at),
            sort=lambda row: row.conflict.at,
            tip=lambda row: times.full(row.conflict.at),
            width=120,
            ticking=True,
        ),
        Column("what", tr("What is wrong"), lambda row: row.sentences, stretch=True, tip=_lines, width=320),
    )


def _weight(row: ConflictRow) -> Chip:
    if row.is_refusal:
        return Chip(tr("Impossible"), "critical", Shape.OCTAGON, "!")
    return Chip(tr("Warning"), "major", Shape.TRIANGLE, "!")


def _lines(row: ConflictRow) -> str:
    return "\n".join(finding.sentence for finding in row.conflict.findings)
