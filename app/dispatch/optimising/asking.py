"""What is asked of the optimiser, as one sentence of choices, beside what it has proposed before."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from app.dispatch.optimising.beside import Beside
from app.dispatch.optimising.kept_list import KeptList
from app.dispatch.optimising.orders import OrderChoice
from app.dispatch.optimising.scrolled_choices import ScrolledChoices
from app.shared.calm import CalmCombo
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label, row
from app.shared.moment_fields import OptionalMomentField
from app.shared.tick_list import TickList
from domain.errors import Refusal
from domain.language import tr, trn
from domain.planning.proposing import Wanted
from domain.planning.scope import Scope, Touch
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.boards.with_work import whole_days

EFFORTS = (2, 10, 30, 120)
USUAL = 10
LIST_HEIGHT = 180
MOMENT_WIDTH = 220
#: From this width on the proposals stand beside the choices.
WIDE = 700
SHARES = (5, 4)
MOMENT = timedelta(minutes=1)
SHOWN, CHOSEN = "shown", "chosen"


class Asking(QWidget):
    """Scope, goals and effort; what is wrong stands below the choices."""

    run_asked = Signal(object)
    """A `Wanted`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._span: tuple[datetime, datetime] | None = None
        self._shown: frozenset[int] = frozenset()
        self._booked: frozenset[int] = frozenset()
        self.people, self.touch, self.goals, self.effort = CalmCombo(), CalmCombo(), CalmCombo(), CalmCombo()
        self.begin = OptionalMomentField("begin", tr("Begin"), tr("Nothing before"), kit.times)
        self.days = label("", "strong")
        self.orders = OrderChoice()
        self.kept = KeptList(kit)
        self.technicians = TickList(tr("Technicians"), tr("No technicians"))
        self.run_button = QPushButton(tr("Optimise"))
        self.wrong = label("", "wrong", wrap=True)
        self.begin.set_value(None)
        self.begin.input.setMinimumWidth(MOMENT_WIDTH)
        self._fill()
        self._arrange()
        self.people.currentIndexChanged.connect(self._on_people)
        self.run_button.clicked.connect(self.ask)

    @Slot(object)
    def offer_profiles(self, profiles: Sequence[tuple[int, str]]) -> None:
        """The goals that can be chosen, by id and name; the chosen one stays."""
        kept = self.goals.currentData()
        self.goals.clear()
        for key, name in profiles:
            self.goals.addItem(name, key)
        self.goals.setCurrentIndex(max(0, self.goals.findData(kept)))

    def offer_people(self, people: Sequence[tuple[int, str]]) -> None:
        """The technicians who stand on the board; those ticked stay so."""
        ticked = [key for key, _ in self.technicians.chosen()]
        self._shown = frozenset(key for key, _ in people)
        self.technicians.offer(people, ticked=ticked)
        words = trn("the {count} technician shown", "the {count} technicians shown", len(people))
        self.people.setItemText(0, words)

    def offer_orders(self, waiting: Sequence[UnassignedOrder], booked: Collection[int]) -> None:
        """The orders that wait, and the ids of those that stand on the board."""
        self.orders.offer(waiting)
        self._booked = frozenset(booked)

    def show_span(self, since: datetime, until: datetime) -> None:
        """The days that the board shows."""
        self._span = whole_days(since, until, self._kit.times.zone)
        first, last = (self._kit.times.day(each) for each in (since, until - MOMENT))
        self.days.setText(first if first == last else tr("{first} to {last}", first=first, last=last))

    def asked(self) -> Wanted:
        """All that is chosen; what cannot be asked is refused."""
        ticked = frozenset(key for key, _ in self.technicians.chosen())
        people = self._shown if self.people.currentData() == SHOWN else ticked
        if not people:
            raise Refusal(tr("Choose at least one technician to plan for."), field="technicians")
        if self._span is None or self.goals.currentData() is None:
            raise Refusal(tr("The board is still being loaded; try again in a moment."))
        since, until = self._span
        begin = self.begin.value()
        if begin is not None and begin >= until:
            raise Refusal(tr("Nothing could be planned: this is after the days that are shown."), field="begin")
        touch = Touch(self.touch.currentData())
        scope = Scope(since, until, people, self._asked_orders(touch), touch, begin)
        return Wanted(scope, int(self.goals.currentData()), int(self.effort.currentData()))

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
        """Run what is chosen, or say why not."""
        try:
            asked = self.asked()
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.wrong.hide()
        self.run_asked.emit(asked)

    def refuse(self, why: Exception) -> None:
        """Say what is wrong, and go to the field that it is about."""
        self.wrong.setText(str(why))
        self.wrong.show()
        fields = {
            "technicians": self.technicians if self._chooses else self.people,
            "begin": self.begin.input,
            "orders": self.orders,
        }
        field = fields.get((why.field or "") if isinstance(why, Refusal) else "")
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _chooses(self) -> bool:
        return bool(self.people.currentData() == CHOSEN)

    def _fill(self) -> None:
        self.people.addItem(tr("the technicians shown"), SHOWN)
        self.people.addItem(tr("technicians of my choice"), CHOSEN)
        for box in (self.people, self.touch, self.goals, self.effort):
            box.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
        for touch in Touch:
            self.touch.addItem(touch.label, touch.value)
        for seconds in EFFORTS:
            self.effort.addItem(trn("{count} second", "{count} seconds", seconds), seconds)
        self.effort.setCurrentIndex(EFFORTS.index(USUAL))

    def _arrange(self) -> None:
        choices = QWidget()
        flow = FlowLayout(choices, 16, 8)
        for name, widget, title in (
            ("people", self.people, tr("Plan for")),
            ("days", self.days, tr("Days")),
            ("touch", self.touch, tr("May be moved")),
            ("goals", self.goals, tr("Goals")),
            ("effort", self.effort, tr("Time to look")),
            ("begin", self.begin.widget, self.begin.title),
        ):
            widget.setObjectName(f"optimise_{name}")
            widget.setAccessibleName(title)
            flow.addWidget(_titled(title, widget))
            if widget is self.days:
                flow.addWidget(self.orders)
                flow.addWidget(self.orders.sifting)
        self.technicians.setFixedHeight(LIST_HEIGHT)
        self.technicians.hide()
        self.wrong.hide()
        self.run_button.setProperty("role", "primary")
        self.run_button.setObjectName("optimise_run")
        column(self).addWidget(
            Beside(self._over_button(ScrolledChoices(choices, self.technicians)), self.kept, WIDE, SHARES)
        )
        self.setFocusProxy(self.people)

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

    @Slot()
    def _on_people(self) -> None:
        self.technicians.setVisible(self._chooses)


def _titled(title: str, widget: QWidget) -> QWidget:
    box = QWidget()
    inside = column(box, spacing=2)
    words = label(title, "section")
    words.setBuddy(widget)
    inside.addWidget(words)
    inside.addWidget(widget)
    return box
