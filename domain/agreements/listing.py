"""Agreements page by page, as a list shows them, with where each one stands on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from domain.agreements.header import term_of
from domain.agreements.model import Agreement, AgreementFolder, AgreementGroup
from domain.agreements.notice_due import notice_due
from domain.agreements.renewal import Due, Term, due_between
from domain.agreements.standing import Standing, standing
from domain.language import tr
from domain.parameters import service as parameters
from domain.parties.model import Customer

MOST_WORDS = 8
AT_ONCE = 100
AT_A_TIME = 1000


class Shown(StrEnum):
    """Which agreements a list shows."""

    ALL = "all"
    RUNNING = "running"
    NOTICE_DUE = "notice_due"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    TEMPLATES = "templates"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Shown.ALL: tr("All"),
            Shown.RUNNING: tr("Running"),
            Shown.NOTICE_DUE: tr("Notice due"),
            Shown.EXPIRED: tr("Expired"),
            Shown.SUSPENDED: tr("Suspended"),
            Shown.TEMPLATES: tr("Templates"),
        }[self]


@dataclass(frozen=True, slots=True)
class ListedAgreement:
    """One agreement or template; `standing` is None without terms. `version` goes back with every change."""

    id: int
    version: int
    number: str
    name: str
    customer_id: int | None
    customer: str
    folder_id: int | None
    folder: str
    group: str
    starts_on: date
    ends_on: date | None
    suspended: bool
    terminated_on: date | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class RenewalDue:
    """An agreement for which something is to be decided by `due.notice_on`, or that ends."""

    agreement_id: int
    number: str
    name: str
    customer: str
    renewal: str
    due: Due


def listed(
    session: Session,
    on: date,
    *,
    shown: Shown = Shown.ALL,
    words: str = "",
    customer_id: int | None = None,
    offset: int = 0,
    limit: int = AT_ONCE,
) -> tuple[ListedAgreement, ...]:
    """A page of agreements by number, the newest first."""
    conditions = _conditions(session, on, shown, words, customer_id)
    statement = _rows().where(*conditions).order_by(Agreement.number.desc()).offset(offset).limit(limit)
    warn_days = parameters.read(session).agreement_warn_days
    return tuple(
        _row(agreement, customer, folder, group, on, warn_days)
        for agreement, customer, folder, group in session.execute(statement)
    )


def count(
    session: Session, on: date, *, shown: Shown = Shown.ALL, words: str = "", customer_id: int | None = None
) -> int:
    """How many `listed` would show on all its pages."""
    conditions = _conditions(session, on, shown, words, customer_id)
    statement = select(func.count()).select_from(Agreement)
    joined = statement.outerjoin(Agreement.customer).outerjoin(Agreement.group)
    return session.scalar(joined.where(*conditions)) or 0


def renewals_due(session: Session, since: date, until: date) -> tuple[RenewalDue, ...]:
    """What ends, or has its last day for notice, between two days, both included; the earliest first."""
    still = or_(Agreement.ends_on.is_(None), Agreement.ends_on >= since)
    terms = (
        Agreement.starts_on,
        Agreement.initial_months,
        Agreement.renewal,
        Agreement.period_months,
        Agreement.notice_months,
        Agreement.notice_days,
        Agreement.renewed,
        Agreement.terminated_on,
    )
    statement = (
        select(Agreement.id, Agreement.number, Agreement.name, Customer.name, *terms)
        .join(Agreement.customer)
        .where(Agreement.initial_months.is_not(None), still, Agreement.folder_id.is_(None), ~Agreement.suspended)
        .execution_options(yield_per=AT_A_TIME)
    )
    found = [
        RenewalDue(key, number, name, customer, term[2].label, due)
        for key, number, name, customer, *term in session.execute(statement)
        for due in due_between(Term(*term), since, until)
    ]
    return tuple(sorted(found, key=lambda each: (each.due.notice_on, each.number)))


def _rows() -> Select[Agreement, str, str, str]:
    return (
        select(Agreement, Customer.name, AgreementFolder.name, AgreementGroup.name)
        .outerjoin(Agreement.customer)
        .outerjoin(AgreementFolder, AgreementFolder.id == Agreement.folder_id)
        .outerjoin(Agreement.group)
    )


def _row(
    agreement: Agreement, customer: str | None, folder: str | None, group: str | None, on: date, warn_days: int
) -> ListedAgreement:
    term = None if agreement.folder_id is not None else term_of(agreement)
    return ListedAgreement(
        id=agreement.id,
        version=agreement.version,
        number=agreement.number,
        name=agreement.name,
        customer_id=agreement.customer_id,
        customer=customer or "",
        folder_id=agreement.folder_id,
        folder=folder or "",
        group=group or "",
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        suspended=agreement.suspended,
        terminated_on=agreement.terminated_on,
        standing=None if term is None else standing(term, on, warn_days),
    )


def _conditions(
    session: Session, on: date, shown: Shown, words: str, customer_id: int | None
) -> list[ColumnElement[bool]]:
    found = [_has(word) for word in words.split()[:MOST_WORDS]]
    if customer_id is not None:
        found.append(Agreement.customer_id == customer_id)
    template = Agreement.folder_id.is_not(None)
    return [*found, template if shown is Shown.TEMPLATES else ~template, *_standing(session, on, shown)]


def _standing(session: Session, on: date, shown: Shown) -> list[ColumnElement[bool]]:
    over = Agreement.ends_on < on
    match shown:
        case Shown.RUNNING:
            holds = or_(Agreement.ends_on.is_(None), ~over)
            return [Agreement.starts_on <= on, holds, ~Agreement.suspended]
        case Shown.EXPIRED:
            return [over]
        case Shown.SUSPENDED:
            return [Agreement.suspended.is_(True)]
        case Shown.NOTICE_DUE:
            return [notice_due(session, on)]
        case _:
            return []


def _has(word: str) -> ColumnElement[bool]:
    names = (Agreement.number, Agreement.name, Customer.name, AgreementGroup.name)
    return or_(*(name.icontains(word, autoescape=True) for name in names))
