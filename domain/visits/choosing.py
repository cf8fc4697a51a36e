"""Whose visits somebody looks at: all agreements, those of a group, those that some words find, or one."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.parties.model import Customer
from domain.visits.model import VisitPlan

MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Choice:
    """All agreements, unless something is said; `words` are found in number, name or customer."""

    words: str = ""
    group_ids: frozenset[int] = frozenset()
    agreement_id: int | None = None

    @property
    def all(self) -> bool:
        """Whether nothing is left out."""
        return not self.words.strip() and not self.group_ids and self.agreement_id is None


EVERYTHING = Choice()


def conditions(choice: Choice) -> list[ColumnElement[bool]]:
    """The choice as SQL, where agreements are read."""
    if choice.agreement_id is not None:
        return [Agreement.id == choice.agreement_id]
    found = [_has(word) for word in choice.words.split()[:MOST_WORDS]]
    if choice.group_ids:
        found.append(Agreement.group_id.in_(choice.group_ids))
    return found


def chosen_agreements(session: Session, choice: Choice) -> tuple[int, ...] | None:
    """The ids of those that have lines which fall due, ascending; None for all."""
    return None if choice.all else planned_agreements(session, choice)


def planned_agreements(session: Session, choice: Choice) -> tuple[int, ...]:
    """The same, with those of all agreements where nothing is left out."""
    planned = select(AgreementLine.agreement_id).join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
    statement = select(Agreement.id).where(Agreement.id.in_(planned), *conditions(choice))
    return tuple(session.scalars(statement.order_by(Agreement.id)))


def _has(word: str) -> ColumnElement[bool]:
    customers = select(Customer.id).where(Customer.name.icontains(word, autoescape=True))
    own = (Agreement.number, Agreement.name)
    return or_(*(name.icontains(word, autoescape=True) for name in own), Agreement.customer_id.in_(customers))
