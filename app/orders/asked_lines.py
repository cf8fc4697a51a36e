"""The lines of the form of what an order asks of the board: rated skills, requirements, jobs that come before."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit

from app.shared.calm import CalmCombo, CalmSpin
from app.shared.fields import ChoiceField
from app.shared.layout import column, label, row
from app.shared.rows_field import Choices, Line, RowsField
from app.shared.theme import Theme
from app.shared.type_ahead import Found, TypeAhead
from domain.language import tr
from domain.scheduling.needs.requirement_service import BEST, MOST_MINUTES, RequirementDraft
from domain.workforce.model import Bookable

#: Answers words with orders, later.
Search = Callable[[TypeAhead, str], None]
USUAL_MINUTES, MOST_WAYS = 60, 9


class RatedSkillLine(Line):
    """A skill and the least rating; without a skill the value is None."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.skill = ChoiceField("rated_skill", tr("Skill"))
        self.rating = CalmCombo()
        self.rating.addItems([tr("any rating"), *(tr("at least {rating}", rating=at + 1) for at in range(BEST))])
        self.rating.setAccessibleName(tr("Least rating"))
        self.inputs.addWidget(self.skill.widget, 1)
        self.inputs.addWidget(self.rating)
        self.skill.edited.connect(self.tell)
        self.rating.currentIndexChanged.connect(self.tell)

    def value(self) -> tuple[int, int] | None:
        skill_id = self.skill.value()
        return None if skill_id is None else (skill_id, self.rating.currentIndex())

    def set_value(self, value: Any) -> None:
        self.skill.set_value(value[0])
        self.rating.setCurrentIndex(value[1])

    def offer(self, choices: Choices) -> None:
        self.skill.offer(choices)


class RequirementLine(Line):
    """Somebody or something that is needed; the value has the id of the requirement, None for a new one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._id: int | None = None
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("Who or what"))
        self.name.setAccessibleName(tr("Who or what"))
        self.minutes, self.way = CalmSpin(), CalmSpin()
        self.minutes.setRange(1, MOST_MINUTES)
        self.minutes.setValue(USUAL_MINUTES)
        self.minutes.setSuffix(" " + tr("min"))
        self.minutes.setAccessibleName(tr("Minutes"))
        self.way.setRange(1, MOST_WAYS)
        self.way.setPrefix(tr("way") + " ")
        self.way.setAccessibleName(tr("Way"))
        self.way.setToolTip(tr("All with the same way together are one way to do the order; one way is enough."))
        self.kind = ChoiceField("requirement_kind", tr("Kind"), [(kind, kind.label) for kind in Bookable])
        self.kind.set_value(Bookable.PERSON)
        self.apart = QCheckBox(tr("at another time"))
        self.apart.setToolTip(tr("Need not be there together with the others of its way"))
        self.skills = RowsField("requirement_skills", tr("Skills"), partial(RatedSkillLine, theme), tr("Add a skill"))
        self._arrange()
        self._connect()

    def value(self) -> tuple[int | None, RequirementDraft]:
        draft = RequirementDraft(
            self.name.text().strip(),
            self.minutes.value(),
            self.way.value() - 1,
            self.kind.value(),
            self.apart.isChecked(),
            frozenset(each for each in self.skills.value() if each is not None),
        )
        return self._id, draft

    def set_value(self, value: Any) -> None:
        self._id, draft = value
        self.name.setText(draft.name)
        self.minutes.setValue(draft.minutes)
        self.way.setValue(draft.way + 1)
        self.kind.set_value(draft.kind)
        self.apart.setChecked(draft.apart)
        self.skills.set_value(tuple(sorted(draft.skills)))

    def offer(self, choices: Choices) -> None:
        self.skills.offer(choices)

    def _arrange(self) -> None:
        first, second = row(spacing=6), row(spacing=6)
        first.addWidget(self.name, 1)
        for widget in (self.kind.widget, self.minutes, self.way):
            first.addWidget(widget)
        second.addWidget(self.skills.widget, 1)
        second.addWidget(self.apart, alignment=Qt.AlignmentFlag.AlignTop)
        both = column(spacing=4)
        both.addLayout(first)
        both.addLayout(second)
        self.inputs.addLayout(both, 1)

    def _connect(self) -> None:
        self.name.textChanged.connect(self.tell)
        self.minutes.valueChanged.connect(self.tell)
        self.way.valueChanged.connect(self.tell)
        self.kind.edited.connect(self.tell)
        self.apart.toggled.connect(self.tell)
        self.skills.edited.connect(self.tell)


class AfterLine(Line):
    """An order that must be done before, found by typing, and the minutes between; None as long as none is taken."""

    def __init__(self, search: Search, theme: Theme) -> None:
        super().__init__(theme)
        self._search = search
        self._taken: Found | None = None
        self.order = TypeAhead(tr("No open order like this"))
        self.order.setPlaceholderText(tr("Number, title or customer"))
        self.order.setAccessibleName(tr("Order"))
        self.minutes = CalmSpin()
        self.minutes.setRange(0, MOST_MINUTES)
        self.minutes.setSuffix(" " + tr("min"))
        self.minutes.setAccessibleName(tr("Minutes between"))
        self.inputs.addWidget(self.order, 1)
        self.inputs.addWidget(label(tr("and then"), "muted"))
        self.inputs.addWidget(self.minutes)
        self.order.searched.connect(self._on_searched)
        self.order.taken.connect(self._on_taken)
        self.order.textEdited.connect(self._on_typed)
        self.minutes.valueChanged.connect(self.tell)

    def value(self) -> tuple[Found, int] | None:
        return None if self._taken is None else (self._taken, self.minutes.value())

    def set_value(self, value: Any) -> None:
        self._taken = value[0]
        self.order.setText(self._taken.title)
        self.order.setCursorPosition(0)
        self.minutes.setValue(value[1])

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self._search(self.order, words)

    @Slot(object)
    def _on_taken(self, found: Found) -> None:
        self.set_value((found, self.minutes.value()))
        self.tell()

    @Slot()
    def _on_typed(self) -> None:
        self._taken = None
        self.tell()
