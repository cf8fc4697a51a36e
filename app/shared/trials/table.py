"""The list of what happened: alerts of each version, and troubles."""

from collections.abc import Callable, Mapping

from app.shared.chips import Chip, Shape
from app.shared.columns import RIGHT, Column
from app.shared.times import Times
from app.shared.trials.marks import TONES
from app.shared.trials.values import Happening, Verdict
from app.shared.trials.words import length
from domain.clock import from_ms
from domain.language import tr

SHAPES: Mapping[Verdict, Shape] = {
    Verdict.HIT: Shape.CIRCLE,
    Verdict.FALSE: Shape.SQUARE,
    Verdict.FORESEEN: Shape.DIAMOND,
    Verdict.MISSED: Shape.DIAMOND,
    Verdict.ALERT: Shape.CIRCLE,
}
LETTERS: Mapping[Verdict, str] = {Verdict.FALSE: "×", Verdict.MISSED: "×"}
LEAST = {"cleared": 620, "version": 480, "lead": 400}


def happening_columns(times: Times, title_of: Callable[[Happening], str]) -> tuple[Column[Happening], ...]:
    """The columns; `title_of` says of which version an alert is, or which order tells of a trouble."""
    return (
        Column(
            "verdict", tr("What it was"), lambda row: row.verdict.label, width=142, chip=verdict_chip,
            sort=lambda row: row.verdict.value,
        ),
        Column(
            "asset", tr("Asset"), lambda row: row.asset.title, width=150, stretch=True, strong=True,
            tip=lambda row: row.asset.title,
        ),
        Column("version", tr("Version"), title_of, width=100, muted=True, tip=title_of),
        Column(
            "at", tr("Begun"), lambda row: times.short(from_ms(row.at)), width=128, sort=lambda row: row.at,
            tip=lambda row: times.full(from_ms(row.at)),
        ),
        Column(
            "cleared", tr("Cleared"), _cleared(times), width=128, sort=lambda row: row.cleared,
            tip=lambda row: "" if row.cleared is None else times.full(from_ms(row.cleared)),
        ),
        Column(
            "lead", tr("Lead"), lambda row: "" if row.lead is None else length(row.lead), width=84, align=RIGHT,
            sort=lambda row: row.lead,
        ),
    )  # fmt: skip


def verdict_chip(row: Happening) -> Chip:
    """What it was, by shape, letter and colour."""
    return Chip(row.verdict.label, TONES[row.verdict], SHAPES[row.verdict], LETTERS.get(row.verdict, ""))


def _cleared(times: Times) -> Callable[[Happening], str]:
    def words(row: Happening) -> str:
        if row.cleared is None:
            return "" if row.is_trouble else tr("open at the end")
        return times.short(from_ms(row.cleared))

    return words
