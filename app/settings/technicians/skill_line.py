"""One skill of a technician: how well, and until when."""

from typing import Any

from app.shared.calm import CalmCombo
from app.shared.date_fields import OptionalDateField
from app.shared.fields import ChoiceField
from app.shared.rows_field import Choices, Line
from app.shared.theme import Theme
from domain.language import tr
from domain.workforce.drafts import HeldSkill
from domain.workforce.technician_checks import BEST_RATING as BEST


class SkillLine(Line):
    """Skill, rating, last day of a certificate; without a skill the value is None."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._skill = ChoiceField("skill", tr("Skill"))
        self._rating = CalmCombo()
        self._rating.addItems(
            [tr("not rated"), *(tr("{rating} of {best}", rating=n + 1, best=BEST) for n in range(BEST))]
        )
        self._rating.setAccessibleName(tr("Rating"))
        self._until = OptionalDateField("valid_until", tr("Last day of the certificate"))
        self.inputs.addWidget(self._skill.widget, 1)
        self.inputs.addWidget(self._rating)
        self.inputs.addWidget(self._until.widget)
        self._skill.edited.connect(self.tell)
        self._rating.currentIndexChanged.connect(self.tell)
        self._until.edited.connect(self.tell)

    def value(self) -> HeldSkill | None:
        skill_id = self._skill.value()
        if skill_id is None:
            return None
        return HeldSkill(skill_id, self._rating.currentIndex(), self._until.value())

    def set_value(self, value: Any) -> None:
        if isinstance(value, HeldSkill):
            self._skill.set_value(value.skill_id)
            self._rating.setCurrentIndex(value.rating)
            self._until.set_value(value.valid_until)

    def offer(self, choices: Choices) -> None:
        self._skill.offer(choices)
