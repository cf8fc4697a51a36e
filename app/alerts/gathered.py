"""The alerts that stand under one, in a tab beside the list."""

from app.alerts.table import severity_column, since_column, state_column
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
        severity_column(),
        Column("asset", tr("Asset"), lambda row: row.asset, width=110, stretch=True, strong=True, tip=_whole),
        since_column(times, width=92),
        state_column(times, width=116),
    )


def _whole(row: AlertRow) -> str:
    return tr("{alert} on {asset}", alert=row.rule, asset=row.asset)
