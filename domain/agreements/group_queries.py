"""Groups of agreements as rows, each with how many agreements there are in it."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementGroup
from domain.sla.model import Sla


@dataclass(frozen=True, slots=True)
class AgreementGroupRow:
    """A class of agreements; `version` goes back with every change."""

    id: int
    version: int
    name: str
    sla_id: int | None
    sla: str
    agreements: int


def agreement_groups(session: Session) -> tuple[AgreementGroupRow, ...]:
    """All of them by name."""
    agreements = select(func.count(Agreement.id)).where(Agreement.group_id == AgreementGroup.id).scalar_subquery()
    statement = (
        select(
            AgreementGroup.id,
            AgreementGroup.version,
            AgreementGroup.name,
            AgreementGroup.sla_id,
            func.coalesce(Sla.name, ""),
            agreements,
        )
        .outerjoin(Sla, Sla.id == AgreementGroup.sla_id)
        .order_by(func.lower(AgreementGroup.name), AgreementGroup.id)
    )
    return tuple(AgreementGroupRow(*row) for row in session.execute(statement))


def offered_slas(session: Session) -> tuple[tuple[int, str], ...]:
    """The SLAs in use, by name."""
    slas = select(Sla.id, Sla.name).where(Sla.active).order_by(Sla.name)
    return tuple((key, name) for key, name in session.execute(slas))
