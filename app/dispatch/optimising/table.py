"""The columns of a proposed plan."""

from app.dispatch.optimising.values import Line, Spot
from app.dispatch.optimising.words import kind_chip, rank, signed, where
from app.shared.columns import RIGHT, Column
from app.shared.times import Times
from domain.language import tr

TICK = "tick"


def columns(times: Times) -> tuple[Column[Line], ...]:
    """What it is, whose, from where to where, and what it costs."""
    return (
        Column(TICK, "", lambda row: tr("ticked") if row.ticked else "", sort=lambda row: not row.ticked, width=40),
        Column(
            "kind",
            tr("What changes"),
            lambda row: row.kind.label,
            sort=lambda row: rank(row.kind),
            chip=lambda row: kind_chip(row.kind),
            width=106,
        ),
        Column("number", tr("Order"), lambda row: row.number, strong=True, width=100, tip=lambda row: row.title),
        Column(
            "before",
            tr("Until now"),
            lambda row: where(row.before, times),
            sort=lambda row: _begin(row.before),
            width=165,
        ),
        Column(
            "after", tr("Proposed"), lambda row: where(row.after, times), sort=lambda row: _begin(row.after), width=165
        ),
        Column(
            "cost", tr("Cost"), lambda row: signed(row.cost, times), sort=lambda row: row.cost, align=RIGHT, width=64
        ),
        Column(
            "why",
            tr("Why, and what is new"),
            lambda row: " ".join((row.obstacle or row.decided or row.reason).split()),
            tip=lambda row: row.told,
            tone=lambda row: "critical" if row.obstacle else "",
            stretch=True,
            width=200,
        ),
    )


def _begin(spot: Spot | None) -> tuple[float, str] | None:
    return (spot.start.timestamp(), spot.technician) if spot is not None else None
