"""One member of a crew: who, as its leader or not, from when and until when."""

from typing import Any

from PySide6.QtWidgets import QCheckBox

from app.shared.date_fields import OptionalDateField
from app.shared.fields import ChoiceField
from app.shared.layout import column, row
from app.shared.rows_field import Choices, Line
from app.shared.theme import Theme
from domain.language import tr
from domain.workforce.drafts import Membership


class MemberLine(Line):
    """Technician, leader, first and last day; without a technician the value is None."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._member = ChoiceField("member", tr("Member"), keeps=True)
        self._leader = QCheckBox(tr("leads"))
        self._since = OptionalDateField("since", tr("First day"), tr("from"))
        self._until = OptionalDateField("until", tr("Last day"))
        lines, who, when = column(spacing=4), row(spacing=6), row(spacing=6)
        who.addWidget(self._member.widget, 1)
        who.addWidget(self._leader)
        when.addWidget(self._since.widget)
        when.addWidget(self._until.widget)
        when.addStretch(1)
        lines.addLayout(who)
        lines.addLayout(when)
        self.inputs.addLayout(lines, 1)
        self._leader.toggled.connect(self.tell)
        for field in (self._member, self._since, self._until):
            field.edited.connect(self.tell)

    def value(self) -> Membership | None:
        member_id = self._member.value()
        if member_id is None:
            return None
        return Membership(member_id, self._leader.isChecked(), self._since.value(), self._until.value())

    def set_value(self, value: Any) -> None:
        if isinstance(value, Membership):
            self._member.set_value(value.member_id)
            self._leader.setChecked(value.leader)
            self._since.set_value(value.since)
            self._until.set_value(value.until)

    def offer(self, choices: Choices) -> None:
        self._member.offer(choices)
