"""What became of each request: half a year that is over, and what is on the board and waiting today."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from domain.demo.diary import Diary, Slot
from domain.demo.parties import ZONE
from domain.demo.requests import Request, ask
from domain.demo.world import World
from domain.orders.model import Origin, StageMeaning
from domain.words import Priority, Severity

DAYS_BACK = 182
FRIDAY = 4
CANCELLED_SHARE = 0.05
#: How many bookings stand on the days from today on where most people work, what part of them at a weekend;
#: and how many orders wait, the first of them for an answer of the customer.
BOOKED = (16, 11, 8, 5, 3)
WEEKEND_SHARE = 0.7
WAITING = 10
HELD = 2
UNDER_WAY = 3
EARLY = timedelta(minutes=90)
"""So long before and after work people were on the road in the past."""

_DELAY_HOURS = {
    Priority.CRITICAL: (0.4, 2.5),
    Priority.HIGH: (1.5, 14.0),
    Priority.NORMAL: (8.0, 60.0),
    Priority.LOW: (36.0, 200.0),
}
_PAST_ORIGINS = {Origin.HAND: 40, Origin.ALERT: 29, Origin.AGREEMENT: 19, Origin.WEB: 12}
_PRESENT_ORIGINS = {Origin.HAND: 45, Origin.ALERT: 15, Origin.AGREEMENT: 25, Origin.WEB: 15}
_ANY = frozenset(Severity)
#: What is live is left to the live alerts: nothing that waits covers a critical rule already.
_MILD = frozenset({Severity.MAJOR, Severity.MINOR})


@dataclass(frozen=True, slots=True)
class Plan:
    """A request and how it stands; `slot` is its booking, `held` says that it waits for the customer."""

    request: Request
    stage: StageMeaning
    slot: Slot | None = None
    closed_at: datetime | None = None
    held: bool = False


def past(world: World, today: date, dice: Random) -> Iterator[Plan]:
    """About 1,500 orders of the last half year, all closed before `today`."""
    begin, end = midnight(today - timedelta(days=DAYS_BACK)), midnight(today)
    diary = Diary(world, begin, end, EARLY)
    for back in range(DAYS_BACK, 0, -1):
        day = today - timedelta(days=back)
        for opened_at, origin in sorted(_moments(day, dice)):
            plan = _closed(diary, ask(world, dice, origin, opened_at, severities=_ANY), end, dice)
            if plan is not None:
                yield plan


def present(world: World, today: date, dice: Random) -> Iterator[Plan]:
    """The orders on the board from `today` on, the first of them under way, and those that wait."""
    begin = midnight(today)
    diary = Diary(world, begin, begin + timedelta(days=14))
    for number, day in enumerate(_board_days(today)):
        opened_at = _lately(begin, dice)
        request = _present_request(world, dice, opened_at, patient=day > today + timedelta(days=1))
        earliest = midnight(day) + timedelta(minutes=dice.randint(6 * 60, 13 * 60))
        slot = _slot(diary, request, earliest, midnight(day + timedelta(days=1)))
        slot = slot or _slot(diary, request, midnight(day), begin + timedelta(days=14))
        under_way = number < UNDER_WAY and slot is not None and slot.start < begin + timedelta(hours=14)
        if slot is not None:
            yield Plan(request, StageMeaning.ACTIVE if under_way else StageMeaning.PLANNED, slot)
    for number in range(WAITING):
        held = number < HELD
        request = _present_request(world, dice, _lately(begin, dice), patient=False)
        yield Plan(request, StageMeaning.ACTIVE if held else StageMeaning.NEW, held=held)


def midnight(day: date) -> datetime:
    """The moment at which `day` begins at the service centre."""
    return datetime.combine(day, time(), ZoneInfo(ZONE)).astimezone(UTC)


def _moments(day: date, dice: Random) -> Iterator[tuple[datetime, Origin]]:
    count = dice.randint(9, 14) if day.weekday() <= FRIDAY else dice.randint(1, 4)
    for origin in dice.choices(list(_PAST_ORIGINS), list(_PAST_ORIGINS.values()), k=count):
        first, last = (0, 86_399) if origin is Origin.ALERT else (7 * 3600, 18 * 3600)
        yield midnight(day) + timedelta(seconds=dice.randint(first, last)), origin


def _closed(diary: Diary, request: Request, end: datetime, dice: Random) -> Plan | None:
    """What became of a past request; None when nobody had time for it before `end`."""
    waits = timedelta(hours=dice.uniform(*_DELAY_HOURS[request.priority]))
    if dice.random() < CANCELLED_SHARE:
        closed_at = request.opened_at + waits
        return Plan(request, StageMeaning.CANCELLED, closed_at=closed_at) if closed_at < end else None
    slot = _slot(diary, request, request.opened_at + waits, end - timedelta(hours=1))
    if slot is None:
        return None
    closed_at = slot.finish + timedelta(minutes=dice.randint(-12, 28), seconds=dice.randint(0, 59))
    return Plan(request, StageMeaning.DONE, slot, min(closed_at, end - timedelta(minutes=1)))


def _present_request(world: World, dice: Random, opened_at: datetime, *, patient: bool) -> Request:
    """A request that can wait for some days if `patient`, so that not everything on the board is late."""
    (origin,) = dice.choices(list(_PRESENT_ORIGINS), list(_PRESENT_ORIGINS.values()))
    request = ask(world, dice, origin, opened_at, severities=_MILD)
    hurried = {Priority.CRITICAL} if not patient else {Priority.CRITICAL, Priority.HIGH}
    return _present_request(world, dice, opened_at, patient=patient) if request.priority in hurried else request


def _lately(begin: datetime, dice: Random) -> datetime:
    """A moment in the office hours of one of the two days before `begin`."""
    return begin - timedelta(days=dice.choice((1, 1, 2))) + timedelta(seconds=dice.randint(7 * 3600, 18 * 3600))


def _board_days(today: date) -> list[date]:
    """One day for each booking that is to stand on the board."""
    days: list[date] = []
    for ahead, quota in enumerate(BOOKED):
        day = today + timedelta(days=ahead)
        share = WEEKEND_SHARE if day.weekday() > FRIDAY else 1.0
        days += [day] * round(quota * share)
    return days


def _slot(diary: Diary, request: Request, earliest: datetime, latest: datetime) -> Slot | None:
    return diary.take(request.skill, request.asset.site, timedelta(minutes=request.minutes), earliest, latest)
