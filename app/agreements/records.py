"""The tables about one agreement: what is promised, what is covered, what was agreed otherwise."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.agreements.cover_tab import CoverTab
from app.agreements.lines_tab import LinesTab
from app.agreements.table import CoverLine, amendment_columns, cover_line
from app.shared.columns import HasId
from app.shared.desk import Desk
from app.shared.detail import Facts
from app.shared.kit import Kit
from app.shared.later import Later
from app.shared.subscription_list import subscription_list
from app.shared.table import RowTable
from domain.agreements.detail import AmendmentRow
from domain.language import tr
from domain.reporting.agreement_overview import AgreementOverview
from domain.subscriptions.queries import SubscriptionRow

R = TypeVar("R", bound=HasId)


class AgreementRecords(QObject):
    """Makes each table when somebody looks, fills it, and says what was opened in it."""

    chosen_changed = Signal()
    """Another line or cover is current."""
    lines_changed = Signal()
    """Something was typed into the lines."""
    told = Signal(object)
    """A `Notice`."""
    left = Signal()
    """The keyboard goes back to the page."""
    cover_opened = Signal(object)
    """A `CoverLine`."""
    subscription_opened = Signal(object)
    """A `SubscriptionRow`."""

    def __init__(self, kit: Kit, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._desk = kit, desk
        self._shown: AgreementOverview | None = None
        self.facts = Facts()
        self.lines_tab = Later(self._make_lines)
        self.covers_tab = Later(self._make_covers)
        self.amendments_tab = Later(self._make_amendments)
        self.subscriptions_tab = Later(self._make_subscriptions)

    @property
    def lines(self) -> LinesTab:
        """What is promised."""
        return self.lines_tab.content

    @property
    def covers(self) -> RowTable[CoverLine]:
        """What the customer pays for."""
        return self.covers_tab.content.table

    @property
    def amendments(self) -> RowTable[AmendmentRow]:
        """What was agreed otherwise."""
        return self.amendments_tab.content

    def widgets(self) -> Sequence[QWidget]:
        """In the order of their tabs."""
        return (self.facts, self.lines_tab, self.covers_tab, self.amendments_tab, self.subscriptions_tab)

    def show_agreement(self, shown: AgreementOverview, *, another: bool) -> None:
        """Fill them; where it is `another` agreement than before, nothing in them is news."""
        self._shown = shown
        if self.lines_tab.made is not None:
            self.lines_tab.made.show_lines(shown)
        if self.covers_tab.made is not None:
            self.covers_tab.made.show_covers(_cover_lines(shown), mark=not another)
        _fill(self.amendments_tab, shown.agreement.amendments, mark=not another)
        _fill(self.subscriptions_tab, shown.subscriptions, mark=not another)

    def _make_lines(self) -> LinesTab:
        lines = LinesTab(self._kit, self._desk)
        lines.chosen_changed.connect(self.chosen_changed)
        lines.changed.connect(self.lines_changed)
        lines.told.connect(self.told)
        lines.left.connect(self.left)
        if self._shown is not None:
            lines.show_lines(self._shown)
        return lines

    def _make_covers(self) -> CoverTab:
        covers = CoverTab(self._kit)
        covers.table.row_chosen.connect(self._on_chosen)
        covers.table.row_opened.connect(self.cover_opened)
        covers.show_covers(_cover_lines(self._shown) if self._shown else (), mark=False)
        return covers

    def _make_amendments(self) -> RowTable[AmendmentRow]:
        columns = amendment_columns(self._kit.times)
        made: RowTable[AmendmentRow] = RowTable(columns, self._kit, "agreement_amendments", tr("Amendments"))
        made.set_empty(tr("No amendment"), tr("What is agreed otherwise from a day on will stand here."), "history")
        made.set_rows(self._shown.agreement.amendments if self._shown else ())
        return made

    def _make_subscriptions(self) -> RowTable[SubscriptionRow]:
        made = subscription_list(self._kit, "agreement_subscriptions")
        made.row_opened.connect(self.subscription_opened)
        made.set_rows(self._shown.subscriptions if self._shown else ())
        return made

    @Slot(object)
    def _on_chosen(self, _row: object) -> None:
        self.chosen_changed.emit()


def _cover_lines(shown: AgreementOverview) -> tuple[CoverLine, ...]:
    day = shown.as_of or shown.on
    return tuple(cover_line(cover, shown.used.get(cover.id), day) for cover in shown.agreement.covers)


def _fill(tab: Later[RowTable[R]], rows: Sequence[R], *, mark: bool) -> None:
    """A table that nobody has looked at yet is filled when it is made."""
    if tab.made is not None:
        tab.made.set_rows(rows, mark=mark)
