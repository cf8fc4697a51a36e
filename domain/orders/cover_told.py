"""What is covered, for the desk to read out: kinds of work that are covered alike stand in one line."""

from collections.abc import Iterable

from domain.agreements.cover_rules import Treatment
from domain.orders.cover_queries import KindCover


def covered_words(kinds: Iterable[KindCover]) -> str:
    """A line for each way of being covered; nothing where everything is simply charged."""
    found = list(kinds)
    if all(kind.treatment is Treatment.CHARGED and kind.unit is None for kind in found):
        return ""
    alike: dict[str, list[str]] = {}
    for each in found:
        alike.setdefault(each.sentence, []).append(each.kind.label)
    if len(alike) == 1:
        return next(iter(alike))
    return "\n".join(f"{', '.join(names)}: {sentence}" for sentence, names in alike.items())
