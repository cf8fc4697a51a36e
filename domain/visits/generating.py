"""Making the orders of visits: some agreements at a time, each time in one transaction, and each visit once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.agreements.model import Agreement, AgreementLine
from domain.errors import Refusal
from domain.orders import promises
from domain.store.keeping import keeping
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.visits.falling_due import FallingDue, agreement_of, falling_due, planned
from domain.visits.lines import PORTION, Books, Scope, agreements_of, count_agreements, lines_of, read_books
from domain.visits.making import Generated, Maker
from domain.visits.model import VisitPlan
from domain.visits.plan import Period
from domain.visits.planned import Group, PlannedVisit
from domain.visits.troubles import Troubles

VISITS = 250
"""How many visits are made at once; those of one agreement are never torn apart."""


@dataclass(frozen=True, slots=True)
class Part:
    """How far it is: so many of all agreements, and what was made until now."""

    done: int
    total: int
    made: Generated


@dataclass(slots=True)
class _Batch:
    """Agreements whose visits are made at once; it counts those as well that nothing is due of."""

    count: int = 0
    visits: int = 0
    found: list[FallingDue] = field(default_factory=list)

    def take(self, found: FallingDue) -> None:
        """Add an agreement."""
        self.count += 1
        if found.visits or found.refused:
            self.visits += len(found.visits)
            self.found.append(found)


def generate(
    store: Store, actor: str, period: Period, chosen: Sequence[int] | None = None, *, at_once: int = VISITS
) -> Iterator[Part]:
    """Make what all agreements bring in a period, or those `chosen`, telling after each transaction how far it is.

    Who stops listening stops it between two of them; doing it again goes on from there and makes nothing twice.
    What is refused of one agreement is kept as trouble and stops none of the others.
    """
    with store.read() as session:
        books = read_books(session)
        total = count_agreements(session) if chosen is None else len(chosen)
    scope = Scope(period.first, period.last, continuous=period.continuous, chosen=chosen)
    done, made = 0, Generated()
    for batch in _batches(store, scope, period, books, at_once):
        made += _make(store, actor, batch.found, period, books)
        done += batch.count
        yield Part(done, max(total, done), made)


def generate_agreement(work: UnitOfWork, agreement_id: int, period: Period, *, line_id: int | None = None) -> Generated:
    """Make what one agreement brings in a period, or one of its lines. Raises Gone."""
    work.get(Agreement, agreement_id)
    books = read_books(work.session)
    return _generate(work, [FallingDue(agreement_id, [], [])], period, books, line_id=line_id)


def _batches(store: Store, scope: Scope, period: Period, books: Books, at_once: int) -> Iterator[_Batch]:
    batch = _Batch()
    for found in _found(store, scope, period, books):
        batch.take(found)
        if batch.visits >= at_once or batch.count >= PORTION:
            yield batch
            batch = _Batch()
    if batch.count:
        yield batch


def _found(store: Store, scope: Scope, period: Period, books: Books) -> Iterator[FallingDue]:
    after = 0
    while True:
        with store.read() as session:
            some = agreements_of(session, scope, after, PORTION)
            if not some:
                return
            found = list(falling_due(session, scope, some, period, books))
        yield from found
        after = some[-1]


def _make(store: Store, actor: str, found: Sequence[FallingDue], period: Period, books: Books) -> Generated:
    if not found:
        return Generated()
    (first, *others) = found
    if not others and first.refused:
        return store.run(actor, _refuse, first, first.refused, period)
    try:
        return store.run(actor, _generate, found, period, books)
    except Refusal as refusal:
        if not others:
            return store.run(actor, _refuse, first, str(refusal), period)
        # What hinders one of them does not hinder the others.
        return sum((_make(store, actor, [each], period, books) for each in found), Generated())


def _refuse(work: UnitOfWork, found: FallingDue, reason: str, period: Period) -> Generated:
    """Keep in mind what could not be made of an agreement; of one that cannot be planned, all lines at once."""
    mine = select(AgreementLine.id).where(AgreementLine.agreement_id == found.agreement_id)
    lines = work.session.scalars(mine.join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)).all()
    keys = [(visit.line_id, visit.due) for visit in found.visits] or [(line_id, period.first) for line_id in lines]
    Troubles(work, lines).keep(keys, reason)
    return Generated(troubles=len(keys))


def _generate(
    work: UnitOfWork, found: Sequence[FallingDue], period: Period, books: Books, *, line_id: int | None = None
) -> Generated:
    """Make what some agreements bring; they are held, so whoever makes the same at the same time finds it made."""
    promises.use_hours(work.session, books.hours)
    with keeping(work.session):
        agreements = _held(work, [each.agreement_id for each in found])
        scope = Scope(period.first, period.last, continuous=period.continuous)
        lines = lines_of(work.session, scope, list(agreements), books)
        before = {each.agreement_id: each for each in found}
        groups: dict[Group, list[PlannedVisit]] = {}
        for agreement_id, some in groupby(lines, key=agreement_of):
            now, known = list(some), before[agreement_id]
            for visit in (known if known.lines == now else planned(agreement_id, now, period)).visits:
                if line_id in {None, visit.line_id}:
                    groups.setdefault(visit.group, []).append(visit)
        if not groups:
            return Generated()
        combines = {agreement_of(line): line.terms.combine for line in lines}
        return Maker(work, agreements, combines).make(groups)


def _held(work: UnitOfWork, agreement_ids: Sequence[int]) -> dict[int, Agreement]:
    """The agreements that are still there, as they are from the moment they are held."""
    statement = (
        select(Agreement)
        .where(Agreement.id.in_(agreement_ids))
        .order_by(Agreement.id)
        .options(joinedload(Agreement.group))
        .with_for_update(of=Agreement)
        .execution_options(populate_existing=True)
    )
    return {each.id: each for each in work.session.scalars(statement)}
