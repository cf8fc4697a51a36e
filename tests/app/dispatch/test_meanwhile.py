"""Who was faster is told in the times of whoever was slower."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from app.dispatch.meanwhile import told_of
from app.shared.times import Times
from domain.clock import FixedClock
from domain.scheduling.placing.rivals import Rival

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def test_who_was_faster_is_told_in_the_times_of_the_user() -> None:
    times = Times(FixedClock(NOON), ZoneInfo("Asia/Tokyo"))
    one = Rival("kim", NOON, "Lou", NOON + timedelta(hours=20))
    assert told_of(one, times) == "kim was faster, at 21:00: it is with Lou now, tomorrow 17:00."
