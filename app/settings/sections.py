"""All sections of the settings, in the order shown."""

from typing import Any

from app.settings.calendars.section import calendars_section
from app.settings.parameters.section import parameters_section
from app.settings.reasons.section import reasons_section
from app.settings.repair_codes.section import repair_codes_section
from app.settings.section import Section
from app.shared.desk import Desk
from app.shared.kit import Kit


def sections(kit: Kit, _desk: Desk) -> tuple[Section[Any], ...]:
    return (calendars_section(kit), reasons_section(), repair_codes_section(), parameters_section())
