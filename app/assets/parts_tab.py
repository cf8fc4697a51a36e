"""The parts of an asset: what is in it or was on a day, and below what was done to them."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from app.assets.parts_columns import LEAST, change_columns, part_columns
from app.assets.parts_deeds import PartsDeeds
from app.assets.parts_presenter import PartsPresenter
from app.shared.actions import Action, Bound, grouped
from app.shared.buttons import ActionButton
from app.shared.date_fields import OptionalDateField
from app.shared.desk import Desk
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.narrow import NarrowColumns
from app.shared.table import RowTable
from app.shared.tree import RowTree
from domain.language import tr
from domain.parts.queries import ChangeRow, PartRow, PartsSheet

EDGE = 12
SHARES = (3, 2)
ON_BUTTONS = ("parts_add", "parts_replace", "parts_remove", "parts_begin")
"""Enter changes the part; everything is in the menus of the window."""


class PartsTab(QWidget):
    """Shows a `PartsSheet` and lets people change it; what was on another day is only looked at."""

    told = Signal(object)
    """A `Notice`."""
    order_asked = Signal(int)
    changed = Signal()
    """What can be done may have changed."""

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__()
        self._kit = kit
        self._sheet: PartsSheet | None = None
        self._presenter = PartsPresenter(kit, desk, self)
        self.deeds = PartsDeeds(kit, desk, self)
        self.as_of = OptionalDateField("as_of", tr("As of"), tr("as it was on"))
        self._under = label("", "muted", wrap=True)
        self._buttons = FlowLayout(across=6, down=6)
        self.tree: RowTree[PartRow] = RowTree(part_columns(kit.times), kit, "asset_parts", tr("Parts"))
        self.history: RowTable[ChangeRow] = RowTable(
            change_columns(kit.times), kit, "part_changes", tr("History of the parts")
        )
        self._arrange()
        self._connect()

    def actions_of_parts(self) -> tuple[Action, ...]:
        """Everything, in the order of the menu."""
        return grouped(
            tr("Parts"),
            (
                Action("parts_add", tr("Add a part…"), self._add, "P", "plus", self.can_change),
                Action("parts_replace", tr("Replace the part…"), self._replace, "R", "refresh-cw", self.has_part),
                Action("parts_change", tr("Change the part…"), self._change, "Shift+P", "pencil", self.has_part),
                Action("parts_remove", tr("Take the part out…"), self._remove, "Shift+R", "minus", self.has_part),
                Action("parts_begin", tr("Begin from a template…"), self._begin, "T", "list-tree", self.is_empty),
                Action(
                    "parts_move", tr("Move to another agreement…"), self._move, "Shift+G", "file-text", self.has_any
                ),
                Action("parts_template", tr("Keep as a template…"), self._keep, "Shift+T", "copy", self.has_any),
            ),
        )

    def offer_actions(self, bound: Bound) -> None:
        """Put the actions, made for the page, on buttons."""
        for name in ON_BUTTONS:
            self._buttons.addWidget(ActionButton(bound[name], self._kit.theme))

    def look_at(self, asset_id: int | None) -> None:
        """Show the parts of another asset, or of the same one anew."""
        if self._sheet is not None and self._sheet.asset_id != asset_id:
            self._show(None)
        self._presenter.look_at(asset_id)

    def can_change(self) -> bool:
        return self._sheet is not None and self.as_of.value() is None

    def has_part(self) -> bool:
        return self.can_change() and self.tree.chosen() is not None

    def is_empty(self) -> bool:
        return self.can_change() and not self.tree.rows()

    def has_any(self) -> bool:
        return self.can_change() and bool(self.tree.rows())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._presenter.set_visible(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._presenter.set_visible(False)

    def _arrange(self) -> None:
        NarrowColumns(self.history, LEAST)
        self.tree.set_empty(
            tr("No parts yet"), tr("Begin from a template, or add what this machine is made of."), "list-tree"
        )
        self.history.set_empty(tr("Nothing was changed yet"), tr("Each change is kept here for good."), "history")
        head = column(margins=(EDGE, 8, EDGE, 8), spacing=6)
        head.addLayout(self._buttons)
        beside = row(spacing=12)
        beside.addWidget(self.as_of.widget)
        beside.addWidget(self._under, 1)
        head.addLayout(beside)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        for widget, share in zip((self.tree, self.history), SHARES, strict=True):
            halves.addWidget(widget)
            halves.setStretchFactor(halves.count() - 1, share)
        self.as_of.set_value(None)
        whole = column(self)
        whole.addLayout(head)
        whole.addWidget(halves, 1)
        self.setFocusProxy(self.tree)

    def _connect(self) -> None:
        self._presenter.loaded.connect(self._show)
        self._presenter.failed.connect(self._under.setText)
        self.deeds.told.connect(self.told)
        self.as_of.edited.connect(self._on_day)
        self.tree.row_chosen.connect(self._on_part)
        self.tree.row_opened.connect(self._on_opened)
        self.history.row_opened.connect(self._on_change)

    def _add(self) -> None:
        if self._sheet is not None:
            self.deeds.add(self._sheet.asset_id, self.tree.chosen())

    def _change(self) -> None:
        if self._sheet is not None and (part := self.tree.chosen()) is not None:
            self.deeds.change(self._sheet.asset_id, part)

    def _replace(self) -> None:
        if self._sheet is not None and (part := self.tree.chosen()) is not None:
            self.deeds.replace(self._sheet.asset_id, part)

    def _remove(self) -> None:
        if (part := self.tree.chosen()) is not None:
            self.deeds.remove(part)

    def _begin(self) -> None:
        if self._sheet is not None:
            self.deeds.begin(self._sheet)

    def _move(self) -> None:
        if self._sheet is not None:
            self.deeds.move(self._sheet)

    def _keep(self) -> None:
        if self._sheet is not None:
            self.deeds.keep_as_template(self._sheet)

    @Slot(object)
    def _show(self, sheet: PartsSheet | None) -> None:
        self._sheet = sheet
        parts = () if sheet is None else sheet.parts
        self.tree.set_rows(parts)
        self.tree.expandAll()
        self.history.set_rows(() if sheet is None else sheet.changes)
        self._under.setText("" if sheet is None else _origin(sheet))
        self._under.setVisible(bool(self._under.text()))
        self.changed.emit()

    @Slot()
    def _on_day(self) -> None:
        self._presenter.look_back(self.as_of.value())

    @Slot(object)
    def _on_part(self, _part: PartRow | None) -> None:
        self.changed.emit()

    @Slot(object)
    def _on_opened(self, _part: PartRow) -> None:
        if self.has_part():
            self._change()

    @Slot(object)
    def _on_change(self, change: ChangeRow) -> None:
        if change.order_id is not None:
            self.order_asked.emit(change.order_id)


def _origin(sheet: PartsSheet) -> str:
    """What the parts began from, and under which agreement they stand."""
    template = tr("begun from “{template}”", template=sheet.template) if sheet.template else ""
    agreement = tr("under the agreement {number}", number=sheet.agreement) if sheet.agreement else ""
    return " · ".join(part for part in (template, agreement) if part)
