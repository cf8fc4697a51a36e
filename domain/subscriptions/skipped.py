"""Which of the days that fees are asked for get none, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.language import tr
from domain.subscriptions.gaps import Validity
from domain.subscriptions.spans import ONE_DAY, Span, common


@dataclass(frozen=True, slots=True)
class Skipped:
    """Days without a new fee, and the reason."""

    span: Span
    reason: str


def skipped(asked: Span, validity: Validity, existing: Iterable[Span]) -> tuple[Skipped, ...]:
    """The days of `asked` that are billed already or on which the subscription does not hold, in their order."""
    found = [Skipped(span, tr("There is a fee already.")) for each in existing if (span := common(each, asked))]
    return tuple(sorted((*found, *_outside(asked, validity)), key=_first_day))


def _outside(asked: Span, validity: Validity) -> Iterator[Skipped]:
    if asked.starts_on < validity.starts_on:
        last = min(asked.ends_on, validity.starts_on - ONE_DAY)
        yield Skipped(Span(asked.starts_on, last), tr("The subscription begins later."))
    if validity.ends_on is not None and asked.ends_on > validity.ends_on:
        first = max(asked.starts_on, validity.ends_on + ONE_DAY)
        yield Skipped(Span(first, asked.ends_on), tr("The subscription has ended."))


def _first_day(each: Skipped) -> Span:
    return each.span
