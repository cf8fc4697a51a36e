"""The last page of the assistant: what will be made, and the visits of the first year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.agreements.wizard.step import Step
from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.kit import Kit
from app.shared.layout import label
from app.shared.table import RowTable
from domain.language import tr, trn
from domain.visits.preview import PreviewRow


@dataclass(frozen=True, slots=True)
class ComingVisit:
    """A due day of the first year, with what it is for."""

    id: int
    row: PreviewRow
    asset: str


class SummaryStep(Step):
    """Nothing is made yet: what stands here was rehearsed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(tr("Summary"), tr("What will be made, all of it at once, with the visits of the first year."))
        self._told = label("", "strong", wrap=True)
        self._wrong = label("", "wrong", wrap=True)
        self._wrong.hide()
        self.table: RowTable[ComingVisit] = RowTable(_columns(), kit, "wizard_visits", tr("Visits of the first year"))
        self.table.set_empty(tr("No visits in the first year"), tr("Nothing falls due by itself."), "calendar")
        for widget in (self._wrong, self._told):
            self.place.addWidget(widget)
        self.place.addWidget(self.table, 1)

    def begin(self) -> None:
        self.table.setFocus()

    def show_refusal(self, error: Exception, row: int = 0) -> None:  # noqa: ARG002  # there are no fields here
        self._wrong.setText(str(error))
        self._wrong.show()

    def told(self) -> str:
        """What is said above the visits."""
        return self._told.text()

    def show_visits(self, rows: Sequence[PreviewRow], assets: Mapping[int, str], lines: int, covers: int) -> None:
        """What the rehearsal brought."""
        self._wrong.hide()
        made = [row for row in rows if row.order is not None]
        orders, clashes = len({row.order for row in made}), sum(row.conflict for row in made)
        said = [
            trn("{count} line", "{count} lines", lines),
            trn("{count} rule of cover", "{count} rules of cover", covers),
            trn("{count} visit in the first year", "{count} visits in the first year", len(made)),
            trn("on {count} order", "on {count} orders", orders),
        ]
        if clashes:
            said.append(trn("{count} on a closed day", "{count} on closed days", clashes))
        self._told.setText(", ".join(said))
        numbered = enumerate(sorted(rows, key=lambda row: (row.day or row.due, row.due, row.line)))
        self.table.set_rows(
            [
                ComingVisit(at, row, "" if row.asset_id is None else assets.get(row.asset_id, ""))
                for at, row in numbered
            ],
            mark=False,
        )


def _columns() -> tuple[Column[ComingVisit], ...]:
    return (
        Column("day", tr("Day"), _day, sort=lambda each: each.row.day or each.row.due, width=100),
        Column("line", tr("Service"), lambda each: each.row.line, width=170, stretch=True),
        Column("asset", tr("Asset"), lambda each: each.asset or each.row.site, width=170, muted=True),
        Column("order", tr("Order"), _order, width=64, align=RIGHT),
        Column("why", tr("Why so"), lambda each: each.row.why, width=170, muted=True, tip=lambda each: each.row.why),
    )


def _day(each: ComingVisit) -> str:
    return short_day(each.row.day or each.row.due)


def _order(each: ComingVisit) -> str:
    return "–" if each.row.order is None else str(each.row.order)
