"""What is asked of the page of visits: a period, and the agreements it is asked for."""

from dataclasses import dataclass
from datetime import date

from domain.errors import Refusal
from domain.language import tr
from domain.visits.choosing import EVERYTHING, Choice
from domain.visits.plan import Period

MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class Question:
    """The due days of a period, for some agreements or all."""

    period: Period
    choice: Choice = EVERYTHING


def checked(first: date, last: date) -> None:
    """Refuse a period that makes no sense."""
    if last < first:
        raise Refusal(tr("The last day is before the first."))
    if (last - first).days > MOST_DAYS:
        raise Refusal(tr("At most ten years are shown at once."))
