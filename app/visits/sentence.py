"""The sentence of filters over the page of visits, and what it asks."""

from dataclasses import replace

from app.shared.filters import Chosen, Filter
from app.visits.question import Question
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.visits.choosing import Choice
from domain.visits.plan import Period


def filters() -> tuple[Filter, ...]:
    """Which agreements, and which of their lines."""
    kinds = tuple((each.value, each.label) for each in LineKind)
    return Filter("group", tr("any group"), ()), Filter("kind", tr("all kinds of lines"), kinds)


def question_of(period: Period, chosen: Chosen, words: str, agreement_id: int | None) -> Question:
    """What is asked; one agreement alone leaves the rest of the sentence out of account."""
    kinds = frozenset(LineKind(each) for each in chosen["kind"])
    groups = frozenset(int(each) for each in chosen["group"])
    return Question(replace(period, kinds=kinds), Choice(words, groups, agreement_id))
