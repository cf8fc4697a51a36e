"""Somebody who is not there."""

from dataclasses import replace

from domain.errors import Refusal
from domain.language import tr
from domain.planning.whatif.supposed import Supposed
from domain.planning.whatif.values import Absence
from domain.scheduling.board_rows import BoardTechnician
from domain.workforce.rosters import Away
from domain.workforce.spans import without


def absent(supposed: Supposed, absence: Absence) -> Supposed:
    """The same without somebody; what is booked for them then may change whatever else may, unless it is locked."""
    loaded = supposed.loaded
    who = next((each for each in loaded.technicians if each.id == absence.technician_id), None)
    if who is None:
        raise Refusal(tr("Choose somebody who is active."), field="technician_id")
    gone = _gone(who, absence)
    return replace(
        supposed, loaded=replace(loaded, technicians=[gone if each is who else each for each in loaded.technicians])
    )


def _gone(who: BoardTechnician, absence: Absence) -> BoardTechnician:
    span = (absence.since, absence.until)
    working = without(who.working, [span])
    away = Away(*span, tr("Absent"))
    return replace(who, working=working, away=(*who.away, away))
