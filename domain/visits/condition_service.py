"""Conditions follow what is measured: each time a limit is held for long enough it asks for a visit, once."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from domain.agreements.model import AgreementLine
from domain.assets.model import Asset
from domain.parties.model import Site
from domain.store.unit_of_work import UnitOfWork
from domain.visits.asking_service import threshold_of
from domain.visits.condition_due import Watch, episodes
from domain.visits.model import VisitCondition, VisitPlan


def watch_condition(
    work: UnitOfWork, condition_id: int, readings: Iterable[tuple[datetime, Decimal]], until: datetime
) -> int:
    """Take in what was measured up to a moment, in order of time; returns how often it asks for a visit.

    What was taken in before is passed over, so handing over readings again changes nothing.
    """
    condition = work.get(VisitCondition, condition_id, lock=True)
    seen = condition.seen_until
    fresh = ((at, value) for at, value in readings if at <= until and (seen is None or at > seen))
    watch = Watch(threshold_of(condition), condition.since, condition.asked, condition.times)
    found = list(episodes(watch, fresh, until))
    if (watch.since, watch.asked, watch.times) != (condition.since, condition.asked, condition.times):
        condition.since, condition.asked, condition.times = watch.since, watch.asked, watch.times
        if found:
            condition.due_on = found[-1].asked_at.astimezone(_zone(work, condition)).date()
        work.note("visit_condition.asked" if found else "visit_condition.moved", condition)
        work.session.flush()
    if seen is None or until > seen:
        # How far it has looked is no news: a statement needs no fact.
        seen_until = update(VisitCondition).where(VisitCondition.id == condition.id).values(seen_until=until)
        work.session.execute(seen_until.execution_options(synchronize_session=False))
    return len(found)


def _zone(work: UnitOfWork, condition: VisitCondition) -> ZoneInfo:
    place = (
        select(Site.timezone)
        .join(Asset, Asset.site_id == Site.id)
        .join(AgreementLine, AgreementLine.asset_id == Asset.id)
        .join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
        .where(VisitPlan.id == condition.visit_plan_id)
    )
    return ZoneInfo(work.session.scalars(place).one())
