"""What of the days cannot be planned, in sentences beside the figures."""

from collections.abc import Collection

from domain.language import tr, trn
from domain.optimising.plan import served
from domain.planning.noting import notes
from domain.planning.translation.values import Translated, Untouched

#: So many are told of one by one.
MOST = 5


def told_of(translated: Translated, present: Translated | None = None, freed: Collection[int] = ()) -> tuple[str, ...]:
    """What is left as it is with the reason; beside the `present` only what is news, or had to be `freed`."""
    known = frozenset() if present is None else frozenset(map(_key, present.untouched))
    said = () if present is None else notes(present, None)
    news = [each for each in translated.untouched if _key(each) not in known or each.booking_id in freed]
    told = [each for each in notes(translated, None) if each not in said]
    told += [tr("{number}: {reason}", number=each.number, reason=each.reason) for each in news[:MOST]]
    more = len(news) - MOST
    if more > 0:
        told.append(trn("One more is left as it is.", "{count} more are left as they are.", more))
    return tuple(told)


def misplaced(present: Translated) -> tuple[str, ...]:
    """What is booked where it breaks rules, so that no plan has it there."""
    done = served(present.present)
    works = (work for job, work in enumerate(present.work) if work is not None and job not in done)
    numbers = [work.number for work in works if work.booking is not None]
    if not numbers:
        return ()
    named = ", ".join(numbers[:MOST]) + (" …" if len(numbers) > MOST else "")
    return (
        trn(
            "{numbers} is booked where it breaks rules, and counts as left out.",
            "{count} are booked where they break rules, and count as left out: {numbers}",
            len(numbers),
            numbers=named,
        ),
    )


def _key(each: Untouched) -> tuple[int, int | None, int | None]:
    return each.order_id, each.requirement_id, each.booking_id
