"""The columns of the kept scenarios."""

from app.dispatch.whatif.values import KeptLine
from app.shared.columns import RIGHT, Column
from app.shared.times import Times
from domain.language import tr


def columns(times: Times) -> tuple[Column[KeptLine], ...]:
    """What it is called, what it supposes of which days, what it came to, and who kept it when."""
    return (
        Column("name", tr("Scenario"), lambda line: line.row.name, strong=True, stretch=True, width=220),
        Column("supposed", tr("Supposed"), lambda line: line.supposed, width=260),
        Column("days", tr("Days"), lambda line: line.days, sort=lambda line: line.row.scope.since, width=170),
        Column("goals", tr("Goals"), lambda line: line.row.profile, width=120),
        Column(
            "cost",
            tr("Cost"),
            lambda line: times.number(line.row.figures.cost.total),
            sort=lambda line: line.row.figures.cost.total,
            align=RIGHT,
            width=80,
        ),
        Column(
            "kept",
            tr("Kept"),
            lambda line: times.short(line.created_at),
            sort=lambda line: line.created_at,
            tip=lambda line: times.full(line.created_at),
            width=110,
            ticking=True,
        ),
        Column("by", tr("By"), lambda line: line.row.created_by, width=80),
        Column("shown", tr("Compared"), lambda line: tr("shown") if line.shown else "", width=100),
    )
