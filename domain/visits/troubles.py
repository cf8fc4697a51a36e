"""What could not be made stays in a list with its reason, until it is made after all."""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from domain.store.unit_of_work import UnitOfWork
from domain.visits.model import VisitTrouble
from domain.visits.plan import Key
from domain.visits.planned import PlannedVisit


class Troubles:
    """Those of some lines."""

    def __init__(self, work: UnitOfWork, line_ids: Collection[int]) -> None:
        self._work = work
        mine = select(VisitTrouble).where(VisitTrouble.agreement_line_id.in_(line_ids))
        self._known: dict[Key, VisitTrouble] = {
            (each.agreement_line_id, each.due_on): each for each in work.session.scalars(mine)
        }

    def keep(self, keys: Iterable[Key], reason: str) -> None:
        """Remember that the visits of some lines and due days could not be made, and why."""
        for key in keys:
            known = self._known.get(key)
            if known is None:
                line_id, due = key
                trouble = VisitTrouble(agreement_line_id=line_id, due_on=due, seen_at=self._work.now, reason=reason)
                self._work.session.add(trouble)
                self._work.note("visit_trouble.seen", trouble)
                self._known[key] = trouble
            elif known.reason != reason:
                known.reason, known.seen_at = reason, self._work.now
                self._work.note("visit_trouble.changed", known)

    def settle(self, visits: Iterable[PlannedVisit]) -> None:
        """Forget what was in the way of visits that are made now."""
        for visit in visits:
            trouble = self._known.pop((visit.line_id, visit.due), None)
            if trouble is not None:
                self._work.session.delete(trouble)
                self._work.note("visit_trouble.settled", trouble)
