"""Is this covered? By what, until when, how much is left, and what the customer pays for it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from domain.agreements.cover_caps import CapUnit, CapWindow, Usage, cap_window
from domain.agreements.cover_rules import WHOLE, ZERO, CoverRule, Treatment, Work, rule_for
from domain.catalogue.model import LineKind
from domain.money import PLACES, rounded

FINEST = Decimal(1).scaleb(-PLACES)

Used = Callable[[CoverRule, CapWindow], Decimal]
"""Gives how much of a rule's limit the other lines of a time have used."""


@dataclass(frozen=True, slots=True)
class Warranty:
    """The warranty of an asset until its last day; without kinds it is for everything."""

    ends_on: date
    kinds: frozenset[LineKind] = frozenset()

    def covers(self, work: Work) -> bool:
        """Whether work of that kind on that day is for free."""
        return work.on <= self.ends_on and (not self.kinds or work.kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a line that is treated alike: its quantity, what that is worth, and what the customer pays for it."""

    treatment: Treatment
    quantity: Decimal
    amount: Decimal
    pays: Decimal


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether work is covered: by warranty, by a rule, or by nothing.

    `usage` is that of the limit with this work, and `beyond` what does not fit into it and is charged.
    """

    work: Work
    shares: tuple[Share, ...]
    warranty: Warranty | None = None
    rule: CoverRule | None = None
    usage: Usage | None = None
    beyond: Decimal = ZERO

    @property
    def pays(self) -> Decimal:
        """What the customer pays."""
        return sum((share.pays for share in self.shares), ZERO)

    @property
    def until(self) -> date | None:
        """The last day on which it is covered like this."""
        return self.warranty.ends_on if self.warranty else self.rule.ends_on if self.rule else None

    @property
    def is_split(self) -> bool:
        """Whether the limit covers only part of it."""
        return len(self.shares) > 1


def covered(work: Work, rules: Iterable[CoverRule], used: Used, warranty: Warranty | None = None) -> Answer:
    """How work is covered: by warranty first, else by the most specific rule, as far as its limit goes."""
    if warranty is not None and warranty.covers(work):
        return Answer(work, (_share(work, Treatment.INCLUDED),), warranty=warranty)
    rule = rule_for(rules, work)
    if rule is None:
        return Answer(work, (_share(work, Treatment.CHARGED),))
    if rule.cap is None:
        return Answer(work, (_share(work, rule.treatment, rule.discount_percent),), rule=rule)
    window = cap_window(rule.cap.per, rule.counts_from or rule.starts_on, rule.ends_on, work.on)
    return _limited(work, rule, Usage(rule.cap, window, used(rule, window)))


def needed(work: Work, unit: CapUnit) -> Decimal:
    """How much of a limit work needs: only hours need hours, and only the first line of an order needs a visit."""
    match unit:
        case CapUnit.HOURS:
            return work.quantity if work.kind is LineKind.HOUR else ZERO
        case CapUnit.VISITS:
            return Decimal(work.opens_visit)
        case CapUnit.AMOUNT:
            return work.amount


def _limited(work: Work, rule: CoverRule, before: Usage) -> Answer:
    need = needed(work, before.cap.unit)
    granted = need if need <= before.left else ZERO if before.cap.unit is CapUnit.VISITS else before.left
    usage = replace(before, used=before.used + granted)
    inside, outside = _split(work, granted, need)
    shares = [
        *([_share(inside, rule.treatment, rule.discount_percent)] if inside else []),
        *([_share(outside, Treatment.CHARGED)] if outside else []),
    ]
    return Answer(work, tuple(shares), rule=rule, usage=usage, beyond=need - granted)


def _split(work: Work, granted: Decimal, need: Decimal) -> tuple[Work | None, Work | None]:
    """The work within and beyond a limit; together they are the work."""
    if granted == need:
        return work, None
    if granted == 0:
        return None, work
    inside = replace(
        work,
        quantity=(work.quantity * granted / need).quantize(FINEST, ROUND_HALF_UP),
        amount=rounded(work.amount * granted / need, work.currency),
    )
    return inside, replace(
        work, quantity=work.quantity - inside.quantity, amount=work.amount - inside.amount, opens_visit=False
    )


def _share(work: Work, treatment: Treatment, discount: Decimal = ZERO) -> Share:
    off = {Treatment.INCLUDED: WHOLE, Treatment.DISCOUNTED: discount, Treatment.CHARGED: ZERO}[treatment]
    pays = work.amount - rounded(work.amount * off / WHOLE, work.currency)
    return Share(treatment, work.quantity, work.amount, pays)
