"""Agreements as their page shows them: a page of the list, and one whole with the names of all it refers to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.detail import AgreementDetail, agreement_detail
from domain.agreements.listing import AT_ONCE, ListedAgreement, Shown, count, listed
from domain.agreements.model import Agreement, AgreementGroup
from domain.orders.cover_queries import CoverageRow, coverage
from domain.parties.model import Contact
from domain.sla.model import Sla
from domain.subscriptions.queries import SubscriptionRow, subscriptions_under
from domain.workforce.model import Technician


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """Some agreements, the newest first; `following` is where the next ones begin, None that there are none."""

    rows: tuple[ListedAgreement, ...]
    total: int
    following: int | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class AgreementOverview:
    """One agreement on a day; `used` has the limits that hold on it, by the id of their cover.

    With `as_of` it has the lines and cover of that day alone, and limits as they are used in the time around it.
    """

    on: date
    as_of: date | None
    agreement: AgreementDetail
    used: Mapping[int, CoverageRow]
    subscriptions: tuple[SubscriptionRow, ...]
    group: str
    sla: str
    contact: str
    technician: str

    @property
    def id(self) -> int:
        """That of the agreement."""
        return self.agreement.id

    @property
    def version(self) -> int:
        """That of the agreement; it goes back with every change."""
        return self.agreement.version


def agreement_page(
    session: Session, on: date, *, shown: Shown = Shown.ALL, words: str = "", limit: int = AT_ONCE
) -> AgreementPage:
    """The first `limit` agreements of which every word is found."""
    rows = listed(session, on, shown=shown, words=words, limit=limit)
    total = count(session, on, shown=shown, words=words)
    return AgreementPage(rows, total, len(rows) if len(rows) < total else None)


def agreement_overview(
    session: Session, agreement_id: int, on: date, *, as_of: date | None = None
) -> AgreementOverview | None:
    """One agreement whole, perhaps as it was agreed on another day; None when it is not there any more."""
    found = agreement_detail(session, agreement_id, on, on=as_of)
    if found is None:
        return None
    group, sla, contact, technician = _names(session, agreement_id)
    return AgreementOverview(
        on=on,
        as_of=as_of,
        agreement=found,
        used={row.cover_id: row for row in coverage(session, agreement_id, as_of or on)},
        subscriptions=subscriptions_under(session, agreement_id),
        group=group,
        sla=sla,
        contact=contact,
        technician=technician,
    )


def _names(session: Session, agreement_id: int) -> tuple[str, str, str, str]:
    statement = (
        select(AgreementGroup.name, Sla.name, Contact.name, Technician.name)
        .select_from(Agreement)
        .outerjoin(Agreement.group)
        .outerjoin(Agreement.sla)
        .outerjoin(Agreement.contact)
        .outerjoin(Agreement.preferred_technician)
        .where(Agreement.id == agreement_id)
    )
    group, sla, contact, technician = session.execute(statement).one()
    return group or "", sla or "", contact or "", technician or ""
