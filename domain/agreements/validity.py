"""Whether an agreement can be used for an order, and which one covers an asset."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.assets.model import Asset
from domain.errors import Refusal
from domain.language import day_words, tr


def check_usable(agreement: Agreement, on: date, field: str = "agreement") -> None:
    """Refuse an agreement that is suspended, or that does not hold on a day."""
    if agreement.folder_id is not None:
        raise Refusal(tr("{number} is a template; no order hangs on it.", number=agreement.number), field=field)
    if agreement.suspended:
        raise Refusal(tr("The agreement {number} is suspended.", number=agreement.number), field=field)
    if on < agreement.starts_on or (agreement.ends_on is not None and on > agreement.ends_on):
        raise Refusal(
            tr("The agreement {number} does not hold on {day}.", number=agreement.number, day=day_words(on)),
            field=field,
        )


def line_holds(on: date) -> ColumnElement[bool]:
    """Whether a line holds on a day, as far as its agreement does."""
    begun = or_(AgreementLine.starts_on.is_(None), AgreementLine.starts_on <= on)
    return begun & or_(AgreementLine.ends_on.is_(None), AgreementLine.ends_on >= on)


def covering(session: Session, asset_id: int, on: date) -> AgreementLine | None:
    """The line of an agreement in force that names the asset; the newest agreement where there are several.

    An asset that has another owner now is not covered by what was agreed with the one before.
    """
    statement = (
        select(AgreementLine)
        .join(Agreement, Agreement.id == AgreementLine.agreement_id)
        .join(Asset, Asset.id == AgreementLine.asset_id)
        .where(
            AgreementLine.asset_id == asset_id,
            Agreement.customer_id == Asset.customer_id,
            ~AgreementLine.stopped,
            line_holds(on),
            ~Agreement.suspended,
            Agreement.folder_id.is_(None),
            Agreement.starts_on <= on,
            or_(Agreement.ends_on.is_(None), Agreement.ends_on >= on),
        )
        .order_by(Agreement.starts_on.desc(), AgreementLine.position, AgreementLine.id)
    )
    return session.scalar(statement.limit(1))
