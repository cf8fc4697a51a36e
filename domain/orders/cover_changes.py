"""What the office does with the cover of agreements, felt at once by the orders that are still open."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from domain.agreements import cover_service
from domain.agreements.cover_service import CoverDraft, check_open
from domain.agreements.drafts import cover_draft
from domain.agreements.model import Agreement, Cover
from domain.orders.cover_used import most_used
from domain.orders.covered_lines import recount
from domain.orders.model import Order
from domain.store.unit_of_work import UnitOfWork


def add_cover(work: UnitOfWork, agreement_id: int, draft: CoverDraft) -> int:
    """Cover further work; returns the id."""
    with recounted(work, agreement_id):
        return cover_service.add_cover(work, agreement_id, draft)


def change_cover(work: UnitOfWork, cover_id: int, draft: CoverDraft, version: int) -> None:
    """Change what is covered for all of its days; refused for a limit below what is used of it already."""
    with recounted(work, work.get(Cover, cover_id).agreement_id):
        cover_service.change_cover(work, cover_id, draft, version, most_used)


def end_cover(work: UnitOfWork, cover_id: int, version: int, last_day: date) -> None:
    """Cover nothing by it after a day."""
    cover = work.get(Cover, cover_id)
    check_open(cover)
    change_cover(work, cover_id, replace(cover_draft(cover), ends_on=last_day), version)


def remove_cover(work: UnitOfWork, cover_id: int, version: int) -> None:
    """Take away what nothing was charged by yet."""
    with recounted(work, work.get(Cover, cover_id).agreement_id):
        cover_service.remove_cover(work, cover_id, version)


@contextmanager
def recounted(work: UnitOfWork, agreement_id: int) -> Iterator[None]:
    """While inside, cover may change; then the lines of all open orders of the agreement are treated anew.

    The orders are held before, so that nobody who holds one waits for the cover.
    """
    work.get(Agreement, agreement_id, lock=True)
    still = select(Order).where(Order.agreement_id == agreement_id, Order.closed_at.is_(None))
    orders = work.session.scalars(still.order_by(Order.id).with_for_update()).all()
    yield
    work.session.flush()
    for order in orders:
        recount(work, order)
