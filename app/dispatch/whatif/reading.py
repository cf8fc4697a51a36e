"""What is offered for scenarios, and those that are kept, read from the store."""

from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.dispatch.whatif.values import KeptLine, Names, Offer
from app.dispatch.whatif.words import days, supposed
from app.shared.times import Times
from domain.planning import queries as planning
from domain.planning.whatif import queries
from domain.planning.whatif.queries import ScenarioRow
from domain.planning.whatif.values import OtherSla
from domain.reporting.agreement_choices import customer_found
from domain.sla import queries as promises
from domain.workforce.queries import technician_rows


def read_offer(session: Session) -> Offer:
    """The goals, the default first, and the SLAs in use."""
    profiles = planning.profiles(session, only_active=True)
    slas = promises.slas(session, with_inactive=False)
    return Offer(tuple((row.id, row.name) for row in profiles), tuple((row.id, row.name) for row in slas))


def read_kept(session: Session, times: Times) -> tuple[KeptLine, ...]:
    """The kept scenarios in words, the last one first."""
    found = queries.scenarios(session)
    names = _names(session, found) if found else Names()
    return tuple(KeptLine(row.id, row, supposed(row.variations, names, times), days(row.scope, times)) for row in found)


def _names(session: Session, found: Iterable[ScenarioRow]) -> Names:
    every = (each for row in found for each in row.variations)
    wanted = {each.customer_id for each in every if isinstance(each, OtherSla) and each.customer_id is not None}
    customers = (customer_found(session, key) for key in wanted)
    return Names(
        {row.id: row.name for row in technician_rows(session)},
        {row.id: row.name for row in promises.slas(session)},
        {each.id: each.name for each in customers if each is not None},
    )
