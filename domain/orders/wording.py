"""How facts of an order are worded: names, moments, numbers, and what was said with them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from domain.language import tr
from domain.store.journal import FactRow


@dataclass(frozen=True, slots=True)
class Wording:
    """How facts are worded: the names of technicians, and how a moment is written where it is read."""

    technicians: Mapping[int, str]
    moment: Callable[[datetime], str]

    def technician(self, key: Any) -> str:
        """The name of a technician who may be gone by now."""
        return self.technicians.get(key, tr("a technician"))

    def time(self, text: Any) -> str:
        """A moment as the journal keeps it."""
        return self.moment(datetime.fromisoformat(text)) if text else "–"


Teller = Callable[[FactRow, Wording], str]


def sentence(words: str) -> str:
    """The words with a capital at their beginning."""
    return words[:1].upper() + words[1:]


def with_why(told: str, fact: FactRow) -> str:
    """A sentence with the reason and the remark that were given."""
    why = ", ".join(part for part in (fact.after.get("reason"), fact.after.get("remark")) if part)
    return tr("{sentence}: {why}", sentence=told, why=why) if why else told


def number(text: Any) -> str:
    """A number as the journal keeps it, without needless zeros."""
    if text is None:
        return "–"
    value = Decimal(str(text))
    whole = value == value.to_integral_value()
    return f"{value.quantize(Decimal(1)):f}" if whole else f"{value.normalize():f}"
