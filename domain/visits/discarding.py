"""Templates of agreements that are deleted with all that belongs to them."""

from sqlalchemy import select

from domain.agreements.model import AgreementLine, Cover
from domain.agreements.service import held
from domain.errors import Refusal
from domain.language import tr
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.visits.model import AgreementPlanning, VisitPlan


def delete_template(work: UnitOfWork, template_id: int, version: int) -> None:
    """Delete a template with its lines, their plans and its cover; what was made from it stays."""
    template = held(work, template_id, version)
    if template.folder_id is None:
        raise Refusal(tr("{number} is an agreement with a customer: give notice instead.", number=template.number))
    of_lines = VisitPlan.agreement_line_id.in_(
        select(AgreementLine.id).where(AgreementLine.agreement_id == template_id)
    )
    for kind, mine, fact in (
        (VisitPlan, of_lines, "visit_plan.removed"),
        (AgreementPlanning, AgreementPlanning.agreement_id == template_id, "agreement_planning.removed"),
        (AgreementLine, AgreementLine.agreement_id == template_id, "agreement_line.removed"),
        (Cover, Cover.agreement_id == template_id, "cover.removed"),
    ):
        for each in work.session.scalars(select(kind).where(mine)).all():
            work.session.delete(each)
            work.note(fact, each)
        work.session.flush()
    if is_used(work.session, template):
        raise Refusal(tr("Something hangs on {number}; it stays.", number=template.number))
    work.session.delete(template)
    work.note("agreement.deleted", template)
