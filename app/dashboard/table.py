"""The two short lists: what was raised and what was opened last."""

from app.shared.chips import priority_chip, severity_chip
from app.shared.columns import RIGHT, Column
from app.shared.times import Times
from domain.language import tr
from domain.reporting.today import NewAlert, NewOrder


def alert_columns(times: Times) -> tuple[Column[NewAlert], ...]:
    """The newest alerts."""
    return (
        Column(
            "severity",
            tr("Severity"),
            lambda row: row.severity.label,
            sort=lambda row: row.severity.rank,
            chip=lambda row: severity_chip(row.severity),
            width=92,
        ),
        Column("rule", tr("Alert"), lambda row: row.rule, width=150, stretch=True),
        Column("asset", tr("Asset"), lambda row: row.asset, tip=_place, width=150, stretch=True, muted=True),
        Column(
            "raised",
            tr("Raised"),
            lambda row: times.ago(row.raised_at),
            sort=lambda row: row.raised_at,
            tip=lambda row: times.full(row.raised_at),
            align=RIGHT,
            width=124,
            muted=True,
            ticking=True,
        ),
    )


def order_columns(times: Times) -> tuple[Column[NewOrder], ...]:
    """The newest orders."""

    def due_tone(row: NewOrder) -> str:
        return "critical" if row.due_at is not None and row.due_at < times.now() else ""

    return (
        Column(
            "priority",
            tr("Priority"),
            lambda row: row.priority.label,
            sort=lambda row: row.priority.rank,
            chip=lambda row: priority_chip(row.priority),
            width=88,
        ),
        Column("number", tr("Number"), lambda row: row.number, width=104, strong=True),
        Column("title", tr("Work"), lambda row: row.title, width=180, stretch=True, tip=_customer),
        Column("stage", tr("Stage"), lambda row: row.stage, width=96, muted=True),
        Column(
            "due",
            tr("Due"),
            lambda row: times.ago(row.due_at),
            sort=lambda row: row.due_at,
            tip=lambda row: times.full(row.due_at),
            tone=due_tone,
            align=RIGHT,
            width=132,
            ticking=True,
        ),
    )


def _place(row: NewAlert) -> str:
    return tr("{asset}, {customer}", asset=row.asset, customer=row.customer)


def _customer(row: NewOrder) -> str:
    return tr("{title}, {customer}", title=row.title, customer=row.customer)
