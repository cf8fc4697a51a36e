"""What the orders of visits would say, reckoned as when they are made; nothing is written."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain.agreements.model import Agreement, AgreementLine
from domain.orders.lifecycle import due
from domain.orders.model import Order, OrderType, Stage, StageMeaning
from domain.orders.moving import stage_tree
from domain.orders.promise_cases import new_case
from domain.orders.promises import outcome_of, pausing
from domain.orders.service import OrderDraft
from domain.orders.stages import first
from domain.orders.terms import Book
from domain.parties.model import Site
from domain.planning.whatif.due_visits import Together, due_visits
from domain.planning.whatif.imagined import Imagined
from domain.scheduling.board_rows import UnassignedOrder
from domain.scheduling.needs.facts import wishes
from domain.scheduling.needs.loading import wished
from domain.scheduling.needs.needs import Need
from domain.scheduling.requirement_model import Wish
from domain.scheduling.travel.places import Place
from domain.sla.clock import Mark, MarkKind, TargetKind
from domain.store.keeping import keeping
from domain.store.portions import portions
from domain.visits.contents import Job, order_draft, order_types
from domain.visits.model import ServiceTask, VisitPlan
from domain.visits.plan import Period

#: Of each customer: site or None for all, technician, wish.
Wishes = Mapping[int, Sequence[tuple[int | None, int, Wish]]]


def imagine(session: Session, first_day: date, until: date, now: datetime) -> tuple[Imagined, ...]:
    """The orders of all visits that fall due in some days and have none, each with what it would ask for."""
    with keeping(session):
        found = list(due_visits(session, Period(first_day, until)))
        imagining = _Imagining(session, found, now)
        return tuple(made for at, each in enumerate(found, 1) if (made := imagining.order(at, each)) is not None)


class _Imagining:
    """Knows what many orders have in common."""

    def __init__(self, session: Session, found: Sequence[Together], now: datetime) -> None:
        self._session, self._now = session, now
        self._book = Book(session)
        self._plans = _plans(session, {visit.line_id for each in found for visit in each.visits})
        self._agreements = _agreements(session, {each.group.agreement_id for each in found})
        self._sites = _sites(session, {each.group.site_id for each in found})
        self._wishes: Wishes = wishes(session, {site.customer_id for site in self._sites.values()})

    def order(self, number: int, together: Together) -> Imagined | None:
        """The order of some visits; None where nobody knows where the work is."""
        site = self._sites.get(together.group.site_id)
        if site is None:
            return None
        agreement = self._agreements[together.group.agreement_id]
        jobs = [Job(visit, self._plans[visit.line_id]) for visit in together.visits]
        draft, types = order_draft(agreement, jobs, ""), order_types(jobs)
        assets = {job.line.asset.name for job in jobs if job.line.asset is not None}
        row = UnassignedOrder(
            id=-number,
            number=f"{agreement.number}-{number}",
            title=draft.title,
            customer=site.customer.name,
            site=site.name,
            asset=assets.pop() if len(assets) == 1 else "",
            priority=draft.priority,
            stage="",
            minutes=draft.minutes,
            opened=self._now,
            from_alert=False,
            need=self._need(draft, types, site),
            whole=draft.minutes,
            order_type=types[0].name if types else "",
        )
        return Imagined(row, together.agreed)

    def _need(self, draft: OrderDraft, types: Iterable[OrderType], site: Site) -> Need:
        preferred, restricted, only = wished(
            site.id, draft.preferred_technician_id, self._wishes.get(site.customer_id, ())
        )
        return Need(
            skills=frozenset(skill.name for each in types for skill in each.skills),
            due=self._due(draft, site),
            place=Place(site.latitude, site.longitude, site.id),
            territory="" if site.territory is None else site.territory.name,
            preferred=preferred,
            restricted=restricted,
            only=only,
        )

    def _due(self, draft: OrderDraft, site: Site) -> datetime | None:
        """Promised as when the order is made."""
        begins = max(draft.begins_at or self._now, self._now).astimezone(UTC)
        if not self._book.terms:
            return due(draft.priority, begins, draft.agreed_until)
        order = Order(
            number="",
            priority=draft.priority,
            customer_id=site.customer_id,
            site_id=site.id,
            asset_id=draft.asset_id,
            agreement_id=draft.agreement_id,
            agreement_line_id=draft.agreement_line_id,
        )
        mark = Mark(begins, MarkKind.OPENED, self._pauses(draft.order_type_id), draft.agreed_until)
        return outcome_of(new_case(self._session, order, mark), self._book, self._now).due_at

    def _pauses(self, order_type_id: int | None) -> frozenset[TargetKind]:
        """The clocks that stand still in the stage in which such orders begin."""
        stage = first(stage_tree(self._session, order_type_id), StageMeaning.NEW)
        return frozenset() if stage is None else frozenset(pausing(self._session.get_one(Stage, stage.id)))


def _plans(session: Session, line_ids: Iterable[int]) -> Mapping[int, VisitPlan]:
    task = joinedload(VisitPlan.task).joinedload(ServiceTask.order_type).selectinload(OrderType.skills)
    line = joinedload(VisitPlan.agreement_line).joinedload(AgreementLine.asset)
    statement = select(VisitPlan).options(task, line)
    found = (session.scalars(statement.where(VisitPlan.agreement_line_id.in_(some))) for some in portions(line_ids))
    return {each.agreement_line_id: each for plans in found for each in plans}


def _agreements(session: Session, ids: Iterable[int]) -> Mapping[int, Agreement]:
    found = (session.scalars(select(Agreement).where(Agreement.id.in_(some))) for some in portions(ids))
    return {each.id: each for agreements in found for each in agreements}


def _sites(session: Session, ids: Iterable[int]) -> Mapping[int, Site]:
    statement = select(Site).options(joinedload(Site.customer), joinedload(Site.territory))
    found = (session.scalars(statement.where(Site.id.in_(some))) for some in portions(ids))
    return {each.id: each for sites in found for each in sites}
