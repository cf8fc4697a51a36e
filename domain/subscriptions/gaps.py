"""Which fees are still to be made: whole periods or free spans, never a day twice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from domain.errors import Refusal
from domain.language import day_words, tr
from domain.subscriptions.periods import Rhythm, check_whole, period_of, periods_between
from domain.subscriptions.spans import ONE_DAY, Span, common, left_over

#: How many fees are made at once; a slip in the year must not bill for a lifetime.
MOST_FEES = 1000


@dataclass(frozen=True, slots=True)
class Validity:
    """When a subscription can be billed."""

    starts_on: date
    ends_on: date | None = None
    active: bool = True

    def clip(self, span: Span) -> Span | None:
        """The days of `span` on which the subscription holds."""
        return common(span, Span(self.starts_on, self.ends_on or date.max))


@dataclass(frozen=True, slots=True)
class Wish:
    """The fees that are asked for: for a span, in whole periods or freely, filling gaps or only going on."""

    span: Span
    regular: bool = True
    continuous: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The spans to make a fee for; where there is none, the reason."""

    fees: tuple[Span, ...] = ()
    reason: str = ""


def fees_to_create(rhythm: Rhythm, wish: Wish, validity: Validity, existing: Iterable[Span]) -> Plan:
    """The fees that a wish comes to, beside those there are; `existing` are the spans of fees not credited.

    Regular fees are one for each period, or for what is left of it. A wish for regular fees that does not match whole
    periods is refused at its field, and so is one for too many fees.
    """
    taken = sorted(existing)
    if wish.regular:
        check_whole(rhythm, wish.span)
    reason = _reason_against(wish, validity, taken)
    if reason:
        return Plan(reason=reason)
    fees = tuple(islice(_fees(rhythm, wish, validity, taken), MOST_FEES + 1))
    if len(fees) > MOST_FEES:
        raise Refusal(
            tr("That would be more than {count} fees at once: choose a shorter time.", count=MOST_FEES), field="ends_on"
        )
    return Plan(fees) if fees else Plan(reason=tr("There is a fee for each of these days."))


def proposed(rhythm: Rhythm, validity: Validity, existing: Iterable[Span], *, regular: bool = True) -> Span:
    """What to ask for next: from the end of the last fee, or from the first period, to the end of that period."""
    last = max((each.ends_on for each in existing), default=None)
    begin = last + ONE_DAY if last else validity.starts_on
    period = period_of(rhythm, begin)
    return period if regular else Span(begin, period.ends_on)


def _reason_against(wish: Wish, validity: Validity, taken: list[Span]) -> str:
    if not validity.active:
        return tr("The subscription is not active.")
    if validity.clip(wish.span) is None:
        return tr("The subscription does not hold in this time.")
    last = max((each.ends_on for each in taken), default=None)
    if wish.continuous and last is not None and wish.span.starts_on <= last:
        return tr("There are fees until {day}: continuous ones begin after it.", day=day_words(last))
    return ""


def _fees(rhythm: Rhythm, wish: Wish, validity: Validity, taken: list[Span]) -> Iterator[Span]:
    for asked in periods_between(rhythm, wish.span) if wish.regular else (wish.span,):
        held = validity.clip(asked)
        if held is not None:
            yield from left_over(held, taken)
