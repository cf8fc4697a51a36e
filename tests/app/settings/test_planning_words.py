"""Goals and runs of planning in words."""

from datetime import time

import pytest

from app.settings.planning_profiles.words import limit_words, unit_words
from app.settings.planning_runs.words import begins_words, days_words, tip_words
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.service import RunDraft
from domain.planning.impact import Limit

MORNING = RunDraft("Morning", 1, Trigger.SCHEDULE, at=time(5, 30), zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (None, "never"),
        (Limit(), "only orders that wait"),
        (Limit(minutes=30, promised=2), "only orders that wait"),
        (Limit(1, 90), "1 booking moved by 1 h 30 min at most, none promised"),
        (Limit(3), "3 bookings to somebody else at their time, none promised"),
        (Limit(taken_off=2, promised=1), "2 taken off, 1 of them promised"),
    ],
)
def test_what_may_be_done_without_asking_in_words(limit: Limit | None, words: str) -> None:
    assert limit_words(limit) == words


@pytest.mark.parametrize(
    ("travel", "words"),
    [
        (1.0, "1 point is a minute on the road. What costs 10 points is done only where it saves more than 10 minutes"),
        (3.0, "a minute on the road costs 3 here. What costs 10 points is done only where it saves more than 3.3 min"),
        (5.0, "What costs 10 points is done only where it saves more than 2 minutes of driving"),
        (2500.5, "What costs 25005 points is done only where it saves more than 10 minutes of driving"),
        (0.0, "Driving costs next to nothing here"),
        (1e-300, "Driving costs next to nothing here"),
        (0.01, "where it saves more than 1000 minutes of driving"),
    ],
)
def test_a_point_is_explained_by_what_a_minute_on_the_road_costs(travel: float, words: str) -> None:
    assert words in unit_words(travel)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((0, 1, 2, 3, 4), "Mon–Fri"),
        ((5, 6), "Sat, Sun"),
        ((0, 2, 3, 4, 6), "Mon, Wed–Fri, Sun"),
        ((3,), "Thu"),
        ((), ""),
    ],
)
def test_days_in_a_row_are_said_in_short(days: tuple[int, ...], words: str) -> None:
    assert days_words(days) == words


def test_when_a_run_begins_in_words() -> None:
    assert begins_words(MORNING) == "Mon–Fri 05:30"
    assert tip_words(MORNING) == "Mon–Fri 05:30 · Europe/Berlin"
    daily = RunDraft("", 1, Trigger.SCHEDULE, weekdays=tuple(range(7)), at=time(22))
    assert begins_words(daily) == "daily 22:00"
    all_three = RunDraft("", 1, Trigger.STANDING, after_orders=True, after_alerts=True, after_delays=True)
    assert begins_words(all_three) == "after new orders, alerts and delays"
    assert begins_words(RunDraft("", 1, Trigger.STANDING, after_alerts=True)) == "after alerts"
