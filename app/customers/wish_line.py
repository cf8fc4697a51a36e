"""One wish of a customer: for whom, how, and at which site."""

from typing import Any

from app.shared.fields import ChoiceField
from app.shared.rows_field import Choices, Line
from app.shared.search_choice import SearchChoiceField
from app.shared.theme import Theme
from domain.language import tr
from domain.scheduling.needs.wish_service import Wished
from domain.scheduling.requirement_model import Wish


class WishLine(Line):
    """The value is None as long as no technician is chosen."""

    def __init__(self, sites: Choices, theme: Theme) -> None:
        super().__init__(theme)
        self.technician = SearchChoiceField("wished_technician", tr("Technician"), keeps=True)
        self.wish = ChoiceField("wish", tr("Wish"), [(wish, wish.label) for wish in Wish])
        self.site = ChoiceField("wished_site", tr("Site"), [(None, tr("all sites")), *sites], keeps=True)
        self.wish.set_value(Wish.PREFERRED)
        self.site.set_value(None)
        for field in (self.technician, self.wish, self.site):
            self.inputs.addWidget(field.widget, 1)
            field.edited.connect(self.tell)

    def value(self) -> Wished | None:
        technician_id = self.technician.value()
        return None if technician_id is None else Wished(technician_id, self.wish.value(), self.site.value())

    def set_value(self, value: Any) -> None:
        self.technician.set_value(value.technician_id)
        self.wish.set_value(value.wish)
        self.site.set_value(value.site_id)

    def offer(self, choices: Choices) -> None:
        self.technician.offer([(None, ""), *choices])
