"""What the header of an agreement says, and what of it is refused."""

from dataclasses import dataclass
from datetime import date

from domain.agreements import renewal
from domain.agreements.model import Agreement, AgreementGroup
from domain.agreements.renewal import Renewal, Term
from domain.errors import Refusal
from domain.language import tr
from domain.parties.model import Contact
from domain.sla.model import Sla
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Technician

LONGEST_NAME = 100
LONGEST_MONTHS = 1200


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement as it is asked for.

    With `initial_months` its end follows from the terms, whatever `ends_on` says; without them it holds until
    `ends_on`, or until further notice.
    """

    name: str
    starts_on: date
    ends_on: date | None = None
    group_id: int | None = None
    sla_id: int | None = None
    description: str = ""
    contact_id: int | None = None
    preferred_technician_id: int | None = None
    responsible: str = ""
    initial_months: int | None = None
    renewal: Renewal = Renewal.NONE
    period_months: int = 0
    notice_months: int = 0
    notice_days: int = 0


def term_of(agreement: Agreement) -> Term | None:
    """The terms of an agreement; None for one that just holds until its end."""
    if agreement.initial_months is None:
        return None
    return Term(
        starts_on=agreement.starts_on,
        initial_months=agreement.initial_months,
        renewal=agreement.renewal,
        period_months=agreement.period_months,
        notice_months=agreement.notice_months,
        notice_days=agreement.notice_days,
        renewed=agreement.renewed,
        terminated_on=agreement.terminated_on,
    )


def keep_end(agreement: Agreement) -> None:
    """Bring the end in line with the terms, where there are any."""
    term = term_of(agreement)
    if term is not None:
        agreement.ends_on = renewal.ends_on(term)


def fill(work: UnitOfWork, agreement: Agreement, draft: AgreementDraft) -> None:
    """Put a draft into an agreement, each field checked. Raises Refusal at the field."""
    agreement.name = checked_name(draft.name)
    agreement.description = draft.description.strip()
    agreement.responsible = _checked_responsible(draft.responsible)
    for key, kind in (
        (draft.group_id, AgreementGroup),
        (draft.sla_id, Sla),
        (draft.preferred_technician_id, Technician),
    ):
        if key is not None:
            work.get(kind, key)
    agreement.group_id, agreement.sla_id = draft.group_id, draft.sla_id
    agreement.preferred_technician_id = draft.preferred_technician_id
    _check_contact(work, agreement, draft.contact_id)
    agreement.contact_id = draft.contact_id
    _fill_terms(agreement, draft)


def checked_name(name: str) -> str:
    """A name of an agreement, group or folder."""
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Refusal(tr("A name has between 1 and {count} letters.", count=LONGEST_NAME), field="name")
    return name.strip()


def _fill_terms(agreement: Agreement, draft: AgreementDraft) -> None:
    agreement.starts_on, agreement.initial_months = draft.starts_on, draft.initial_months
    if draft.initial_months is None:
        _fill_without_terms(agreement, draft)
        return
    for field in ("initial_months", "period_months", "notice_months"):
        if getattr(draft, field) > LONGEST_MONTHS:
            raise Refusal(tr("At most {count} months.", count=LONGEST_MONTHS), field=field)
    renews = draft.renewal is not Renewal.NONE
    agreement.renewal = draft.renewal
    agreement.period_months = draft.period_months if renews else 0
    agreement.notice_months, agreement.notice_days = draft.notice_months, draft.notice_days
    if draft.renewal is not Renewal.EXPRESS:
        agreement.renewed = 0
    if draft.renewal is not Renewal.TACIT:
        agreement.terminated_on = None
    term = term_of(agreement)
    assert term is not None, "it has a first term"
    renewal.check_term(term)
    keep_end(agreement)


def _fill_without_terms(agreement: Agreement, draft: AgreementDraft) -> None:
    if draft.renewal is not Renewal.NONE:
        raise Refusal(tr("What renews itself or is renewed needs a first term."), field="initial_months")
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise Refusal(tr("The end is before the start."), field="ends_on")
    agreement.renewal, agreement.ends_on = Renewal.NONE, draft.ends_on
    agreement.period_months = agreement.notice_months = agreement.notice_days = agreement.renewed = 0
    if agreement.terminated_on is not None and draft.ends_on is None:
        agreement.terminated_on = None


def _check_contact(work: UnitOfWork, agreement: Agreement, contact_id: int | None) -> None:
    if contact_id is not None and work.get(Contact, contact_id).customer_id != agreement.customer_id:
        raise Refusal(tr("This contact belongs to another customer than the agreement."), field="contact")


def _checked_responsible(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise Refusal(tr("At most {count} letters.", count=LONGEST_NAME), field="responsible")
    return name.strip()
