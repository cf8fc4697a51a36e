"""Reason codes: made, renamed, switched off, listed, and checked when one is given."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.parameters.model import Reason, ReasonFor
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_CODE = 20
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class ReasonRow:
    """A reason as it is shown and chosen; `version` is what a change of it has to name."""

    id: int
    version: int
    reason_for: ReasonFor
    code: str
    name: str
    active: bool


def reasons(session: Session, reason_for: ReasonFor, *, with_inactive: bool = False) -> tuple[ReasonRow, ...]:
    """The reasons that can be chosen for something, by name."""
    statement = select(Reason).where(Reason.reason_for == reason_for).order_by(Reason.name, Reason.id)
    if not with_inactive:
        statement = statement.where(Reason.active)
    return tuple(
        ReasonRow(each.id, each.version, each.reason_for, each.code, each.name, each.active)
        for each in session.scalars(statement)
    )


def given(
    work: UnitOfWork, reason_for: ReasonFor, reason_id: int | None, *, required: bool, field: str = "reason"
) -> Reason | None:
    """The reason somebody gave; refused are a missing one that is `required`, and one from another list."""
    if reason_id is None:
        if required:
            raise Refusal(tr("Choose a reason."), field=field)
        return None
    reason = work.get(Reason, reason_id)
    if reason.reason_for is not reason_for or not reason.active:
        raise Refusal(tr("“{name}” is not a reason for this; choose another one.", name=reason.name), field=field)
    return reason


def create_reason(work: UnitOfWork, reason_for: ReasonFor, code: str, name: str) -> int:
    """Make a reason; returns its id."""
    kept_code, kept_name = _checked(work, reason_for, code, name)
    return work.add(Reason(reason_for=reason_for, code=kept_code, name=kept_name), "reason.created").id


def change_reason(work: UnitOfWork, reason_id: int, code: str, name: str, version: int) -> None:
    """Give a reason another code or name; where it was given already it is read with these from now on."""
    reason = work.get(Reason, reason_id, lock=True)
    check_version(reason, version, reason.name)
    reason.code, reason.name = _checked(work, reason.reason_for, code, name, except_id=reason_id)
    work.note("reason.changed", reason)


def switch_reason(work: UnitOfWork, reason_id: int, *, active: bool) -> None:
    """Offer a reason, or offer it no more."""
    reason = work.get(Reason, reason_id, lock=True)
    if reason.active != active:
        reason.active = active
        work.note("reason.switched", reason)


def _checked(
    work: UnitOfWork, reason_for: ReasonFor, code: str, name: str, *, except_id: int | None = None
) -> tuple[str, str]:
    code, name = code.strip(), name.strip()
    if not 0 < len(code) <= LONGEST_CODE:
        raise Refusal(tr("A code has between 1 and {count} letters.", count=LONGEST_CODE), field="code")
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refusal(tr("A name has between 1 and {count} letters.", count=LONGEST_NAME), field="name")
    same = select(Reason.id).where(Reason.reason_for == reason_for, Reason.code == code)
    if work.session.scalar(same) not in {None, except_id}:
        raise Refusal(tr("There is a reason with this code already."), field="code")
    return code, name
