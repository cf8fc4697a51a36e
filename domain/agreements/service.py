"""What the office does with agreements: make and change them, suspend them, add lines and stop those."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from domain.agreements.model import Agreement, AgreementGroup, AgreementLine
from domain.assets.model import Asset
from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.money import exact
from domain.parties.model import Customer
from domain.sla.model import Sla
from domain.store.numbering import next_number
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

LONGEST_NAME = 100
LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class AgreementDraft:
    """An agreement as it is asked for; without an end it holds until further notice."""

    name: str
    starts_on: date
    ends_on: date | None = None
    group_id: int | None = None
    sla_id: int | None = None


@dataclass(frozen=True, slots=True)
class AgreementLineDraft:
    """A service that is promised, perhaps for one asset alone."""

    kind: LineKind
    text: str = ""
    article_id: int | None = None
    asset_id: int | None = None
    sla_id: int | None = None
    quantity: Decimal | int | str = 1


def create_agreement(work: UnitOfWork, customer_id: int, draft: AgreementDraft) -> int:
    """Make an agreement with a customer; returns its id."""
    _check(work, draft)
    agreement = Agreement(
        number=next_number(work, "agreement", "AG"),
        customer_id=work.get(Customer, customer_id).id,
        name=draft.name.strip(),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        group_id=draft.group_id,
        sla_id=draft.sla_id,
    )
    return work.add(agreement, "agreement.created").id


def change_agreement(work: UnitOfWork, agreement_id: int, draft: AgreementDraft, version: int) -> None:
    """Change an agreement; orders that began under it stay as they are."""
    agreement = work.get(Agreement, agreement_id, lock=True)
    check_version(agreement, version, agreement.number)
    _check(work, draft)
    agreement.name = draft.name.strip()
    agreement.starts_on, agreement.ends_on = draft.starts_on, draft.ends_on
    agreement.group_id, agreement.sla_id = draft.group_id, draft.sla_id
    work.note("agreement.changed", agreement)


def suspend(work: UnitOfWork, agreement_id: int) -> None:
    """Let no order be opened under an agreement; all its lines count as stopped."""
    _suspend(work, agreement_id, suspended=True)


def resume(work: UnitOfWork, agreement_id: int) -> None:
    """Let an agreement hold again."""
    _suspend(work, agreement_id, suspended=False)


def add_line(work: UnitOfWork, agreement_id: int, draft: AgreementLineDraft) -> int:
    """Promise a further service; returns the id of the line."""
    agreement = work.get(Agreement, agreement_id, lock=True)
    _check_asset(work, agreement, draft.asset_id)
    article = None if draft.article_id is None else work.get(Article, draft.article_id)
    if article is not None and article.kind is not draft.kind:
        values = {"article": article.name, "kind": draft.kind.label}
        raise Refusal(tr("{article} cannot stand in a line of kind “{kind}”.", **values), field="article")
    quantity = exact(draft.quantity, "quantity")
    if quantity < 0:
        raise Refusal(tr("A quantity cannot be negative."), field="quantity")
    if draft.sla_id is not None:
        work.get(Sla, draft.sla_id)
    last = select(func.max(AgreementLine.position)).where(AgreementLine.agreement_id == agreement.id)
    line = AgreementLine(
        agreement_id=agreement.id,
        position=(work.session.scalar(last) or 0) + 1,
        kind=draft.kind,
        text=_checked_text(draft.text or (article.name if article else "")),
        article_id=draft.article_id,
        asset_id=draft.asset_id,
        sla_id=draft.sla_id,
        quantity=quantity,
    )
    return work.add(line, "agreement_line.added").id


def stop_line(work: UnitOfWork, line_id: int, *, stopped: bool = True) -> None:
    """Let no further order come from a line, or let them come again."""
    line = work.get(AgreementLine, line_id, lock=True)
    if line.stopped != stopped:
        line.stopped = stopped
        work.note("agreement_line.stopped" if stopped else "agreement_line.resumed", line)


def create_group(work: UnitOfWork, name: str, sla_id: int | None = None) -> int:
    """Make a class of agreements; returns its id."""
    kept = _checked_name(name)
    if work.session.scalar(select(AgreementGroup.id).where(AgreementGroup.name == kept)) is not None:
        raise Refusal(tr("There is a group “{name}” already.", name=kept), field="name")
    if sla_id is not None:
        work.get(Sla, sla_id)
    return work.add(AgreementGroup(name=kept, sla_id=sla_id), "agreement_group.created").id


def _suspend(work: UnitOfWork, agreement_id: int, *, suspended: bool) -> None:
    agreement = work.get(Agreement, agreement_id, lock=True)
    if agreement.suspended != suspended:
        agreement.suspended = suspended
        work.note("agreement.suspended" if suspended else "agreement.resumed", agreement)


def _check(work: UnitOfWork, draft: AgreementDraft) -> None:
    _checked_name(draft.name)
    if draft.ends_on is not None and draft.ends_on < draft.starts_on:
        raise Refusal(tr("The end is before the start."), field="ends_on")
    if draft.group_id is not None:
        work.get(AgreementGroup, draft.group_id)
    if draft.sla_id is not None:
        work.get(Sla, draft.sla_id)


def _check_asset(work: UnitOfWork, agreement: Agreement, asset_id: int | None) -> None:
    if asset_id is not None and work.get(Asset, asset_id).customer_id != agreement.customer_id:
        raise Refusal(tr("This asset belongs to another customer than the agreement."), field="asset")


def _checked_name(name: str) -> str:
    if not 0 < len(name.strip()) <= LONGEST_NAME:
        raise Refusal(tr("A name has between 1 and {count} letters.", count=LONGEST_NAME), field="name")
    return name.strip()


def _checked_text(text: str) -> str:
    if not 0 < len(text.strip()) <= LONGEST_TEXT:
        raise Refusal(tr("Choose an article or say what the line is for."), field="text")
    return text.strip()
