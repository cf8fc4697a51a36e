"""What the office does with the cover of agreements: add, change, take away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from domain.agreements.cover_caps import Cap, CapPeriod, CapUnit, check_cap
from domain.agreements.cover_rules import CoverRule, Treatment, check_rule
from domain.agreements.header import checked_name
from domain.agreements.model import Agreement, Cover
from domain.agreements.owned import check_asset, check_site, check_within
from domain.assets.model import AssetModel
from domain.catalogue.model import Article, LineKind
from domain.errors import Refusal
from domain.language import tr
from domain.money import exact
from domain.parameters import service as parameters
from domain.store.references import is_used
from domain.store.unit_of_work import UnitOfWork
from domain.store.versions import check_version

MostUsed = Callable[[UnitOfWork, CoverRule], Decimal]
"""Gives the most that is used of the limit of a rule in any of its times; orders know."""


@dataclass(frozen=True, slots=True)
class CoverDraft:
    """What the customer pays for which work; what is None holds for all, and without days as long as the agreement."""

    name: str
    treatment: Treatment
    discount_percent: Decimal | int | str = 0
    asset_id: int | None = None
    asset_model_id: int | None = None
    site_id: int | None = None
    kind: LineKind | None = None
    article_id: int | None = None
    cap_unit: CapUnit | None = None
    cap_limit: Decimal | int | str | None = None
    cap_per: CapPeriod = CapPeriod.AGREEMENT_YEAR
    warn_at: Decimal | int | str = 80
    starts_on: date | None = None
    ends_on: date | None = None


def add_cover(work: UnitOfWork, agreement_id: int, draft: CoverDraft) -> int:
    """Cover further work; returns the id."""
    agreement = work.get(Agreement, agreement_id, lock=True)
    cover = Cover(agreement_id=agreement.id, position=next_position(work, agreement.id))
    fill_cover(work, agreement, cover, draft)
    return work.add(cover, "cover.added").id


def change_cover(work: UnitOfWork, cover_id: int, draft: CoverDraft, version: int, most_used: MostUsed) -> None:
    """Change what is covered for all of its days; refused for a limit below what is used of it already."""
    agreement, cover = _held(work, cover_id, version)
    check_open(cover)
    with work.session.no_autoflush:
        fill_cover(work, agreement, cover, draft)
        rule = rule_of(agreement, cover)
        if rule.cap is not None:
            check_cap(rule.cap, parameters.read(work.session).currency, most_used(work, rule))
    work.note("cover.changed", cover)


def remove_cover(work: UnitOfWork, cover_id: int, version: int) -> None:
    """Take away what nothing was charged by yet."""
    _, cover = _held(work, cover_id, version)
    check_open(cover)
    if cover.amendment_id is not None or is_used(work.session, cover):
        raise Refusal(tr("Orders were charged by “{name}”, or it was amended; give it an end.", name=cover.name))
    work.session.delete(cover)
    work.note("cover.removed", cover)


def check_open(cover: Cover) -> None:
    """Refuse to change what an amendment has ended."""
    if cover.ended_by_id is not None:
        raise Refusal(tr("An amendment has ended “{line}”; what was agreed before stays readable.", line=cover.name))


def next_position(work: UnitOfWork, agreement_id: int) -> int:
    """The position below all cover of an agreement."""
    last = select(func.max(Cover.position)).where(Cover.agreement_id == agreement_id)
    return (work.session.scalar(last) or 0) + 1


def fill_cover(work: UnitOfWork, agreement: Agreement, cover: Cover, draft: CoverDraft) -> None:
    """Put a draft into cover, each field checked. Raises Refusal at the field."""
    check_asset(work, agreement, draft.asset_id)
    check_site(work, agreement, draft.site_id)
    check_within(agreement, draft.starts_on, draft.ends_on)
    if draft.asset_model_id is not None:
        work.get(AssetModel, draft.asset_model_id)
    _check_article(work, draft)
    cover.name, cover.treatment = checked_name(draft.name), draft.treatment
    discounted = draft.treatment is Treatment.DISCOUNTED
    cover.discount_percent = exact(draft.discount_percent, "discount_percent") if discounted else Decimal(0)
    cover.asset_id, cover.asset_model_id, cover.site_id = draft.asset_id, draft.asset_model_id, draft.site_id
    cover.kind, cover.article_id = draft.kind, draft.article_id
    cover.starts_on, cover.ends_on = draft.starts_on, draft.ends_on
    _fill_cap(cover, draft)
    rule = rule_of(agreement, cover)
    check_rule(rule)
    if rule.cap is not None:
        check_cap(rule.cap, "")


def rule_of(agreement: Agreement, cover: Cover) -> CoverRule:
    """Cover as the rules see it: it holds on those of its days on which its agreement does."""
    ends = [day for day in (cover.ends_on, agreement.ends_on) if day is not None]
    return CoverRule(
        id=cover.id,
        name=cover.name,
        treatment=cover.treatment,
        starts_on=max(cover.starts_on or agreement.starts_on, agreement.starts_on),
        ends_on=min(ends, default=None),
        asset_id=cover.asset_id,
        model_id=cover.asset_model_id,
        site_id=cover.site_id,
        kind=cover.kind,
        article_id=cover.article_id,
        discount_percent=cover.discount_percent,
        cap=_cap(cover),
        counts_from=agreement.starts_on,
        place=cover.position,
    )


def _cap(cover: Cover) -> Cap | None:
    if cover.cap_unit is None or cover.cap_limit is None:
        return None
    return Cap(cover.cap_unit, cover.cap_limit, cover.cap_per, cover.warn_at)


def _fill_cap(cover: Cover, draft: CoverDraft) -> None:
    if (draft.cap_unit is None) != (draft.cap_limit is None):
        field = "cap_unit" if draft.cap_unit is None else "limit"
        raise Refusal(tr("A limit is a number and what it counts."), field=field)
    cover.cap_unit, cover.cap_per = draft.cap_unit, draft.cap_per
    cover.cap_limit = None if draft.cap_limit is None else exact(draft.cap_limit, "limit")
    cover.warn_at = exact(draft.warn_at, "warn_at")


def _check_article(work: UnitOfWork, draft: CoverDraft) -> None:
    if draft.article_id is None:
        return
    article = work.get(Article, draft.article_id)
    if draft.kind is not None and article.kind is not draft.kind:
        values = {"article": article.name, "kind": draft.kind.label}
        raise Refusal(tr("{article} cannot stand in a line of kind “{kind}”.", **values), field="article")


def _held(work: UnitOfWork, cover_id: int, version: int) -> tuple[Agreement, Cover]:
    """Cover and its agreement, both locked; the agreement first, as everybody does."""
    agreement = work.get(Agreement, work.get(Cover, cover_id).agreement_id, lock=True)
    cover = work.get(Cover, cover_id, lock=True)
    check_version(cover, version, cover.name)
    return agreement, cover
