"""What a proposed plan costs against the plan in force: the whole, and cause by cause."""

from PySide6.QtWidgets import QWidget

from app.dispatch.optimising.values import CostLine, Proposed
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label
from domain.language import tr

HUNDRED = 100


class ProposalHead(QWidget):
    """A cell for the whole, and one for each cause that costs anything before or after."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._flow = FlowLayout(self, 24, 6)
        self._cells: list[QWidget] = []

    def show_proposed(self, proposed: Proposed) -> None:
        """Say what this plan costs."""
        for cell in self._cells:
            self._flow.removeWidget(cell)
            cell.deleteLater()
        self._cells = [self._whole(proposed)]
        self._cells += [self._cause(each) for each in proposed.costs if each.before or each.after]
        for cell in self._cells:
            self._flow.addWidget(cell)
            cell.show()

    def words(self) -> list[str]:
        """What the cells say, from left to right."""
        return [cell.accessibleName() for cell in self._cells]

    def _whole(self, proposed: Proposed) -> QWidget:
        change = ""
        if proposed.before:
            share = (proposed.after - proposed.before) / abs(proposed.before) * HUNDRED
            change = tr("{percent} %", percent=_signed(round(share)))
        return self._cell(tr("Cost"), self._costs(proposed.before, proposed.after), change)

    def _cause(self, line: CostLine) -> QWidget:
        minutes = ""
        if line.minutes is not None:
            before, after = (self._kit.times.number(each) for each in line.minutes)
            minutes = tr("{before} → {after} min", before=before, after=after)
        return self._cell(line.cause, self._costs(line.before, line.after), minutes)

    def _costs(self, before: float, after: float) -> str:
        number = self._kit.times.number
        return tr("{before} → {after}", before=number(before), after=number(after))

    def _cell(self, title: str, costs: str, below: str) -> QWidget:
        cell = QWidget(self)
        inside = column(cell, spacing=1)
        for words, role in ((title, "section"), (costs, "strong"), (below, "muted")):
            inside.addWidget(label(words, role))
        cell.setAccessibleName(" ".join(filter(None, (title, costs, below))))
        return cell


def _signed(percent: int) -> str:
    return f"−{-percent}" if percent < 0 else f"+{percent}"
