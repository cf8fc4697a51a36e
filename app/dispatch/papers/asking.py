"""The question whose days are wanted: a technician of the board, and a day."""

from typing import Any

from app.dispatch.papers.shown import Shown
from app.shared.date_fields import DateField
from app.shared.fields import ChoiceField, Field
from app.shared.times import Times
from domain.language import tr
from domain.scheduling.board_rows import BoardTechnician


def whose(shown: Shown, chosen: int, times: Times, day: str) -> tuple[tuple[Field, ...], dict[str, Any]]:
    """The fields and what they begin with: the technician `chosen` if there is one, and the first day shown."""
    technicians = sorted(shown.technicians, key=_name)
    fields = (
        ChoiceField("technician", tr("Technician"), [(one.id, one.name) for one in technicians]),
        DateField("day", day),
    )
    first = chosen or (technicians[0].id if technicians else 0)
    return fields, {"technician": first, "day": times.local(shown.since).date()}


def _name(technician: BoardTechnician) -> str:
    return technician.name
