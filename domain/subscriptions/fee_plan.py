"""Which fees a wish comes to, with their prices and the rule of each in words: the preview, and what is made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy.orm import Session

from domain.errors import Gone, Refusal
from domain.language import day_words, tr
from domain.store.subjects import word_for
from domain.subscriptions.gaps import Wish, fees_to_create
from domain.subscriptions.indexation import FINEST, WHOLE, rate_on
from domain.subscriptions.model import FeeKind, Subscription
from domain.subscriptions.periods import period_of
from domain.subscriptions.price_search import FeeWanted, described, search
from domain.subscriptions.proration import fee_amount
from domain.subscriptions.rate_service import TOO_LARGE
from domain.subscriptions.skipped import Skipped, skipped
from domain.subscriptions.spans import Span
from domain.subscriptions.terms import Terms, read_terms
from domain.subscriptions.usage_plan import MeterBook, UsageCharge, plan_usage, read_meters


@dataclass(frozen=True, slots=True)
class Priced:
    """Base price and index of a whole period, the price they come to, and why it holds."""

    base: Decimal
    index: Decimal
    price: Decimal
    rule: str


@dataclass(frozen=True, slots=True)
class PlannedFee:
    """A fee that would be made; `price` is that of one unit for its days, `amount` is without tax.

    One by usage says what the meter counted, and has a `text` of its own.
    """

    span: Span
    quantity: Decimal
    base: Decimal
    index: Decimal
    price: Decimal
    amount: Decimal
    currency: str
    rule: str
    kind: FeeKind = FeeKind.REGULAR
    text: str = ""
    used_from: Decimal | None = None
    used_to: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FeePreview:
    """What a wish comes to for one subscription: fees and the days that get none, or the reason why there are none."""

    subscription_id: int
    number: str
    name: str
    customer: str
    fees: tuple[PlannedFee, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    reason: str = ""


def preview_fees(session: Session, subscription_id: int, wish: Wish) -> FeePreview:
    """The fees that a subscription would get; what cannot be asked for is refused at its field."""
    found = read_terms(session, Subscription.id == subscription_id)
    if not found:
        raise Gone(tr("This {subject} is not there any more.", subject=word_for(Subscription.subject)))
    return plan_fees(found[0], wish, read_meters(session, found, wish))


def preview_group_fees(session: Session, group_id: int, wish: Wish) -> tuple[FeePreview, ...]:
    """The fees that each subscription of a group would get; what is refused for one is its reason."""
    some = read_terms(session, Subscription.group_id == group_id)
    try:
        book = read_meters(session, some, wish)
    except Refusal:  # each of them says why
        book = MeterBook()
    return tuple(_told(terms, wish, book) for terms in some)


def plan_fees(terms: Terms, wish: Wish, book: MeterBook) -> FeePreview:
    """The fees of one subscription. Raises Refusal, also where one of them has no price.

    What is billed by usage alone has no price and gets fees by usage only.
    """
    plan = fees_to_create(terms.rhythm, wish, terms.validity, terms.paid)
    usage = plan_usage(terms, wish, book)
    spans = plan.fees if terms.usage is None else tuple(span for span in plan.fees if _priced(terms, span))
    kind = FeeKind.REGULAR if wish.regular else FeeKind.NON_REGULAR
    fees = (*_planned(terms, spans, kind), *(_by_usage(terms, charge) for charge in usage.charges))
    if not fees and usage.left_out:
        raise Refusal(usage.left_out[0].reason, field="ends_on")
    there = {*terms.paid, *(() if terms.usage is None else terms.usage.spans)}
    left_out = (*skipped(wish.span, terms.validity, there), *usage.left_out)
    return _preview(terms, fees, left_out, "" if fees else plan.reason or tr("There is a fee for each of these days."))


def price_on(terms: Terms, span: Span) -> Priced:
    """The price of a whole period for a fee: that of the subscription on its first day, else of the price lists."""
    priced = _priced(terms, span)
    if priced is not None:
        return priced
    raise Refusal(
        tr(
            "There is no price for {number} on {day}: set one, or enter one in the price list.",
            number=terms.number,
            day=day_words(span.starts_on),
        )
    )


def _priced(terms: Terms, span: Span) -> Priced | None:
    rate = rate_on(terms.rates, span.starts_on)
    if rate is not None:
        rule = tr(
            "price of the subscription from {day}: {base} at index {index}",
            day=day_words(rate.effective_on),
            base=f"{rate.base.normalize():f}",
            index=f"{rate.index.normalize():f}",
        )
        return Priced(rate.base, rate.index, rate.price, rule)
    wanted = FeeWanted(
        terms.code, terms.currency, span.starts_on, terms.id, terms.agreement_id, article_id=terms.article_id
    )
    offer = search(terms.offers, wanted)
    return None if offer is None else Priced(offer.price, WHOLE, offer.price, described(offer))


def _told(terms: Terms, wish: Wish, book: MeterBook) -> FeePreview:
    try:
        return plan_fees(terms, wish, book)
    except Refusal as refusal:
        return _preview(terms, reason=str(refusal))


def _preview(
    terms: Terms, fees: tuple[PlannedFee, ...] = (), left_out: tuple[Skipped, ...] = (), reason: str = ""
) -> FeePreview:
    return FeePreview(terms.id, terms.number, terms.name, terms.customer, fees, left_out, reason)


def _planned(terms: Terms, spans: tuple[Span, ...], kind: FeeKind) -> Iterator[PlannedFee]:
    for span in spans:
        priced = price_on(terms, span)
        amount = fee_amount(priced.price * terms.quantity, terms.rhythm, span, terms.currency)
        _check_size(span, amount)
        yield PlannedFee(
            span=span,
            quantity=terms.quantity,
            base=priced.base,
            index=priced.index,
            price=_unit_price(terms, span, priced.price, amount),
            amount=amount,
            currency=terms.currency,
            rule=priced.rule,
            kind=kind,
        )


def _by_usage(terms: Terms, charge: UsageCharge) -> PlannedFee:
    _check_size(charge.span, charge.amount)
    return PlannedFee(
        span=charge.span,
        quantity=Decimal(1),
        base=charge.amount,
        index=WHOLE,
        price=charge.amount,
        amount=charge.amount,
        currency=terms.currency,
        rule=charge.rule,
        kind=FeeKind.USAGE,
        text=charge.text,
        used_from=charge.used_from,
        used_to=charge.used_to,
    )


def _check_size(span: Span, amount: Decimal) -> None:
    if amount >= TOO_LARGE:
        raise Refusal(tr("The fee for {span} is too large.", span=span.words))


def _unit_price(terms: Terms, span: Span, price: Decimal, amount: Decimal) -> Decimal:
    if period_of(terms.rhythm, span.starts_on) == span:
        return price
    return (amount / terms.quantity).quantize(FINEST, ROUND_HALF_UP)
