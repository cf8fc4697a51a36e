"""One agreement or template whole: its header, where it stands, its lines, cover and amendments."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from domain.agreements.cover_service import CoverDraft
from domain.agreements.drafts import cover_draft, draft_of, line_draft
from domain.agreements.header import AgreementDraft, term_of
from domain.agreements.line_service import AgreementLineDraft
from domain.agreements.model import Agreement, AgreementAmendment, AgreementLine, Cover
from domain.agreements.standing import Standing, standing
from domain.agreements.validity import line_holds
from domain.assets.model import Asset, AssetModel
from domain.catalogue.model import Article
from domain.parameters import service as parameters
from domain.parties.model import Customer, Site


@dataclass(frozen=True, slots=True)
class LineDetail:
    """A line as it would be asked for, with the number of its article.

    The ids of amendments say which brought it and which ended it.
    """

    id: int
    version: int
    position: int
    draft: AgreementLineDraft
    asset: str
    article: str
    stopped: bool
    amendment_id: int | None
    ended_by_id: int | None


@dataclass(frozen=True, slots=True)
class CoverDetail:
    """Cover as it would be asked for; `about` names the asset, model, site and article it is only for."""

    id: int
    version: int
    position: int
    draft: CoverDraft
    about: tuple[str, ...]
    amendment_id: int | None
    ended_by_id: int | None


@dataclass(frozen=True, slots=True)
class AmendmentRow:
    """What was agreed otherwise, from when on, and who wrote it down."""

    id: int
    effective_on: date
    text: str
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class AgreementDetail:
    """An agreement whole. `standing` is None without terms; `version` goes back with every change."""

    id: int
    version: int
    number: str
    draft: AgreementDraft
    customer_id: int | None
    customer: str
    folder_id: int | None
    ends_on: date | None
    suspended: bool
    renewed: int
    terminated_on: date | None
    standing: Standing | None
    lines: tuple[LineDetail, ...]
    covers: tuple[CoverDetail, ...]
    amendments: tuple[AmendmentRow, ...]


def agreement_detail(
    session: Session, agreement_id: int, today: date, *, on: date | None = None
) -> AgreementDetail | None:
    """One agreement whole, `on` a day as it was agreed then; None when it is not there any more."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None:
        return None
    customer = None if agreement.customer_id is None else session.get(Customer, agreement.customer_id)
    term = term_of(agreement) if agreement.folder_id is None else None
    return AgreementDetail(
        id=agreement.id,
        version=agreement.version,
        number=agreement.number,
        draft=draft_of(agreement),
        customer_id=agreement.customer_id,
        customer=customer.name if customer is not None else "",
        folder_id=agreement.folder_id,
        ends_on=agreement.ends_on,
        suspended=agreement.suspended,
        renewed=agreement.renewed,
        terminated_on=agreement.terminated_on,
        standing=None if term is None else standing(term, today, parameters.read(session).agreement_warn_days),
        lines=_lines(session, agreement_id, on),
        covers=_covers(session, agreement_id, on),
        amendments=_amendments(session, agreement_id),
    )


def line_detail(session: Session, line_id: int) -> LineDetail | None:
    """One line; None when it is not there any more."""
    return next(_read_lines(session, AgreementLine.id == line_id), None)


def _lines(session: Session, agreement_id: int, on: date | None) -> tuple[LineDetail, ...]:
    held = () if on is None else (line_holds(on),)
    return tuple(_read_lines(session, AgreementLine.agreement_id == agreement_id, *held))


def _read_lines(session: Session, *conditions: ColumnElement[bool]) -> Iterator[LineDetail]:
    statement = (
        select(AgreementLine, Asset.name, Article.number)
        .outerjoin(AgreementLine.asset)
        .outerjoin(AgreementLine.article)
        .where(*conditions)
        .order_by(AgreementLine.position, AgreementLine.id)
    )
    for line, asset, article in session.execute(statement):
        yield LineDetail(
            id=line.id,
            version=line.version,
            position=line.position,
            draft=line_draft(line),
            asset=asset or "",
            article=article or "",
            stopped=line.stopped,
            amendment_id=line.amendment_id,
            ended_by_id=line.ended_by_id,
        )


def _covers(session: Session, agreement_id: int, on: date | None) -> tuple[CoverDetail, ...]:
    statement = (
        select(Cover, Asset.name, AssetModel.name, Site.name, Article.name)
        .outerjoin(Cover.asset)
        .outerjoin(Cover.asset_model)
        .outerjoin(Cover.site)
        .outerjoin(Cover.article)
        .where(Cover.agreement_id == agreement_id)
        .order_by(Cover.position, Cover.id)
    )
    if on is not None:
        begun = or_(Cover.starts_on.is_(None), Cover.starts_on <= on)
        statement = statement.where(begun, or_(Cover.ends_on.is_(None), Cover.ends_on >= on))
    return tuple(
        CoverDetail(
            id=cover.id,
            version=cover.version,
            position=cover.position,
            draft=cover_draft(cover),
            about=tuple(name for name in names if name),
            amendment_id=cover.amendment_id,
            ended_by_id=cover.ended_by_id,
        )
        for cover, *names in session.execute(statement)
    )


def _amendments(session: Session, agreement_id: int) -> tuple[AmendmentRow, ...]:
    mine = select(AgreementAmendment).where(AgreementAmendment.agreement_id == agreement_id)
    found = session.scalars(mine.order_by(AgreementAmendment.effective_on, AgreementAmendment.id))
    return tuple(AmendmentRow(each.id, each.effective_on, each.text, each.made_at, each.made_by) for each in found)
