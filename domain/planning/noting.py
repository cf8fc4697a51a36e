"""What whoever decides on a proposal should know besides its changes, in sentences to be kept with it."""

from collections.abc import Iterator

from domain.language import tr, trn
from domain.optimising.cost import Evaluated
from domain.planning.translation.values import Translated

#: So many orders are named, the others only counted.
MOST_NAMED = 40


def notes(translated: Translated, before: Evaluated | None) -> tuple[str, ...]:
    """Why there is nothing to plan; that the plan in force breaks rules; what was not asked for; what has no place."""
    return (*filter(None, (translated.nothing,)), *_broken(before), *_later(translated), *_placeless(translated))


def _broken(before: Evaluated | None) -> Iterator[str]:
    if before is not None and before.broken:
        yield trn(
            "The plan in force breaks rules in {count} place, so that its cost cannot be reckoned.",
            "The plan in force breaks rules in {count} places, so that its cost cannot be reckoned.",
            len(before.broken),
        )


def _later(translated: Translated) -> Iterator[str]:
    if translated.later:
        yield trn(
            "{count} order that waits was not asked for: the time agreed for its visit comes after the days that are "
            "planned.",
            "{count} orders that wait were not asked for: the times agreed for their visits come after the days that "
            "are planned.",
            translated.later,
        )


def _placeless(translated: Translated) -> Iterator[str]:
    numbers = translated.placeless
    if not numbers:
        return
    named = ", ".join(numbers[:MOST_NAMED])
    more = len(numbers) - MOST_NAMED
    yield trn(
        "Nobody knows where {count} order is, so that ways to it take no time here: {numbers}.",
        "Nobody knows where {count} orders are, so that ways to them take no time here: {numbers}.",
        len(numbers),
        numbers=named if more <= 0 else tr("{words} and {count} more", words=named, count=more),
    )
