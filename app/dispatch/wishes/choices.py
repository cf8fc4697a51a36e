"""What every search is asked: whom and which days it plans, what may be moved, by which goals, how long it looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Slot
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

LIST_HEIGHT, LINE = 180, 28
LEAST_WIDTH = 120
MOMENT = timedelta(minutes=1)
SHOWN, CHOSEN = "shown", "chosen"


@dataclass(frozen=True, slots=True)
class Effort:
    """The seconds to choose from, what they are called, and which are usual."""

    title: str
    seconds: tuple[int, ...]
    usual: int


class WishChoices(QWidget):
    """One sentence of choices; a list to tick where the technicians shown are not those that are wanted."""

    def __init__(self, kit: Kit, name: str, effort: Effort, touch: Touch, after_days: Sequence[QWidget] = ()) -> None:
        """`name` begins the names of its widgets, `touch` is usual, `after_days` are further choices of the asker."""
        super().__init__()
        self._kit, self._name = kit, name
        self.span: tuple[datetime, datetime] | None = None
        """The days that the board shows, whole."""
        self.shown: tuple[tuple[int, str], ...] = ()
        """Who stands on the board, by id and name."""
        self.people, self.touch, self.goals, self.effort = CalmCombo(), CalmCombo(), CalmCombo(), CalmCombo()
        self.days = label("", "strong")
        self.technicians = TickList(tr("Technicians"), tr("No technicians"))
        self._line = QWidget()
        self._flow = FlowLayout(self._line, 12, 8)
        self._fill(effort, touch)
        self._arrange(effort.title, after_days)
        self.people.currentIndexChanged.connect(self._on_people)

    def offer_profiles(self, profiles: Sequence[tuple[int, str]]) -> None:
        """The goals that can be chosen, by id and name; the chosen one stays."""
        kept = self.goals.currentData()
        self.goals.clear()
        for key, name in profiles:
            self.goals.addItem(name, key)
        self.goals.setCurrentIndex(max(0, self.goals.findData(kept)))

    def offer_people(self, people: Sequence[tuple[int, str]]) -> None:
        """The technicians who stand on the board; those ticked stay so, and the list stands still where none came."""
        words = trn("the {count} technician shown", "the {count} technicians shown", len(people))
        self.people.setItemText(0, words)
        if tuple(people) != self.shown:
            self.shown = tuple(people)
            self.technicians.offer(people, ticked=[key for key, _ in self.technicians.chosen()])

    def show_span(self, since: datetime, until: datetime) -> None:
        """The days that the board shows."""
        self.span = whole_days(since, until, self._kit.times.zone)
        first, last = (self._kit.times.day(each) for each in (since, until - MOMENT))
        self.days.setText(first if first == last else tr("{first} to {last}", first=first, last=last))

    def add(self, name: str, title: str, widget: QWidget) -> None:
        """One choice more, behind those that are there."""
        widget.setObjectName(f"{self._name}_{name}")
        widget.setAccessibleName(title)
        self._flow.addWidget(_titled(title, widget))

    def planned(self) -> tuple[tuple[int, str], ...]:
        """Who is planned for, by id and name."""
        return self.technicians.chosen() if self._chooses else self.shown

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
        """How long is searched."""
        return int(self.effort.currentData())

    def field(self, name: str) -> QWidget | None:
        """Where the keyboard goes after a refusal that is about this field."""
        fields = {"technicians": self.technicians if self._chooses else self.people, "goals": self.goals}
        return fields.get(name)

    @property
    def _chooses(self) -> bool:
        """Whether technicians are ticked, instead of all that are shown."""
        return bool(self.people.currentData() == CHOSEN)

    def _fill(self, effort: Effort, usual: Touch) -> None:
        self.people.addItem(tr("the technicians shown"), SHOWN)
        self.people.addItem(tr("technicians of my choice"), CHOSEN)
        for box in (self.people, self.touch, self.goals, self.effort):
            box.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContents)
            box.setMinimumWidth(LEAST_WIDTH)
        for touch in Touch:
            self.touch.addItem(touch.label, touch.value)
        self.touch.setCurrentIndex(self.touch.findData(usual.value))
        for seconds in effort.seconds:
            self.effort.addItem(trn("{count} second", "{count} seconds", seconds), seconds)
        self.effort.setCurrentIndex(effort.seconds.index(effort.usual))

    def _arrange(self, effort: str, after_days: Sequence[QWidget]) -> None:
        self.days.setMinimumHeight(LINE)
        self.add("people", tr("Plan for"), self.people)
        self.add("days", tr("Days"), self.days)
        for each in after_days:
            self._flow.addWidget(each)
        self.add("touch", tr("May be moved"), self.touch)
        self.add("goals", tr("Goals"), self.goals)
        self.add("effort", effort, self.effort)
        self.technicians.setFixedHeight(LIST_HEIGHT)
        self.technicians.hide()
        whole = column(self, spacing=8)
        whole.addWidget(self._line)
        whole.addWidget(self.technicians)
        self.setFocusProxy(self.people)

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
