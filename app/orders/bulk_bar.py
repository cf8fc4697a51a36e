"""What can be done with several orders at once: a bar under the list while more than one is selected."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton

from app.orders.bulk import BulkDeeds, Choices, OutcomeRow
from app.orders.bulk_report import BulkReport
from app.shared.actions import Action
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField, Field, TextField
from app.shared.kit import Kit
from app.shared.layout import label, row
from app.shared.table import RowTable
from domain.errors import Refusal
from domain.language import tr
from domain.parameters.model import ReasonFor
from domain.reporting.order_rows import OrderRow
from domain.words import Priority

SEVERAL = 2


class BulkBar(QFrame):
    """Follows the selection of the list; each button asks for what its deed needs."""

    changed = Signal()
    """Whether something can be done has changed."""
    told = Signal(object)
    """A `Notice`."""

    def __init__(self, kit: Kit, deeds: BulkDeeds, table: RowTable[OrderRow]) -> None:
        super().__init__()
        self._kit = kit
        self._deeds = deeds
        self._table = table
        self._working = False
        self._rows: list[OrderRow] = []
        self._count = label("", "strong")
        self.buttons: dict[str, QPushButton] = {}
        self._arrange()
        self._follow()
        table.selection_changed.connect(self._follow)
        deeds.working.connect(self._on_working)
        deeds.reported.connect(self._on_reported)
        deeds.told.connect(self.told)

    def actions_for_many(self) -> tuple[Action, ...]:
        """For menus and keys: M, then a letter."""
        able = self.has_several
        return (
            Action("orders_many_stage", tr("Selected: change the stage…"), self.ask_stage, "M, S", "layers", able),
            Action("orders_many_give", tr("Selected: responsible…"), self.ask_responsible, "M, R", "user", able),
            Action("orders_many_priority", tr("Selected: priority…"), self.ask_priority, "M, P", "tag", able),
            Action("orders_many_sign", tr("Selected: sign off…"), self.ask_name, "M, G", "badge-check", able),
            Action("orders_many_post", tr("Selected: post"), self.post, "M, B", "database", able),
            Action("orders_many_cancel", tr("Selected: cancel…"), self.ask_cancel, "M, C", "ban", able),
        )

    def has_several(self) -> bool:
        """Whether there is something to do it to."""
        return len(self._rows) >= SEVERAL and not self._working

    @Slot()
    def ask_stage(self) -> None:
        self._deeds.choices(self._show_stages)

    @Slot()
    def ask_cancel(self) -> None:
        self._deeds.choices(self._show_cancel)

    @Slot()
    def ask_name(self) -> None:
        self._deeds.choices(self._show_sign)

    @Slot()
    def ask_responsible(self) -> None:
        field = TextField("name", tr("Responsible"), tr("User name; empty for nobody"))
        dialog = self._dialog(tr("Who looks after them?"), [field], tr("Give"))
        dialog.submitted.connect(partial(self._on_responsible, dialog))
        dialog.begin({"name": self._deeds.user})

    @Slot()
    def ask_priority(self) -> None:
        field = ChoiceField("priority", tr("Priority"), [(each, each.label) for each in Priority])
        dialog = self._dialog(tr("Which priority?"), [field], tr("Set"))
        dialog.submitted.connect(partial(self._on_priority, dialog))
        dialog.begin({"priority": self._rows[0].priority})

    @Slot()
    def post(self) -> None:
        self._deeds.post(self._rows)

    def _show_stages(self, choices: Choices) -> None:
        stage = ChoiceField("stage", tr("Stage"), [(each, each.name) for each in choices.stages])
        fields = [stage, *_why(choices, ReasonFor.STAGE)]
        dialog = self._dialog(tr("Into which stage?"), fields, tr("Change"))
        dialog.submitted.connect(partial(self._on_stage, dialog))
        dialog.begin({"stage": choices.stages[0] if choices.stages else None})

    def _show_cancel(self, choices: Choices) -> None:
        dialog = self._dialog(tr("Cancel them all?"), _why(choices, ReasonFor.CANCEL), tr("Cancel the orders"))
        dialog.submitted.connect(partial(self._on_cancel, dialog))
        dialog.begin()

    def _show_sign(self, choices: Choices) -> None:
        name = TextField("name", tr("Signed by"), tr("First and last name"))
        broken = _reason(choices, ReasonFor.BREACH, tr("Reason if late"))
        dialog = self._dialog(tr("Who signs them off?"), [name, broken], tr("Sign off"))
        dialog.submitted.connect(partial(self._on_sign, dialog))
        dialog.begin()

    def _dialog(self, title: str, fields: Sequence[Field], verb: str) -> FormDialog:
        said = tr("For {count} orders; each is looked at for itself.", count=self._kit.times.number(len(self._rows)))
        dialog = FormDialog(title, fields, verb, self.window(), said)
        dialog.setObjectName("dialog_bulk")
        return dialog

    def _on_stage(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        dialog.finish()
        if values["stage"] is not None:
            self._deeds.enter_stage(self._rows, values["stage"], values["reason"], values["remark"])

    def _on_cancel(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        dialog.finish()
        self._deeds.cancel(self._rows, values["reason"], values["remark"])

    def _on_sign(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        if not values["name"]:
            dialog.show_refusal(Refusal(tr("Say who signs."), field="name"))
            return
        dialog.finish()
        self._deeds.sign(self._rows, values["name"], values["reason"])

    def _on_responsible(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        dialog.finish()
        self._deeds.give_to(self._rows, values["name"])

    def _on_priority(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        dialog.finish()
        self._deeds.set_priority(self._rows, (values["priority"], values["priority"].label))

    def _arrange(self) -> None:
        self.setProperty("role", "bar")
        self.setObjectName("bulk_bar")
        line = row(self, margins=(16, 6, 16, 6), spacing=6)
        line.addWidget(self._count, 1)
        for name, words, slot in (
            ("stage", tr("Stage…"), self.ask_stage),
            ("give", tr("Responsible…"), self.ask_responsible),
            ("priority", tr("Priority…"), self.ask_priority),
            ("sign", tr("Sign off…"), self.ask_name),
            ("post", tr("Post"), self.post),
            ("cancel", tr("Cancel…"), self.ask_cancel),
        ):
            button = self.buttons[name] = QPushButton(words)
            button.setObjectName(f"bulk_{name}")
            button.clicked.connect(slot)
            line.addWidget(button)

    @Slot()
    def _follow(self) -> None:
        self._rows = self._table.selected()
        several = len(self._rows) >= SEVERAL
        words = (
            tr("Working…") if self._working else tr("{count} selected", count=self._kit.times.number(len(self._rows)))
        )
        self._count.setText(words)
        self.setVisible(several or self._working)
        for button in self.buttons.values():
            button.setEnabled(not self._working)
        self.changed.emit()

    @Slot(bool)
    def _on_working(self, working: bool) -> None:
        self._working = working
        self._follow()

    @Slot(object)
    def _on_reported(self, rows: tuple[OutcomeRow, ...]) -> None:
        report = BulkReport(rows, self._kit, self.window())
        report.refused_asked.connect(self._on_refused_asked)
        report.open()

    @Slot(object)
    def _on_refused_asked(self, ids: list[int]) -> None:
        self._table.select(ids)


def _why(choices: Choices, kind: ReasonFor) -> list[Field]:
    return [_reason(choices, kind, tr("Reason")), TextField("remark", tr("Remark"))]


def _reason(choices: Choices, kind: ReasonFor, title: str) -> ChoiceField:
    none = (None, tr("none"))
    return ChoiceField("reason", title, [none, *((each.id, each.name) for each in choices.reasons[kind])])
