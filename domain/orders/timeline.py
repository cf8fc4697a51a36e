"""What happened to an order, told from the journal in sentences: facts in, text out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.orders import (
    timeline_asked,
    timeline_clock,
    timeline_content,
    timeline_header,
    timeline_parts,
    timeline_visits,
)
from domain.orders.wording import Teller, Wording
from domain.store.journal import FactRow

_TELLERS: Mapping[str, Teller] = {
    **timeline_header.TELLERS,
    **timeline_clock.TELLERS,
    **timeline_content.TELLERS,
    **timeline_visits.TELLERS,
    **timeline_parts.TELLERS,
    **timeline_asked.TELLERS,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline; `id` is that of the fact."""

    id: int
    at: datetime
    actor: str
    text: str


def tell(fact: FactRow, wording: Wording) -> str:
    """The fact of an order, or of what belongs to it, as a sentence; empty for those that tell a reader nothing."""
    teller = _TELLERS.get(fact.kind)
    return teller(fact, wording) if teller else ""
