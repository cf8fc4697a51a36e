"""What a desk does with the order that is shown: each deed at once, or through a small dialog."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.orders.deeds import OrderDeeds, ReasonWish
from app.orders.next_step import ways_to
from app.orders.reading import OrderView
from app.shared.desk import Desk
from app.shared.dialog import FormDialog
from app.shared.fields import ChoiceField, TextField
from app.shared.kit import Kit
from app.shared.links import Mood, Notice
from domain.language import tr
from domain.orders.model import StageMeaning
from domain.orders.stages import Step
from domain.parameters.model import ReasonFor
from domain.reporting.order_steps import StageStep
from domain.scheduling.placing import service as scheduling


class OrderWork(QObject):
    """Holds the order that is shown, asks where something is missing, and hands the rest to its presenter."""

    field_wanted = Signal(str, object)
    """A field of the order that must be filled first, and the refusal that says so."""
    order_asked = Signal(int)
    """Another order that somebody wants to see."""
    tab_asked = Signal(int)
    """The tab at this place, to be shown."""
    invoice_issued = Signal(int)
    """The id of a new invoice."""

    def __init__(self, kit: Kit, desk: Desk, pane: QWidget) -> None:
        super().__init__(pane)
        self.pane = pane
        self.kit = kit
        self.deeds = OrderDeeds(kit, desk, self)
        self.view: OrderView | None = None
        self.deeds.reason_wanted.connect(self._on_reason_wanted)
        self.deeds.field_wanted.connect(self.field_wanted)

    def show_order(self, view: OrderView | None) -> None:
        """Work on this order from now on."""
        self.view = view

    @property
    def shown(self) -> OrderView:
        """The order, where an action is possible only with one."""
        assert self.view is not None, "actions are off without an order"
        return self.view

    def is_open(self) -> bool:
        """Whether an order is shown on which work is still expected."""
        return self.view is not None and self.view.detail.is_open

    def has_one(self) -> bool:
        """Whether an order is shown."""
        return self.view is not None

    def can_go_forwards(self) -> bool:
        return bool(self.ways(Step.NEXT))

    def can_go_backwards(self) -> bool:
        return bool(self.ways(Step.PREVIOUS))

    def ways(self, *wanted: Step) -> list[StageStep]:
        """The stages that the order may go to by such a step."""
        return [] if self.view is None else [each for each in self.view.steps if each.step in wanted]

    def forwards(self) -> None:
        """To the next stage; where there are several, one is chosen."""
        self._go_or_choose(tr("Next stage"), self.ways(Step.NEXT))

    def backwards(self) -> None:
        """To the stage before."""
        self._go_or_choose(tr("Previous stage"), self.ways(Step.PREVIOUS))

    def choose_stage(self) -> None:
        """To any stage within reach."""
        self._choose(tr("Change the stage"), self.ways(*Step))

    def can_start(self) -> bool:
        """Whether the work can begin, or go on after waiting."""
        return self._can_enter(StageMeaning.ACTIVE)

    def can_complete(self) -> bool:
        """Whether the work can be called done from here."""
        return self._can_enter(StageMeaning.DONE)

    def start(self) -> None:
        """The work begins, or goes on."""
        self.enter(ways_to(self.shown, StageMeaning.ACTIVE)[0])

    def complete(self) -> None:
        """The work is done."""
        self.enter(ways_to(self.shown, StageMeaning.DONE)[0])

    def enter(self, stage: StageStep) -> None:
        """Put the order into a stage, with a reason if it asks for one."""
        order = self.shown.detail
        words = tr("{number} is now {stage}.", number=order.number, stage=stage.name)
        before = partial(self._go_back, order.id, order.number, order.stage_id, order.stage)
        undo = before if self._leads_back(stage) else None
        self._enter(order.id, order.number, stage.id, stage.name, Notice(words, Mood.DONE, undo))

    def dialog(
        self, title: str, fields: Sequence[Any], verb: str, submit: Callable[[FormDialog, dict[str, Any]], None]
    ) -> FormDialog:
        """A form over the page; `submit` gets it with what was typed."""
        made = FormDialog(title, fields, verb, self.pane)
        made.submitted.connect(partial(submit, made))
        return made

    def _leads_back(self, stage: StageStep) -> bool:
        """Whether a move to `stage` can be undone: to the parent or a child, with nothing cancelled on the way."""
        return stage.step in {Step.NEXT, Step.PREVIOUS}

    def _go_back(self, order_id: int, number: str, stage_id: int, stage: str) -> None:
        self._enter(order_id, number, stage_id, stage, Notice(tr("Moved back.")))

    def _enter(self, order_id: int, number: str, stage_id: int, stage: str, done: Notice) -> None:
        deed = self.deeds.service(scheduling.change_stage, order_id, stage_id)
        title = tr("{number} to “{stage}”: why?", number=number, stage=stage)
        self.deeds.do_with_reason(order_id, ReasonFor.STAGE, done, deed, title=title, stage_id=stage_id)

    def _can_enter(self, meaning: StageMeaning) -> bool:
        return self.view is not None and self.view.detail.is_open and bool(ways_to(self.view, meaning))

    def _go_or_choose(self, title: str, found: list[StageStep]) -> None:
        if len(found) == 1:
            self.enter(found[0])
        else:
            self._choose(title, found)

    def _choose(self, title: str, found: list[StageStep]) -> None:
        stage = ChoiceField("stage", tr("Stage"), [(each, each.name) for each in found])
        likely = next((each for each in found if each.step is Step.NEXT), next(iter(found), None))
        self.dialog(title, [stage], tr("Move the order"), self._on_stage).begin({"stage": likely})

    def _on_stage(self, dialog: FormDialog, values: dict[str, Any]) -> None:
        dialog.finish()
        if values["stage"] is not None:
            self.enter(values["stage"])

    @Slot(object)
    def _on_reason_wanted(self, wish: ReasonWish) -> None:
        reasons = [(each.id, each.name) for each in wish.reasons]
        only = reasons[0][0] if wish.must and len(reasons) == 1 else None
        none = [] if only else [(None, tr("choose one") if wish.must else tr("no reason"))]
        reason = ChoiceField("reason", tr("Reason"), [*none, *reasons])
        remark = TextField("remark", tr("Remark"), tr("What else there is to say"))
        dialog = FormDialog(wish.title, [reason, remark], tr("Go on"), self.pane, wish.sentence)
        dialog.setObjectName("dialog_reason")
        dialog.submitted.connect(partial(self._on_reason, wish, dialog))
        dialog.begin({"reason": only, "remark": ""})

    def _on_reason(self, wish: ReasonWish, dialog: FormDialog, values: dict[str, Any]) -> None:
        self.deeds.go_on(wish, values["reason"], values["remark"], dialog.finish, dialog.show_refusal)
