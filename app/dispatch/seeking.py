"""Where an order is on a board, on whatever day."""

from dataclasses import replace
from datetime import timedelta, tzinfo

from app.shared.desk import Desk
from domain.scheduling.boards.why_absent import Answer, Shown, why_order

LITTLE = timedelta(hours=1)


def whereabouts(desk: Desk, order_id: int, asked: Shown, zone: tzinfo | None) -> Answer:
    """Where it is, or why it is not to be seen though its day were in view."""
    with desk.store.read() as session:
        answer = why_order(session, order_id, asked, zone)
        if answer.absent and answer.at is not None:
            there = replace(asked, since=answer.at, until=answer.at + LITTLE)
            return why_order(session, order_id, there, zone)
        return answer
