"""The devices that a command is to go to, with why some of them cannot take it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.shared.chips import Chip, Shape
from app.shared.columns import Column
from domain.language import tr
from domain.monitoring.command_targets import Offer, Target, obstacle


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target in the list; `why_not` is empty where the command can go there."""

    id: int
    target: Target
    why_not: str


def target_rows(targets: Sequence[Target], offer: Offer | None, user: str) -> tuple[TargetRow, ...]:
    """How each stands with a command; those that cannot take it first."""
    rows = (
        TargetRow(at, target, "" if offer is None else obstacle(target, offer, user))
        for at, target in enumerate(targets)
    )
    return tuple(sorted(rows, key=lambda row: not row.why_not))


def target_columns() -> tuple[Column[TargetRow], ...]:
    """Whether it can, where to, and why not."""
    return (
        Column("can", tr("Can"), lambda row: _can(row).text, width=108, chip=_can),
        Column("device", tr("Device"), lambda row: row.target.device or "–", width=100, strong=True),
        Column("asset", tr("Asset"), _asset, width=160, tip=_asset),
        Column("model", tr("Model"), _model, width=130, muted=True, tip=_model),
        Column("why", tr("Why not"), lambda row: row.why_not, width=200, stretch=True, tip=lambda row: row.why_not),
    )


def _asset(row: TargetRow) -> str:
    return row.target.asset


def _model(row: TargetRow) -> str:
    return row.target.model


def _can(row: TargetRow) -> Chip:
    return Chip(tr("cannot"), "major", Shape.TRIANGLE) if row.why_not else Chip(tr("can"), "good", Shape.DOT)
