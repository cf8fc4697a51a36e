"""What all scenarios have in common: whom and which days they plan, by which goals, how long each is searched."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from app.shared.calm import CalmCombo
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.tick_list import TickList
from domain.errors import Refusal
from domain.language import tr, trn
from domain.planning.scope import Scope, Touch
from domain.scheduling.boards.with_work import whole_days

EFFORTS = (2, 5, 10, 30, 60)
USUAL = 5
LIST_HEIGHT, LINE = 180, 28
LEAST_WIDTH = 120
MOMENT = timedelta(minutes=1)
SHOWN, CHOSEN = "shown", "chosen"


class CommonChoices(QWidget):
    """One sentence of choices; a list to tick where the technicians shown are not those that are wanted."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.span: tuple[datetime, datetime] | None = None
        """The days that the board shows, whole."""
        self.shown: tuple[tuple[int, str], ...] = ()
        """Who stands on the board, by id and name."""
        self.people, self.touch, self.goals, self.effort = CalmCombo(), CalmCombo(), CalmCombo(), CalmCombo()
        self.days = label("", "strong")
        self.days.setMinimumHeight(LINE)
        self.technicians = TickList(tr("Technicians"), tr("No technicians"))
        self.wrong = label("", "wrong", wrap=True)
        self._fill()
        self._arrange()
        self.people.currentIndexChanged.connect(self._on_people)

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
        self.shown = tuple(people)
        self.technicians.offer(people, ticked=ticked)
        words = trn("the {count} technician shown", "the {count} technicians shown", len(people))
        self.people.setItemText(0, words)

    def show_span(self, since: datetime, until: datetime) -> None:
        """The days that the board shows."""
        self.span = whole_days(since, until, self._kit.times.zone)
        first, last = (self._kit.times.day(each) for each in (since, until - MOMENT))
        self.days.setText(first if first == last else tr("{first} to {last}", first=first, last=last))

    def planned(self) -> tuple[tuple[int, str], ...]:
        """Who is planned for, by id and name."""
        return self.technicians.chosen() if self.chooses else self.shown

    def scope(self) -> Scope:
        """What is planned. Raises Refusal where that is nothing."""
        people = frozenset(key for key, _ in self.planned())
        if not people:
            raise Refusal(tr("Choose at least one technician to plan for."), field="technicians")
        if self.span is None or self.goals.currentData() is None:
            raise Refusal(tr("The board is still being loaded; try again in a moment."))
        return Scope(*self.span, technicians=people, touch=Touch(self.touch.currentData()))

    @property
    def profile_id(self) -> int:
        """The chosen goals."""
        return int(self.goals.currentData())

    @property
    def seconds(self) -> int:
        """How long each scenario is searched."""
        return int(self.effort.currentData())

    @property
    def chooses(self) -> bool:
        """Whether technicians are ticked, instead of all that are shown."""
        return bool(self.people.currentData() == CHOSEN)

    def refuse(self, refusal: Exception) -> None:
        """Say what is wrong with the choices, and go there."""
        self.wrong.setText(str(refusal))
        self.wrong.show()
        concerned = refusal.field if isinstance(refusal, Refusal) else ""
        fields = {"technicians": self.technicians if self.chooses else self.people, "goals": self.goals}
        fields.get(concerned or "", self.people).setFocus(Qt.FocusReason.OtherFocusReason)

    def forgive(self) -> None:
        """All is well again."""
        self.wrong.hide()

    def _fill(self) -> None:
        self.people.addItem(tr("the technicians shown"), SHOWN)
        self.people.addItem(tr("technicians of my choice"), CHOSEN)
        for box in (self.people, self.touch, self.goals, self.effort):
            box.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
            box.setMinimumWidth(LEAST_WIDTH)
        for touch in Touch:
            self.touch.addItem(touch.label, touch.value)
        self.touch.setCurrentIndex(self.touch.findData(Touch.PLANNED.value))
        for seconds in EFFORTS:
            self.effort.addItem(trn("{count} second", "{count} seconds", seconds), seconds)
        self.effort.setCurrentIndex(EFFORTS.index(USUAL))

    def _arrange(self) -> None:
        line = QWidget()
        flow = FlowLayout(line, 16, 8)
        for name, widget, title in (
            ("people", self.people, tr("Plan for")),
            ("days", self.days, tr("Days")),
            ("touch", self.touch, tr("May be moved")),
            ("goals", self.goals, tr("Goals")),
            ("effort", self.effort, tr("Time to look, each")),
        ):
            widget.setObjectName(f"whatif_{name}")
            widget.setAccessibleName(title)
            flow.addWidget(_titled(title, widget))
        self.technicians.setFixedHeight(LIST_HEIGHT)
        self.technicians.hide()
        self.wrong.hide()
        whole = column(self, spacing=8)
        for each in (line, self.technicians, self.wrong):
            whole.addWidget(each)
        self.setFocusProxy(self.people)

    @Slot()
    def _on_people(self) -> None:
        self.technicians.setVisible(self.chooses)


def _titled(title: str, widget: QWidget) -> QWidget:
    box = QWidget()
    inside = column(box, spacing=2)
    words = label(title, "section")
    words.setBuddy(widget)
    inside.addWidget(words)
    inside.addWidget(widget)
    return box
