"""What an agreement covers: rules for assets, models, sites, kinds and articles; the most specific one holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.agreements.cover_caps import Cap
from domain.catalogue.model import LineKind
from domain.errors import Refusal
from domain.language import tr

ZERO, WHOLE = Decimal(0), Decimal(100)


class Treatment(StrEnum):
    """What the customer pays for a line."""

    INCLUDED = "included"
    DISCOUNTED = "discounted"
    CHARGED = "charged"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Treatment.INCLUDED: tr("Included"),
            Treatment.DISCOUNTED: tr("Discounted"),
            Treatment.CHARGED: tr("Charged"),
        }[self]


@dataclass(frozen=True, slots=True)
class CoverRule:
    """How lines are treated from a first to a last day; what is None holds for all of them.

    `name` is what the desk reads: the line of the agreement. Agreement years are counted from `counts_from`, the first
    day of the agreement, where the rule began later. Rules of one `place` followed each other by amendments.
    """

    id: int
    name: str
    treatment: Treatment
    starts_on: date
    ends_on: date | None = None
    asset_id: int | None = None
    model_id: int | None = None
    site_id: int | None = None
    kind: LineKind | None = None
    article_id: int | None = None
    discount_percent: Decimal = ZERO
    cap: Cap | None = None
    counts_from: date | None = None
    place: int | None = None

    @property
    def shared(self) -> int:
        """What rules that use up one limit have in common: one that took the place of another goes on counting."""
        return self.id if self.place is None else self.place


@dataclass(frozen=True, slots=True)
class Work:
    """A line of an order, or what is asked about on the telephone; `amount` is what it costs if nothing covers it.

    `asset_ids` are the asset and what it is part of, the asset first. `opens_visit` says that its order does
    not count as a visit yet, which it does once.
    """

    on: date
    kind: LineKind
    currency: str
    quantity: Decimal = ZERO
    amount: Decimal = ZERO
    asset_ids: tuple[int, ...] = ()
    model_id: int | None = None
    site_id: int | None = None
    article_id: int | None = None
    opens_visit: bool = False


def rule_for(rules: Iterable[CoverRule], work: Work) -> CoverRule | None:
    """The rule that holds: for the asset, then what it is part of, its model, the site, all; then article, kind."""
    return max((rule for rule in rules if fits(rule, work)), key=lambda rule: rank(rule, work), default=None)


def fits(rule: CoverRule, work: Work) -> bool:
    """Whether a rule holds on that day, and everything that is set in it is so."""
    pairs = (
        (rule.model_id, work.model_id),
        (rule.site_id, work.site_id),
        (rule.kind, work.kind),
        (rule.article_id, work.article_id),
    )
    holds = rule.starts_on <= work.on and (rule.ends_on is None or work.on <= rule.ends_on)
    of_asset = rule.asset_id is None or rule.asset_id in work.asset_ids
    return holds and of_asset and all(asked in {None, given} for asked, given in pairs)


def rank(rule: CoverRule, work: Work) -> tuple[int, bool, bool, bool, bool, date, int]:
    """How specific a rule is for some work; the greater the more. Among equals the one that began last."""
    nearness = 0 if rule.asset_id is None else len(work.asset_ids) - work.asset_ids.index(rule.asset_id)
    return (
        nearness,
        rule.model_id is not None,
        rule.site_id is not None,
        rule.article_id is not None,
        rule.kind is not None,
        rule.starts_on,
        rule.id,
    )


def check_rule(rule: CoverRule) -> None:
    """Refuse an end before the start, a discount that is none, and a cap on what is charged anyway."""
    if rule.ends_on is not None and rule.ends_on < rule.starts_on:
        raise Refusal(tr("The end is before the start."), field="ends_on")
    if rule.treatment is Treatment.DISCOUNTED and not ZERO < rule.discount_percent <= WHOLE:
        raise Refusal(tr("A percentage above 0 and up to 100 is needed."), field="discount_percent")
    if rule.treatment is Treatment.CHARGED and rule.cap is not None:
        raise Refusal(tr("What is charged needs no limit."), field="cap_unit")
