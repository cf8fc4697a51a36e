"""What a proposed plan costs against the plan in force: the whole, and cause by cause; and where it comes from."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.dispatch.optimising.values import CostLine, Origin, Proposed
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label
from domain.language import tr, trn

HUNDRED = 100


class ProposalHead(QWidget):
    """A cell for the whole, one for each cause that costs anything before or after, one for who made it."""

    notes_asked = Signal(bool)
    """What else should be known shall be told, or not any more."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._flow = FlowLayout(self, 24, 6)
        self._cells: list[QWidget] = []
        #: Stands elsewhere, where there is room for it.
        self.notes_button = QPushButton(self)
        self.notes_button.setObjectName("optimise_notes")
        self.notes_button.setCheckable(True)
        self.notes_button.setProperty("role", "filter")
        kit.theme.dress(self.notes_button, "info")
        self.notes_button.hide()
        self.notes_button.clicked.connect(self.notes_asked)

    def show_proposed(self, proposed: Proposed) -> None:
        """Say what this plan costs."""
        for cell in self._cells:
            self._flow.removeWidget(cell)
            cell.deleteLater()
        self._cells = [self._whole(proposed)] if proposed.costs else []
        causes = (each for each in proposed.costs if each.before or each.after)
        self._cells += [self._cause(each, unpriced=proposed.unpriced) for each in causes]
        if proposed.origin is not None:
            self._cells.append(self._from(proposed.origin))
        for cell in self._cells:
            self._flow.addWidget(cell)
            cell.show()
        self._offer_notes(proposed)

    def words(self) -> list[str]:
        """What the cells say, from left to right."""
        return [cell.accessibleName() for cell in self._cells]

    def _offer_notes(self, proposed: Proposed) -> None:
        told = (
            trn("{count} note", "{count} notes", len(proposed.notes)) if proposed.notes else "",
            trn("{count} booking stays as it is", "{count} bookings stay as they are", len(proposed.stays))
            if proposed.stays
            else "",
        )
        self.notes_button.setText(" · ".join(filter(None, told)))
        self.notes_button.setVisible(any(told))

    def _whole(self, proposed: Proposed) -> QWidget:
        if proposed.unpriced:
            after = self._kit.times.number(proposed.after)
            return self._cell(tr("Cost"), after, tr("not known so far, for rules are broken"))
        change = ""
        if proposed.before:
            share = (proposed.after - proposed.before) / abs(proposed.before) * HUNDRED
            change = tr("{percent} %", percent=_signed(round(share)))
        return self._cell(tr("Cost"), self._costs(proposed.before, proposed.after), change)

    def _cause(self, line: CostLine, *, unpriced: bool) -> QWidget:
        number = self._kit.times.number
        if unpriced:
            spent = "" if line.minutes is None else tr("{count} min", count=number(line.minutes[1]))
            return self._cell(line.cause, number(line.after), spent)
        minutes = ""
        if line.minutes is not None:
            before, after = (number(each) for each in line.minutes)
            minutes = tr("{before} → {after} min", before=before, after=after)
        return self._cell(line.cause, self._costs(line.before, line.after), minutes)

    def _from(self, origin: Origin) -> QWidget:
        when = tr("{name}, {times}", name=origin.by, times=self._kit.times.short(origin.at))
        return self._cell(tr("Proposed by"), when, origin.goals)

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
