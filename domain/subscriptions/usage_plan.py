"""Which fees by usage a wish comes to: the tiers over what a meter counted, refused where it is not read so far."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import day_words, tr
from domain.meters.standing import Standing, standings, totals_at
from domain.subscriptions.gaps import Wish, fees_to_create
from domain.subscriptions.periods import periods_between
from domain.subscriptions.skipped import Skipped
from domain.subscriptions.spans import ONE_DAY, Span, common
from domain.subscriptions.terms import Terms
from domain.subscriptions.tiers import UsageFee, for_part, usage_fee
from domain.subscriptions.usage import Usage, in_words, number


@dataclass(frozen=True, slots=True)
class UsageCharge:
    """What was used in some days, and what that comes to; `text` stands on the bill."""

    span: Span
    used_from: Decimal
    used_to: Decimal
    amount: Decimal
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class UsagePlan:
    """The fees by usage of one subscription, and the days that get none yet."""

    charges: tuple[UsageCharge, ...] = ()
    left_out: tuple[Skipped, ...] = ()


NOTHING = UsagePlan()


@dataclass(frozen=True, slots=True)
class MeterBook:
    """How the meters of some subscriptions stand, and their totals at the borders of what is to be billed."""

    standing: Mapping[int, Standing] = field(default_factory=dict)
    totals: Mapping[tuple[int, datetime], Decimal] = field(default_factory=dict)


def read_meters(session: Session, some: Iterable[Terms], wish: Wish) -> MeterBook:
    """What the fees by usage of some subscriptions follow from, read at once."""
    moments = {
        terms.usage.begins(day)
        for terms in some
        if terms.usage is not None
        for span in _spans(terms, terms.usage, wish)
        for day in _borders(terms, span)
    }
    if not moments:
        return MeterBook()
    return MeterBook(standings(session, {meter_id for meter_id, _ in moments}), totals_at(session, moments))


def plan_usage(terms: Terms, wish: Wish, book: MeterBook) -> UsagePlan:
    """The fees by usage that a wish comes to, beside those there are."""
    if terms.usage is None:
        return NOTHING
    charges, left_out = list[UsageCharge](), list[Skipped]()
    for span in _spans(terms, terms.usage, wish):
        try:
            charges.append(_charge(terms, terms.usage, span, book))
        except Refusal as refusal:
            left_out.append(Skipped(span, str(refusal)))
    return UsagePlan(tuple(charges), tuple(left_out))


def _spans(terms: Terms, usage: Usage, wish: Wish) -> Sequence[Span]:
    return fees_to_create(terms.rhythm, wish, terms.validity, usage.spans).fees


def _borders(terms: Terms, span: Span) -> list[date]:
    """The first day of a span, those on which a period begins in it, and the day after it."""
    inside = (period.starts_on for period in periods_between(terms.rhythm, span) if period.starts_on > span.starts_on)
    return [span.starts_on, *inside, span.ends_on + ONE_DAY]


def _charge(terms: Terms, usage: Usage, span: Span, book: MeterBook) -> UsageCharge:
    _check_read(usage, span, book.standing.get(usage.meter_id))
    totals = [_total(usage, day, span, book) for day in _borders(terms, span)]
    fees = list(_fees(terms, usage, span, totals))
    rule = " · ".join(in_words(fee, usage.unit, terms.currency) for fee in fees)
    text = tr(
        "{name}, {meter} {first} to {last} {unit}: {rule}",
        name=terms.name,
        meter=usage.meter,
        first=number(totals[0]),
        last=number(totals[-1]),
        unit=usage.unit,
        rule=rule,
    )
    return UsageCharge(span, totals[0], totals[-1], sum((fee.amount for fee in fees), Decimal(0)), rule, text)


def _fees(terms: Terms, usage: Usage, span: Span, totals: Sequence[Decimal]) -> Iterator[UsageFee]:
    """What each period comes to; of one that is billed in part, by its part of the tariff."""
    for period, (before, after) in zip(periods_between(terms.rhythm, span), pairwise(totals), strict=True):
        inside = common(period, span)
        days = period.days if inside is None else inside.days
        tariff = usage.tariff if days == period.days else for_part(usage.tariff, days, period.days)
        yield usage_fee(tariff, after - before, terms.currency)


def _total(usage: Usage, day: date, span: Span, book: MeterBook) -> Decimal:
    """The total where a day begins; it goes on where the fees beside it end and begin, whatever was read since."""
    billed = usage.before(day) if day == span.starts_on else usage.after(day) if day > span.ends_on else None
    return book.totals[usage.begins(day)] if billed is None else billed


def _check_read(usage: Usage, span: Span, standing: Standing | None) -> None:
    """Refuse days that end after the last reading; one on the last of them will do."""
    if standing is None:
        raise Refusal(tr("{meter} was never read, so nobody knows what was used.", meter=usage.meter))
    read_on = standing.last.at.astimezone(usage.zone).date()
    if read_on < span.ends_on:
        raise Refusal(
            tr(
                "{meter}: the last reading is of {day}. Usage until {last} is billed after one of that day or later.",
                meter=usage.meter,
                day=day_words(read_on),
                last=day_words(span.ends_on),
            )
        )
