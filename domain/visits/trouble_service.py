"""What the office does about a visit that could not be made: try again once its reason is mended, or dismiss it."""

from domain.agreements.model import AgreementLine
from domain.store.unit_of_work import UnitOfWork
from domain.visits.generating import generate_agreement
from domain.visits.making import Generated
from domain.visits.model import VisitTrouble
from domain.visits.plan import Period


def try_again(work: UnitOfWork, trouble_id: int) -> Generated:
    """Make the visit, or keep the reason for which it still cannot be made; what is due no longer is forgotten."""
    trouble = work.get(VisitTrouble, trouble_id)
    line = work.get(AgreementLine, trouble.agreement_line_id)
    period = Period(trouble.due_on, trouble.due_on)
    made = generate_agreement(work, line.agreement_id, period, line_id=line.id)
    if made == Generated():
        work.session.delete(trouble)
        work.note("visit_trouble.settled", trouble)
    return made


def dismiss(work: UnitOfWork, trouble_id: int) -> None:
    """Take it off the list; it comes back if its day is generated again and cannot be made."""
    trouble = work.get(VisitTrouble, trouble_id, lock=True)
    work.session.delete(trouble)
    work.note("visit_trouble.dismissed", trouble)
