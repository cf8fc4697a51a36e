"""How wide a window of arrival is promised to the customer."""

from datetime import datetime, timedelta

from app.shared.fields import ChoiceField
from domain.language import tr, trn

HOURS = (1, 2, 4)
USUAL = 2


class WindowField(ChoiceField):
    """Its value is a number of hours from the arrival on; 0 promises nothing."""

    usual = USUAL

    def __init__(self) -> None:
        widths = [(hours, trn("within {count} hour", "within {count} hours", hours)) for hours in HOURS]
        super().__init__("window", tr("Promise the arrival"), [*widths, (0, tr("not at all"))])

    def window(self, start: datetime) -> tuple[datetime, datetime] | None:
        """What is promised for a slot that begins then."""
        hours = self.value()
        return (start, start + timedelta(hours=hours)) if hours else None
