"""The days, the people and what may change, as a run that begins now means them."""

from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.planning.automatic.schedule import midnight
from domain.planning.automatic.service import RunDraft
from domain.planning.scope import TO_DECIDE, Scope
from domain.workforce.model import Technician, technician_territory

#: Once the search is over, what a run applies by itself is on the board within so long.
_APPLIED = timedelta(minutes=1)


def zone_of(draft: RunDraft) -> tzinfo | None:
    """Whose days they are; None for those of the machine."""
    return ZoneInfo(draft.zone) if draft.zone else None


def scope_of(session: Session, draft: RunDraft, now: datetime) -> Scope:
    """What a run plans that begins now. Raises Refusal where nobody is left for whom it plans."""
    zone = zone_of(draft)
    return Scope(
        midnight(now, zone),
        midnight(now, zone, draft.days),
        _people(session, draft),
        touch=draft.touch,
        frozen_until=now + timedelta(minutes=draft.frozen_minutes),
        leaving_from=now + timedelta(seconds=draft.seconds) + (_APPLIED if draft.applies else TO_DECIDE),
    )


def _people(session: Session, draft: RunDraft) -> frozenset[int]:
    """Those that are named and those of the territories; nobody where that means everybody."""
    if not draft.technicians and not draft.territories:
        return frozenset()
    belongs = technician_territory.c
    there = select(belongs.technician_id).where(belongs.territory_id.in_(draft.territories))
    wanted = Technician.id.in_(draft.technicians) | Technician.id.in_(there)
    found = frozenset(session.scalars(select(Technician.id).where(wanted, Technician.active)))
    if not found:
        raise Refusal(tr("Nobody for whom it plans is there any more."))
    return found
