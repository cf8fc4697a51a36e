"""What is wrong with one booking of a plan, found slowly: minute by minute, sharing nothing with the rules."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta, tzinfo

from domain.scheduling.board_rows import BoardBooking, BoardTechnician, Membership
from domain.scheduling.rules.checks import Kind
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import STRAIGHT

#: Six hours without work, in minutes: a night.
NIGHT = 360


def minute(moment: datetime) -> int:
    """The number of a minute since 1970."""
    return int(moment.timestamp()) // 60


def minutes(start: datetime, finish: datetime) -> set[int]:
    """All minutes from a moment to another."""
    return set(range(minute(start), minute(finish)))


def all_minutes(spans: Iterable[tuple[datetime, datetime]]) -> set[int]:
    """The minutes of several spans."""
    found: set[int] = set()
    for start, finish in spans:
        found |= minutes(start, finish)
    return found


class SlowChecker:
    """Looks at one row of the board: a technician with all the bookings as they shall be."""

    def __init__(self, technician: BoardTechnician, plan: Sequence[BoardBooking], zone: tzinfo) -> None:
        self._who = technician
        self._plan = [b for b in plan if b.technician_id == technician.id and b.status.value != "cancelled"]
        self._others = [b for b in plan if b.technician_id != technician.id and b.status.value != "cancelled"]
        self._zone = zone
        self._works = all_minutes(technician.working)

    def wrong(self, one: BoardBooking) -> Counter[Kind]:
        """How many findings of each kind there should be for a booking of the row."""
        found = Counter(
            {
                kind: number
                for part in (
                    self._same_time(one),
                    self._working_time(one),
                    self._person(one),
                    self._abilities(one),
                    self._promises(one),
                    self._ways(one),
                )
                for kind, number in part.items()
            }
        )
        return +found

    def must_have_left(self, one: BoardBooking, now: datetime) -> bool:
        """Whether one would be there in time, had one set out before now, and is not any more."""
        before, day = self._before(one), self._day(one.start)
        origin = self._who.start if before is None else before.need.place
        way = self._way(origin, one.need.place)
        free = minute(before.finish) if before is not None else None if day is None else day[0]
        if way is None or free is None:
            return False
        leaves = minute(one.start) - way
        return free <= leaves < minute(now) <= minute(one.start)

    def _beside(self, one: BoardBooking) -> list[BoardBooking]:
        return [other for other in self._plan if other.id != one.id]

    def _same_time(self, one: BoardBooking) -> dict[Kind, int]:
        own = minutes(one.start, one.finish)
        others = [minutes(other.start, other.finish) for other in self._beside(one)]
        along = sum(bool(own & minutes(other.start, other.finish)) for other in self._along(one))
        if self._who.capacity == 1:
            return {Kind.OVERLAP: sum(bool(own & other) for other in others) + along}
        crowded = any(sum(now in other for other in others) >= self._who.capacity for now in own)
        return {Kind.CAPACITY: int(crowded), Kind.OVERLAP: along}

    def _along(self, one: BoardBooking) -> list[BoardBooking]:
        """What those have who are in the crew on the day of this one, and what the crews have on days with this one."""
        comes = self._comes(one)
        joined = [
            other
            for other in self._others
            for crew in self._who.crews
            if crew.id == other.technician_id and self._is_in(crew, other)
        ]
        return [*(other for other in self._others if other.technician_id in comes), *joined]

    def _comes(self, one: BoardBooking) -> set[int]:
        return {self._who.id, *(each.id for each in self._who.members if self._is_in(each, one))}

    def _is_in(self, membership: Membership, one: BoardBooking) -> bool:
        """Whether the day on which the work begins is one of the days of a membership."""
        day = one.start.astimezone(self._zone).date()
        first = date.min if membership.since is None else membership.since.astimezone(self._zone).date()
        if membership.until is None:
            return first <= day
        return first <= day <= (membership.until - timedelta(minutes=1)).astimezone(self._zone).date()

    def _working_time(self, one: BoardBooking) -> dict[Kind, int]:
        own = minutes(one.start, one.finish)
        away = [(minutes(each.start, each.finish), each.approved) for each in self._who.away]
        absent = {now for span, approved in away if approved for now in span}
        ready = self._works | all_minutes(self._who.on_call) | absent
        return {
            Kind.HOURS: int(not own <= ready),
            Kind.AWAY: sum(bool(own & span) for span, approved in away if approved),
            Kind.ASKED: sum(bool(own & span) for span, approved in away if not approved),
            Kind.BREAK: self._breaks(one),
        }

    def _breaks(self, one: BoardBooking) -> int:
        found = 0
        for pause in self._who.breaks:
            span = minutes(pause.start, pause.finish)
            busy = {now for each in self._plan for now in self._busy(each)}
            if self._busy(one) & span and _longest(span - busy) < pause.minutes:
                found += 1
        return found

    def _busy(self, one: BoardBooking) -> set[int]:
        before = self._before(one)
        if before is not None:
            way = self._way(before.need.place, one.need.place)
        else:
            way = None if self._day(one.start) is None else self._way(self._who.start, one.need.place)
        return minutes(one.start - timedelta(minutes=way or 0), one.finish)

    def _person(self, one: BoardBooking) -> dict[Kind, int]:
        need, who = one.need, self._who
        comes = self._comes(one)
        fits = who.kind == need.kind or (need.kind.value, who.kind.value) == ("person", "crew")
        unwanted = any(each in need.restricted for each in comes)
        outsider = bool(need.only) and not any(each in need.only for each in comes)
        stranger = bool(need.preferred) and not any(each in need.preferred for each in comes)
        return {
            Kind.KIND: int(not fits),
            Kind.INACTIVE: int(not who.active),
            Kind.CUSTOMER: unwanted + outsider,
            Kind.PREFERRED: int(stranger),
        }

    def _abilities(self, one: BoardBooking) -> dict[Kind, int]:
        need, who = one.need, self._who
        last_day = (one.finish - timedelta(minutes=1)).astimezone(self._zone).date()
        found = {Kind.SKILL: 0, Kind.RATING: 0, Kind.EXPIRED: 0, Kind.PARTS: 0}
        for skill in need.skills:
            abilities = [ability for ability in who.abilities if ability.skill == skill]
            found[Kind.SKILL] += skill not in who.skills
            found[Kind.EXPIRED] += sum(
                each.valid_until is not None and each.valid_until < last_day for each in abilities
            )
        for skill, least in need.ratings:
            if skill in who.skills:
                found[Kind.RATING] += not any(each.skill == skill and each.rating >= least for each in who.abilities)
        for part in need.parts:
            there = sum(quantity for article, quantity in who.van if article == part.article_id)
            found[Kind.PARTS] += bool(who.van) and there < part.quantity
        foreign = need.territory != "" and who.territories != frozenset() and need.territory not in who.territories
        return {**found, Kind.TERRITORY: int(foreign)}

    def _promises(self, one: BoardBooking) -> dict[Kind, int]:
        need = one.need
        early = need.window_from is not None and minute(one.start) < minute(need.window_from)
        late = need.window_until is not None and minute(one.start) > minute(need.window_until)
        turn = sum(job.finish is None or minute(one.start) - minute(job.finish) < job.minutes for job in need.after)
        turn += sum(minute(start) - minute(one.finish) < pause for _, start, pause in need.before)
        overdue = need.due is not None and minute(one.finish) > minute(need.due)
        return {Kind.WINDOW: int(early or late), Kind.DUE: int(overdue), Kind.ORDER: turn}

    def _ways(self, one: BoardBooking) -> dict[Kind, int]:
        before, after, day = self._before(one), self._after(one), self._day(one.start)
        here = one.need.place
        travel = commute = 0
        if before is not None:
            travel += _too_long(self._way(before.need.place, here), before.finish, one.start)
        if after is not None:
            travel += _too_long(self._way(here, after.need.place), one.finish, after.start)
        if day is not None and before is None:
            commute += (self._way(self._who.start, here) or 0) > minute(one.start) - day[0]
        if day is not None and after is None and minute(one.finish) <= day[1]:
            commute += (self._way(here, self._who.end) or 0) > day[1] - minute(one.finish)
        known = [self._who.start, self._who.end, *(each.need.place for each in (before, after) if each)]
        lost = here is None and self._who.kind.value != "facility" and any(place is not None for place in known)
        return {Kind.TRAVEL: travel, Kind.COMMUTE: commute, Kind.PLACE: int(lost)}

    def _way(self, a: Place | None, b: Place | None) -> int | None:
        return None if self._who.kind.value == "facility" else STRAIGHT.minutes(a, b)

    def _before(self, one: BoardBooking) -> BoardBooking | None:
        pauses = [(minute(one.start) - minute(other.finish), -other.id, other) for other in self._beside(one)]
        return _nearest([pause for pause in pauses if 0 <= pause[0] < NIGHT])

    def _after(self, one: BoardBooking) -> BoardBooking | None:
        pauses = [(minute(other.start) - minute(one.finish), other.id, other) for other in self._beside(one)]
        return _nearest([pause for pause in pauses if 0 <= pause[0] < NIGHT])

    def _day(self, moment: datetime) -> tuple[int, int] | None:
        """First minute of the working day around a moment, and the one after its last."""
        now = minute(moment)
        first = last = None
        idle = 0
        for earlier in range(now, min(self._works, default=now) - 1, -1):
            if earlier in self._works:
                first, idle = earlier, 0
            else:
                idle += 1
                if idle >= NIGHT:
                    break
        idle = 0
        for later in range(now, max(self._works, default=now) + 1):
            if later in self._works:
                last, idle = later + 1, 0
            else:
                idle += 1
                if idle >= NIGHT:
                    break
        if first is None or last is None or self._idle_around(now) >= NIGHT:
            return None
        return first, last

    def _idle_around(self, now: int) -> int:
        """How many minutes without work there are in a row around a minute."""
        if now in self._works:
            return 0
        back = max((each for each in self._works if each < now), default=now - NIGHT)
        forth = min((each for each in self._works if each > now), default=now + NIGHT)
        return forth - back - 1


def _nearest(pauses: list[tuple[int, int, BoardBooking]]) -> BoardBooking | None:
    return min(pauses, key=lambda pause: pause[:2])[2] if pauses else None


def _too_long(way: int | None, leaves: datetime, must_be_there: datetime) -> int:
    return int(way is not None and way > minute(must_be_there) - minute(leaves))


def _longest(free: set[int]) -> int:
    """How many minutes in a row are free."""
    longest = run = 0
    for now in range(min(free, default=0), max(free, default=0) + 1):
        run = run + 1 if now in free else 0
        longest = max(longest, run)
    return longest
