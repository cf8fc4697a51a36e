"""Posts several orders at once, and tells of each what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from domain.billing.model import Posting
from domain.billing.posting_service import post_order
from domain.errors import CalloutError
from domain.language import tr
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class PostResult:
    """What became of one order of many."""

    order_id: int
    posted: bool
    sentence: str


def post_many(store: Store, actor: str, order_ids: Sequence[int], *, on: date | None = None) -> list[PostResult]:
    """Post several orders, each in a unit of work of its own; what goes wrong with one stops none of the others."""
    return [_result(store, actor, order_id, on) for order_id in order_ids]


def _result(store: Store, actor: str, order_id: int, on: date | None) -> PostResult:
    try:
        number, new = store.run(actor, _post_and_tell, order_id, on)
    except CalloutError as error:
        return PostResult(order_id, posted=False, sentence=str(error))
    if not new:
        return PostResult(order_id, posted=False, sentence=tr("posted before, as {number}", number=number))
    return PostResult(order_id, posted=True, sentence=tr("posted as {number}", number=number))


def _post_and_tell(work: UnitOfWork, order_id: int, on: date | None) -> tuple[str, bool]:
    before = set(work.session.scalars(select(Posting.id).where(Posting.order_id == order_id)))
    posting = post_order(work, order_id, on=on)
    return posting.number, posting.id not in before
