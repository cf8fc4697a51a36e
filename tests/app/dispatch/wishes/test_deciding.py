"""A plan begins once somebody can have decided on it."""

from datetime import timedelta

import pytest

from app.dispatch.wishes.deciding import once_decided
from domain.planning.scope import TO_DECIDE, Scope
from tests.app.dispatch.plans import NOW, at

TODAY = Scope(at(0), at(24))
MINUTE = timedelta(minutes=1)


def test_nothing_of_today_begins_before_the_search_is_over_and_was_looked_at() -> None:
    decided = once_decided(TODAY, NOW, 120)
    assert decided.frozen_until == decided.leaving_from == NOW + 2 * MINUTE + TO_DECIDE


def test_what_was_to_begin_later_anyway_does() -> None:
    later = Scope(at(0), at(24), frozen_until=NOW + timedelta(hours=3))
    decided = once_decided(later, NOW, 120)
    assert (decided.frozen_until, decided.leaving_from) == (later.frozen_until, NOW + 2 * MINUTE + TO_DECIDE)
    sooner = Scope(at(0), at(24), frozen_until=NOW + MINUTE)
    assert once_decided(sooner, NOW, 120).frozen_until == NOW + 2 * MINUTE + TO_DECIDE


@pytest.mark.parametrize("days", [(24, 48), (-48, -24), (-24, (NOW + MINUTE - at(0)) / timedelta(hours=1))])
def test_days_to_come_and_days_that_are_over_are_as_they_are(days: tuple[float, float]) -> None:
    scope = Scope(at(days[0]), at(days[1]))
    assert once_decided(scope, NOW, 120) is scope
