"""Of every order and technician of the demo company it is told that it is on the board, or why it is not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.dispatch.tabs.settings import KIND, SKILL, TEAM, TERRITORY, WORK, BoardSettings, shown
from domain.orders.model import Order
from domain.scheduling import queries
from domain.scheduling.boards.why_absent import Shown, why_order, why_technician
from domain.scheduling.boards.with_work import whole_days
from domain.scheduling.model import BookingStatus
from domain.store.store import Store
from domain.workforce.model import Technician
from tests.support.moments import MONDAY_MORNING

DAY = Shown(MONDAY_MORNING - timedelta(hours=3), MONDAY_MORNING + timedelta(hours=9))
WEEK = replace(DAY, until=DAY.since + timedelta(days=7))
FILTERS: Mapping[str, dict[str, Any]] = {
    "nothing": {},
    "a team": {"teams": frozenset({"Field service"})},
    "a skill": {"skills": frozenset({"Refrigerant circuit"})},
    "a territory nobody has": {"territories": frozenset({"The moon"})},
    "a kind": {"kinds": frozenset({"person"})},
    "somebody picked": {"technicians": frozenset({1, 2})},
    "who has work": {"only_with_work": True},
    "not what is cancelled": {"cancelled": False},
}
FIELDS = {TEAM: "teams", TERRITORY: "territories", SKILL: "skills", KIND: "kinds"}


class Board:
    """What the board shows, by its own reading of plan and filters."""

    def __init__(self, session: Session, asked: Shown) -> None:
        span = asked.since, asked.until
        bookings = queries.bookings(session, *span)
        chosen = {key: getattr(asked, field) for key, field in FIELDS.items()}
        chosen[WORK] = frozenset({WORK}) if asked.only_with_work else frozenset()
        settings = BoardSettings(technicians=asked.technicians, chosen=chosen)
        days = whole_days(*span, UTC)
        people, busy = queries.technicians(session, *span), queries.bookings(session, *days)
        self.technicians = {one.id for one in shown(settings, people, busy, days)}
        self.orders = {one.id for one in queries.unassigned(session)}
        self.orders |= {
            one.order_id
            for one in bookings
            if one.technician_id in self.technicians and (asked.cancelled or one.status is not BookingStatus.CANCELLED)
        }


@pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
def test_every_technician_is_there_or_has_a_reason(company: Store, filters: dict[str, Any]) -> None:
    asked = replace(DAY, **filters)
    with company.read() as session:
        board = Board(session, asked)
        answers = {key: why_technician(session, key, asked, UTC) for key in session.scalars(select(Technician.id))}
    assert len(answers) > 10
    assert all(answer.sentences for answer in answers.values())
    assert {key for key, answer in answers.items() if not answer.absent} == board.technicians


@pytest.mark.parametrize("asked", [DAY, replace(WEEK, **FILTERS["a skill"], cancelled=False)], ids=["day", "filtered"])
def test_every_order_is_there_or_has_a_reason(company: Store, asked: Shown) -> None:
    with company.read() as session:
        board = Board(session, asked)
        answers = {key: why_order(session, key, asked, UTC) for key in session.scalars(select(Order.id))}
    assert len(answers) > 100
    assert all(answer.sentences for answer in answers.values())
    assert {key for key, answer in answers.items() if not answer.absent} == board.orders
