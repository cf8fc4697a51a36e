"""What covers the work of an order: the warranty of its asset, and the rules of its agreement."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.cover import Answer, Used, Warranty, covered
from domain.agreements.cover_caps import CapWindow, cap_window
from domain.agreements.cover_rules import ZERO, CoverRule, Work, rule_for
from domain.agreements.cover_service import rule_of
from domain.agreements.model import Agreement, Cover
from domain.assets.model import Asset
from domain.orders.cover_used import Asked
from domain.store.keeping import keep, kept


@dataclass(frozen=True, slots=True)
class Covering:
    """All that can cover work at an asset or site under an agreement; `asset_ids` are the asset and what it is in."""

    rules: tuple[CoverRule, ...] = ()
    warranty: Warranty | None = None
    asset_ids: tuple[int, ...] = ()
    model_id: int | None = None
    site_id: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be covered at all."""
        return not self.rules and self.warranty is None


def covering_of(session: Session, agreement_id: int | None, asset_id: int | None, site_id: int) -> Covering:
    """What covers work at an asset, or at a site alone."""
    asset = None if asset_id is None else session.get(Asset, asset_id)
    until = None if asset is None else asset.warranty_until
    rules = () if agreement_id is None else _rules(session, agreement_id)
    return Covering(
        rules=rules,
        warranty=None if until is None else Warranty(until),
        asset_ids=_chain(session, asset) if rules else (),
        model_id=None if asset is None else asset.model_id,
        site_id=site_id,
    )


def _rules(session: Session, agreement_id: int) -> tuple[CoverRule, ...]:
    return kept(session, (Cover, agreement_id), partial(rules_of, session, agreement_id))


def keep_rules(session: Session, agreements: Collection[Agreement]) -> None:
    """Read the rules of some agreements at once, for a session that is keeping."""
    theirs = Cover.agreement_id.in_([each.id for each in agreements])
    found: dict[int, list[Cover]] = {}
    for cover in session.scalars(select(Cover).where(theirs).order_by(Cover.position, Cover.id)):
        found.setdefault(cover.agreement_id, []).append(cover)
    for each in agreements:
        rules = () if _is_off(each) else _in_time(each, found.get(each.id, ()))
        keep(session, (Cover, each.id), rules)


def rules_of(session: Session, agreement_id: int, *, with_suspended: bool = False) -> tuple[CoverRule, ...]:
    """The rules of an agreement, each on its days; none of one that is suspended, unless asked for."""
    agreement = session.get(Agreement, agreement_id)
    if agreement is None or _is_off(agreement, with_suspended=with_suspended):
        return ()
    mine = select(Cover).where(Cover.agreement_id == agreement_id).order_by(Cover.position, Cover.id)
    return _in_time(agreement, session.scalars(mine))


def _is_off(agreement: Agreement, *, with_suspended: bool = False) -> bool:
    """Whether nothing is covered by an agreement at all."""
    return agreement.folder_id is not None or (agreement.suspended and not with_suspended)


def _in_time(agreement: Agreement, covers: Iterable[Cover]) -> tuple[CoverRule, ...]:
    rules = (rule_of(agreement, cover) for cover in covers)
    return tuple(rule for rule in rules if rule.ends_on is None or rule.starts_on <= rule.ends_on)


def limit_asked(rules: Sequence[CoverRule], work: Work) -> Asked | None:
    """The rule with a limit that work falls under, and the days which that counts together."""
    rule = rule_for(rules, work)
    return None if rule is None or rule.cap is None else (rule, window_of(rule, work.on))


def window_of(rule: CoverRule, on: date) -> CapWindow:
    """The days that the limit of a rule counts together with a day."""
    assert rule.cap is not None, "asked for rules with a limit"
    return cap_window(rule.cap.per, rule.counts_from or rule.starts_on, rule.ends_on, on)


def asked(work: Work, rules: Sequence[CoverRule], used: Used, warranty: Warranty | None) -> Answer:
    """How further work of a kind is covered before anybody knows how much: as long as anything of a limit is left."""
    answer = covered(work, rules, used, warranty)
    if answer.usage is None or answer.usage.left > ZERO:
        return answer
    some = replace(work, quantity=ZERO + 1, amount=ZERO + 1, opens_visit=True)
    return covered(some, rules, used, warranty)


def _chain(session: Session, asset: Asset | None) -> tuple[int, ...]:
    found: list[int] = []
    while asset is not None and asset.id not in found:
        found.append(asset.id)
        asset = None if asset.parent_id is None else session.get(Asset, asset.parent_id)
    return tuple(found)
