"""Which suppositions make sense: asked where they are entered, and again before anything is searched."""

from collections.abc import Sequence
from datetime import date, timedelta, tzinfo
from math import isfinite

from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.parties.model import Customer
from domain.planning.scope import Scope
from domain.planning.whatif.asked import Asked
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla, Supposition, Variation, Visits
from domain.sla.model import Sla
from domain.workforce.model import Technician

#: So many suppositions are compared at once.
MOST_SUPPOSITIONS = 12
#: So much is supposed at once.
MOST_VARIATIONS = 30
#: So many people more are supposed at once.
MOST_EXTRAS = 20
#: So long is searched for each.
LONGEST_S = 600
#: Visits are supposed so far ahead.
FARTHEST = timedelta(days=92)
LONGEST_NAME = 80


def check_asked(session: Session, asked: Asked, zone: tzinfo | None) -> None:
    """Refuse what cannot be compared, beside the name of what is wrong; days are those of a zone. Raises Refusal."""
    if len(asked.suppositions) > MOST_SUPPOSITIONS:
        raise Refusal(tr("Compare {most} at most at a time.", most=MOST_SUPPOSITIONS), field="suppositions")
    if not isfinite(asked.seconds) or not 0 < asked.seconds <= LONGEST_S:
        raise Refusal(tr("Give each between 1 and {most} seconds.", most=LONGEST_S), field="seconds")
    if asked.scope.until <= asked.scope.since:
        raise Refusal(tr("The days end before they begin."), field="scope")
    for each in asked.suppositions:
        check_supposition(session, asked.scope, each, zone)


def check_supposition(session: Session, scope: Scope, supposition: Supposition, zone: tzinfo | None) -> None:
    """Refuse a supposition about the days of a scope that makes no sense, beside what is wrong. Raises Refusal."""
    if not 0 < len(supposition.name.strip()) <= LONGEST_NAME:
        raise Refusal(tr("Between 1 and {count} letters are needed here.", count=LONGEST_NAME), field="name")
    if len(supposition.variations) > MOST_VARIATIONS:
        raise Refusal(tr("Suppose {most} things at most at a time.", most=MOST_VARIATIONS), field="variations")
    for each in supposition.variations:
        check_variation(session, scope, each, zone)
    _check_extras(supposition.variations)


def check_variation(session: Session, scope: Scope, variation: Variation, zone: tzinfo | None) -> None:
    """Refuse one variation for itself, by the name of its field. Raises Refusal."""
    match variation:
        case Absence(technician_id, since, until):
            _check_technician(session, technician_id, "technician_id")
            if until <= since:
                raise Refusal(tr("The absence ends before it begins."), field="until")
        case ExtraVan(like_id, count):
            _check_technician(session, like_id, "like_id")
            if not 1 <= count <= MOST_EXTRAS:
                raise Refusal(tr("Between 1 and {most} can be added.", most=MOST_EXTRAS), field="count")
        case OtherSla(sla_id, customer_id):
            if session.get(Sla, sla_id) is None:
                raise Refusal(tr("This SLA is not there any more; choose another one."), field="sla_id")
            if customer_id is not None and session.get(Customer, customer_id) is None:
                raise Refusal(tr("This customer is not there any more; choose another one."), field="customer_id")
        case Visits(until):
            _check_visits(scope, until, zone)


def _check_technician(session: Session, technician_id: int, field: str) -> None:
    if session.get(Technician, technician_id) is None:
        raise Refusal(tr("Nobody like that is there any more; choose somebody else."), field=field)


def _check_extras(variations: Sequence[Variation]) -> None:
    if sum(each.count for each in variations if isinstance(each, ExtraVan)) > MOST_EXTRAS:
        raise Refusal(tr("Between 1 and {most} can be added.", most=MOST_EXTRAS), field="count")


def _check_visits(scope: Scope, until: date, zone: tzinfo | None) -> None:
    first = scope.since.astimezone(zone).date()
    if until < first:
        raise Refusal(tr("This is before the days that are planned."), field="until")
    if until > first + FARTHEST:
        raise Refusal(tr("This is too far ahead: {days} days at most.", days=FARTHEST.days), field="until")
