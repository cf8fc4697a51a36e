"""The details pane: what an order asks, met or not, and whom to call."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from app.dispatch.panes.details.asked import Asked, asked
from app.shared.kit import Kit
from app.shared.times import Times
from domain.scheduling.board_rows import Ability, BoardTechnician
from domain.scheduling.needs.needs import After, Need, Part
from tests.app.dispatch.house import House
from tests.app.dispatch.plans import at

KIM = BoardTechnician(
    1,
    "Kim",
    "North",
    frozenset({"Gas", "Lifts"}),
    (),
    territories=frozenset({"Harbour"}),
    abilities=(Ability("Gas", 2, date(2026, 3, 1)), Ability("Lifts", 2)),
    van=((5, Decimal(2)),),
)


@pytest.mark.parametrize(
    ("need", "told"),
    [
        (Need(), ()),
        (Need(skills=frozenset({"Lifts"})), (Asked("Lifts", True),)),
        (Need(skills=frozenset({"Welding"})), (Asked("Welding", False),)),
        (Need(skills=frozenset({"Gas"})), (Asked("Gas", False),)),
        (Need(skills=frozenset({"Lifts"}), ratings=(("Lifts", 3),)), (Asked("Lifts, rating 3 or better", False),)),
        (Need(skills=frozenset({"Lifts"}), ratings=(("Lifts", 2),)), (Asked("Lifts, rating 2 or better", True),)),
        (Need(territory="City"), (Asked("Territory City", False),)),
        (Need(restricted=frozenset({1})), (Asked("The customer does not want this technician", False),)),
        (Need(parts=(Part(5, "Valve", Decimal("2.5")),)), (Asked("2.5 × Valve in the van", False),)),
        (Need(after=(After("SO-1", at(9)),)), (Asked("After SO-1", True),)),
        (Need(after=(After("SO-1", None),)), (Asked("After SO-1", False),)),
    ],
)
def test_each_point_is_met_or_not(need: Need, told: tuple[Asked, ...], kit: Kit) -> None:
    assert asked(need, KIM, at(10), kit.times) == told


def test_before_anybody_is_booked_points_are_open(kit: Kit) -> None:
    need = Need(skills=frozenset({"Lifts"}), territory="City")
    assert {point.met for point in asked(need, None, None, kit.times)} == {None}


def test_the_promised_arrival_is_told_in_the_zone_of_the_user(house: House) -> None:
    times: Times = house.kit.times
    need = Need(window_from=at(9), window_until=at(11))
    early = asked(need, KIM, at(8), times)
    assert early == (Asked("Arrival promised 10:00 to 12:00", False),)
    assert asked(replace(need, window_from=at(7)), KIM, at(8) + timedelta(hours=1), times)[0].met is True
