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


def choice_of(chosen: Chosen, words: str, agreement_id: int | None) -> Choice:
    """Which agreements are asked for; one alone leaves the rest of the sentence out of account."""
    return Choice(words, frozenset(int(each) for each in chosen["group"]), agreement_id)


def question_of(period: Period, chosen: Chosen, choice: Choice) -> Question:
    """What is asked of them."""
    return Question(replace(period, kinds=frozenset(LineKind(each) for each in chosen["kind"])), choice)
