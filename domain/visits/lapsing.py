"""Troubles that hold no longer: the visit was made meanwhile, or its day is no longer due."""

from collections.abc import Sequence
from itertools import groupby

from sqlalchemy import select

from domain.agreements.model import AgreementLine
from domain.errors import Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.visits.lines import Scope, read_lines
from domain.visits.model import VisitTrouble
from domain.visits.plan import Key, Period, plan
from domain.visits.planned import PlannedVisit


def lapse_troubles(work: UnitOfWork) -> int:
    """Forget the troubles of visits that would not be made any more, each with the reason; returns how many."""
    statement = (
        select(AgreementLine.agreement_id, VisitTrouble)
        .join(AgreementLine, AgreementLine.id == VisitTrouble.agreement_line_id)
        .order_by(AgreementLine.agreement_id, VisitTrouble.due_on)
        .with_for_update(of=VisitTrouble)
    )
    lapsed = 0
    for agreement_id, some in groupby(work.session.execute(statement).all(), key=lambda row: row[0]):
        troubles = [trouble for _, trouble in some]
        try:
            reasons = _reasons(work, agreement_id, troubles)
        except Refusal:
            continue  # as long as an agreement cannot be planned, what was in the way stays
        for trouble in troubles:
            why = reasons.get((trouble.agreement_line_id, trouble.due_on), tr("It no longer falls due on this day"))
            if why:
                work.session.delete(trouble)
                work.note("visit_trouble.lapsed", trouble, why=why)
                lapsed += 1
    return lapsed


def _reasons(work: UnitOfWork, agreement_id: int, troubles: Sequence[VisitTrouble]) -> dict[Key, str]:
    """Why there is no visit, by line and due day; empty where it would be made."""
    period = Period(troubles[0].due_on, troubles[-1].due_on)
    lines = next(read_lines(work.session, Scope(period.first, period.last, agreement_id)), [])
    return {
        (item.line_id, item.due): "" if isinstance(item, PlannedVisit) else item.words for item in plan(lines, period)
    }
