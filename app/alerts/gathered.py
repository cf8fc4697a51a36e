"""The alerts that stand under one, in a tab beside the list."""

from app.alerts.table import state_chip, state_text
from app.shared.chips import severity_chip
from app.shared.kit import Kit
from app.shared.table import Column, RowTable
from app.shared.times import Times
from domain.language import tr
from domain.monitoring.alert_rows import AlertRow


class GatheredTable(RowTable[AlertRow]):
    """Each opens as an alert of its own."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(_columns(kit.times), kit, "alerts_gathered", tr("Alerts under this one"))
        self.setSelectionMode(RowTable.SelectionMode.SingleSelection)
        self.set_empty(tr("No alert stands under this one"), tr("What is the same trouble is gathered here."), "layers")


def _columns(times: Times) -> tuple[Column[AlertRow], ...]:
    return (
        Column(
            "severity",
            tr("Severity"),
            lambda row: row.severity.label,
            sort=lambda row: row.severity.rank,
            chip=lambda row: severity_chip(row.severity),
            width=92,
        ),
        Column("asset", tr("Asset"), lambda row: row.asset, width=110, stretch=True, strong=True, tip=_whole),
        Column(
            "since",
            tr("Since"),
            lambda row: times.ago(row.started),
            sort=lambda row: row.started,
            tip=lambda row: times.full(row.started),
            width=92,
            ticking=True,
        ),
        Column(
            "state",
            tr("State"),
            lambda row: state_text(row, times),
            chip=lambda row: state_chip(row, times),
            tip=lambda row: state_text(row, times),
            width=116,
            ticking=True,
        ),
    )


def _whole(row: AlertRow) -> str:
    return tr("{alert} on {asset}", alert=row.rule, asset=row.asset)
