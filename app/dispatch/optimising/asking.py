"""What is asked of the optimiser, as one sentence of choices, beside what it has proposed before."""

from collections.abc import Collection, Sequence

import msgspec
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.dispatch.optimising.beside import Beside
from app.dispatch.optimising.kept_list import KeptList
from app.dispatch.optimising.orders import OrderChoice
from app.dispatch.optimising.scrolled_choices import ScrolledChoices
from app.dispatch.wishes.choices import Effort, WishChoices
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.moment_fields import OptionalMomentField
from domain.errors import Refusal
from domain.language import tr
from domain.planning.proposing import Wanted
from domain.planning.scope import Touch
from domain.scheduling.board_rows import UnassignedOrder

EFFORTS = (2, 10, 30, 120)
USUAL = 10
MOMENT_WIDTH = 220
#: From this width on the proposals stand beside the choices.
WIDE = 700
SHARES = (5, 3)


class Asking(QWidget):
    """Scope, goals and effort; what is wrong stands below the choices."""

    run_asked = Signal(object)
    """A `Wanted`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._booked: frozenset[int] = frozenset()
        self.orders = OrderChoice()
        effort = Effort(tr("Time to look"), EFFORTS, USUAL)
        further = (self.orders, self.orders.sifting)
        self.common = WishChoices(kit, "optimise", effort, Touch.WAITING, further)
        self.begin = OptionalMomentField("begin", tr("Begin"), tr("Nothing before"), kit.times)
        self.kept = KeptList(kit)
        self.run_button = QPushButton(tr("Optimise"))
        self.wrong = label("", "wrong", wrap=True)
        self.begin.set_value(None)
        self.begin.input.setMinimumWidth(MOMENT_WIDTH)
        self._arrange()
        self.run_button.clicked.connect(self.ask)

    @Slot(object)
    def offer_profiles(self, profiles: Sequence[tuple[int, str]]) -> None:
        """The goals that can be chosen, by id and name."""
        self.common.offer_profiles(profiles)

    def offer_orders(self, waiting: Sequence[UnassignedOrder], booked: Collection[int]) -> None:
        """The orders that wait, and the ids of those that stand on the board."""
        self.orders.offer(waiting)
        self._booked = frozenset(booked)

    def asked(self) -> Wanted:
        """All that is chosen; what cannot be asked is refused."""
        scope = self.common.scope()
        begin = self.begin.value()
        if begin is not None and begin >= scope.until:
            raise Refusal(tr("Nothing could be planned: this is after the days that are shown."), field="begin")
        scope = msgspec.structs.replace(scope, orders=self._asked_orders(scope.touch), frozen_until=begin)
        return Wanted(scope, self.common.profile_id, self.common.seconds)

    def _asked_orders(self, touch: Touch) -> frozenset[int]:
        """The choice is one among those that wait; of what is planned already may change what `touch` says."""
        chosen = self.orders.chosen()
        if chosen is None:
            return frozenset()
        if not chosen:
            raise Refusal(tr("Choose at least one order that waits, or all."), field="orders")
        return chosen if touch is Touch.WAITING else chosen | self._booked

    @Slot()
    def ask(self) -> None:
        """Run what is chosen, or say why not and go there."""
        try:
            asked = self.asked()
        except Refusal as refusal:
            self.refuse(refusal)
            self._go_to(refusal.field or "")
            return
        self.wrong.hide()
        self.run_asked.emit(asked)

    def refuse(self, why: Exception) -> None:
        """Say what is wrong; the keyboard stays where it is."""
        self.wrong.setText(str(why))
        self.wrong.show()

    def _go_to(self, name: str) -> None:
        fields: dict[str, QWidget] = {"begin": self.begin.input, "orders": self.orders}
        field = fields.get(name) or self.common.field(name)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self.common.add("begin", self.begin.title, self.begin.widget)
        self.wrong.hide()
        self.run_button.setProperty("role", "primary")
        self.run_button.setObjectName("optimise_run")
        column(self).addWidget(Beside(self._over_button(ScrolledChoices(self.common)), self.kept, WIDE, SHARES))
        self.setFocusProxy(self.common)

    def _over_button(self, choices: QWidget) -> QWidget:
        """The choices may be more than there is room for; the button is always there."""
        box = QWidget()
        inside = column(box)
        inside.addWidget(choices)
        foot = row(margins=(12, 4, 12, 8), spacing=8)
        foot.addWidget(self.run_button, 0, Qt.AlignmentFlag.AlignLeft)
        foot.addWidget(self.wrong, 1)
        inside.addLayout(foot)
        inside.addStretch(1)
        return box
