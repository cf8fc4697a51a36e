"""What the books say: postings of orders, and whether they add up."""

from collections import Counter
from decimal import Decimal

from sqlalchemy import select

from domain.billing.model import Posting, PostingEntry
from domain.billing.posting_service import counter_post, post_order
from domain.orders.content import LineStatus, OrderLine
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork


def post(work: UnitOfWork, order_id: int) -> str:
    """Post an order; returns the number of the posting."""
    return post_order(work, order_id).number


def take_back(work: UnitOfWork, posting_id: int, remark: str = "wrong hours") -> str:
    """Counter-post; returns the number of the counter-posting."""
    return counter_post(work, posting_id, remark=remark).number


def postings(store: Store, order_id: int) -> list[Posting]:
    """The postings of an order, the earliest first."""
    with store.read() as session:
        return list(session.scalars(select(Posting).where(Posting.order_id == order_id).order_by(Posting.sequence)))


def balances(store: Store) -> dict[str, Decimal]:
    """Debit less credit of every account that is not even."""
    with store.read() as session:
        entries = list(session.scalars(select(PostingEntry)))
    found: dict[str, Decimal] = {}
    for entry in entries:
        found[entry.account] = found.get(entry.account, Decimal(0)) + entry.debit - entry.credit
    return {account: balance for account, balance in found.items() if balance}


def check_whole(store: Store) -> None:
    """Every posting balances, and what the lines say is what was booked: each posted line once, no other line."""
    with store.read() as session:
        entries = list(session.scalars(select(PostingEntry)))
        reversals = {each.id for each in session.scalars(select(Posting)) if each.reverses_id is not None}
        statuses = {line.id: line.status for line in session.scalars(select(OrderLine))}
    debit_less_credit: Counter[int] = Counter()
    times: dict[int, int] = dict.fromkeys(statuses, 0)
    seen: set[tuple[int, int]] = set()
    for entry in entries:
        debit_less_credit[entry.posting_id] += int((entry.debit - entry.credit).scaleb(4))
        if (entry.posting_id, entry.order_line_id) not in seen:
            seen.add((entry.posting_id, entry.order_line_id))
            times[entry.order_line_id] += -1 if entry.posting_id in reversals else 1
    assert not any(debit_less_credit.values())
    assert times == {key: int(status is LineStatus.POSTED) for key, status in statuses.items()}
