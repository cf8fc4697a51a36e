"""Orders of visits made by themselves, so many days ahead as each agreement says, once a day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.orders.watch import WATCH
from domain.parameters import service as parameters
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.generating import generate
from domain.visits.making import Generated
from domain.visits.model import AgreementPlanning, VisitPlan
from domain.visits.plan import Period

MADE_AHEAD = "visits.made_ahead"
"""What the journal says of a run that made, or could not make, visits; it is about no planning in particular."""
ALL = 0
_PORTION = 500
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An agreement that is planned, up to which day it is to be, and up to which it is."""

    agreement_id: int
    until: date
    planned_until: date | None

    def period(self, today: date) -> Period:
        """What is to be made: what was left out on days on which nobody looked, too."""
        first = today if self.planned_until is None else min(today, self.planned_until + _DAY)
        return Period(first, self.until)


def is_late(session: Session, today: date) -> bool:
    """Whether a run is due: one a day, and none for an agreement alone that was signed today."""
    usual = parameters.read(session).visit_days_ahead
    columns = (AgreementPlanning.days_ahead, AgreementPlanning.planned_until)
    found = session.execute(_in_force(select(*columns).select_from(Agreement).distinct(), today)).all()
    known = [(planned, _until(today, usual, days)) for days, planned in found if planned is not None]
    return any(planned < until for planned, until in known) if known else bool(found)


def wanted(session: Session, today: date) -> list[Wanted]:
    """The agreements in force that fall due, with what is to be made of them; those that are suspended, too."""
    usual = parameters.read(session).visit_days_ahead
    columns = (Agreement.id, AgreementPlanning.days_ahead, AgreementPlanning.planned_until)
    found = session.execute(_in_force(select(*columns), today).order_by(Agreement.id))
    return [Wanted(key, _until(today, usual, days), planned) for key, days, planned in found]


def _until(today: date, usual: int, days: int | None) -> date:
    return today + timedelta(days=usual if days is None else days)


def _in_force(statement: Any, today: date) -> Any:
    plans = select(AgreementLine.agreement_id).join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
    return statement.outerjoin(AgreementPlanning, AgreementPlanning.agreement_id == Agreement.id).where(
        Agreement.id.in_(plans),
        Agreement.folder_id.is_(None),
        or_(Agreement.ends_on.is_(None), Agreement.ends_on >= today),
    )


def make_ahead(store: Store, found: Sequence[Wanted], today: date, proceed: Callable[[], bool]) -> Generated:
    """Make what is wanted, as long as it may `proceed`; how far each agreement is planned is noted behind it."""
    made = Generated()
    periods: dict[Period, list[int]] = {}
    for each in found:
        periods.setdefault(each.period(today), []).append(each.agreement_id)
    for period, chosen in periods.items():
        latest = Generated()
        for part in generate(store, WATCH, period, chosen):
            latest = part.made
            if not proceed():
                return made + latest
        made += latest
        for some in _portions(chosen):
            store.run(WATCH, _note_planned, some, period.last)
    if made != Generated():
        until = max((period.last for period in periods), default=today)
        store.run(WATCH, _tell, made, until)
    return made


def _note_planned(work: UnitOfWork, agreement_ids: Sequence[int], until: date) -> None:
    """Versions stay, so that nobody who edits the planning is overtaken by the calendar."""
    held = select(Agreement.id).where(Agreement.id.in_(agreement_ids)).order_by(Agreement.id).with_for_update()
    there = set(work.session.scalars(held))
    mine = AgreementPlanning.agreement_id.in_(agreement_ids)
    known = set(work.session.scalars(select(AgreementPlanning.agreement_id).where(mine)))
    work.session.execute(
        update(AgreementPlanning)
        .where(mine, or_(AgreementPlanning.planned_until.is_(None), AgreementPlanning.planned_until < until))
        .values(planned_until=until)
        .execution_options(synchronize_session=False)
    )
    fresh = [AgreementPlanning(agreement_id=key, planned_until=until) for key in sorted(there - known)]
    work.add_all(fresh, "agreement_planning.set")


def _tell(work: UnitOfWork, made: Generated, until: date) -> None:
    told: Mapping[str, Any] = {
        "visits": made.visits,
        "orders": made.orders,
        "troubles": made.troubles,
        "until": until.isoformat(),
    }
    work.tell(MADE_AHEAD, AgreementPlanning, ALL, {}, told)


def _portions(agreement_ids: Sequence[int]) -> Iterator[list[int]]:
    left = iter(agreement_ids)
    while some := list(islice(left, _PORTION)):
        yield some
