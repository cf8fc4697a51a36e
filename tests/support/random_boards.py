"""Boards at random, with everything on them that a rule asks about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from domain.scheduling.board_rows import Ability, BoardBooking, BoardTechnician, Membership, Span
from domain.scheduling.model import BookingStatus
from domain.scheduling.needs.needs import After, Need, Part
from domain.scheduling.travel.places import Place
from domain.workforce.model import Bookable
from domain.workforce.rosters import Away, Break
from tests.support.board_made import booking

SKILLS = ("Cranes", "Lifts", "Refrigeration")
TERRITORIES = ("Coast", "Hills")
BERLIN = ZoneInfo("Europe/Berlin")
#: Nights on which clocks change, the end of a year, and a plain week.
FIRST_DAYS = tuple(
    datetime(year, month, day, tzinfo=BERLIN)
    for year, month, day in ((2026, 3, 28), (2026, 10, 24), (2026, 12, 31), (2026, 6, 9))
)
DAYS = 3
#: One technician is a crew, and one a facility with room for several, more often than others.
SECOND, LAST = 2, 3


class RandomBoard:
    """Technicians of all kinds, and bookings wherever they come to lie."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.first = self.chance.choice(FIRST_DAYS)
        self.technicians = [self._technician(one) for one in (1, 2, 3)]
        self._man_crew()
        self.plan: list[BoardBooking] = []
        for number in range(self.chance.randint(0, 9)):
            self.plan.append(self.any_booking(10 + number))

    def any_booking(self, booking_id: int) -> BoardBooking:
        """A new one anywhere, or beside another one."""
        near = [one.start + timedelta(minutes=15) for one in self.plan]
        start = self._maybe(self.moment(), self.chance.choice([*near, self.moment()]))
        return booking(
            start,
            start + timedelta(minutes=self._length()),
            booking_id,
            self.chance.choice((1, 2, 3, 3)),
            need=self._need(),
            status=self._mostly(BookingStatus.PLANNED, BookingStatus.CANCELLED),
        )

    def changed(self, one: BoardBooking) -> BoardBooking:
        """Moved, given to somebody else, shortened, or put right after another one."""
        start = self.moment()
        match self.chance.randrange(4):
            case 0:
                return replace(one, start=start, finish=start + (one.finish - one.start))
            case 1:
                return replace(one, technician_id=self.chance.choice((1, 2, 3)))
            case 2:
                return replace(one, finish=one.start + timedelta(minutes=self._length()))
            case _:
                other = self.chance.choice(self.plan)
                start = other.finish + timedelta(minutes=self.chance.choice((0, 10, 30, 60)))
                length = one.finish - one.start
                return replace(one, technician_id=other.technician_id, start=start, finish=start + length)

    def _man_crew(self) -> None:
        """Let the first technician be in the crew, if the second one is a crew."""
        first, second, last = self.technicians
        if second.kind is Bookable.CREW:
            since, until = self._days_there()
            other = Membership(22, "T22", *self._days_there())
            crews = (
                replace(first, crews=(Membership(2, second.name, since, until),)),
                replace(second, members=(Membership(1, first.name, since, until), other)),
            )
            self.technicians = [*crews, last]

    def _days_there(self) -> tuple[datetime | None, datetime | None]:
        """From which local midnight to which somebody is in a crew."""
        since = self.chance.randrange(-1, DAYS)
        until = self.chance.randint(since + 1, DAYS + 1)
        return self._maybe(None, self._at(since)), self._maybe(None, self._at(until))

    def _at(self, day: int, hour: int = 0, minute: int = 0) -> datetime:
        """A moment by the clock on the wall."""
        return (self.first + timedelta(days=day, hours=hour, minutes=minute)).astimezone(UTC)

    def moment(self) -> datetime:
        """Some minute of the days, more often by day than by night."""
        hour = self.chance.choice((*range(24), *range(6, 18), *range(6, 18)))
        minute = self.chance.choice((0, 0, 15, 30, 45, 7))
        return self._at(self.chance.randrange(DAYS), hour, minute)

    def _length(self) -> int:
        return self.chance.choice((15, 30, 60, 60, 90, 120, 240, 1600))

    def _mostly(self, usual: Any, other: Any) -> Any:
        return self.chance.choice((usual, usual, usual, usual, other))

    def _maybe(self, value: Any, empty: Any) -> Any:
        return self.chance.choice((value, empty))

    def _span(self, hours: int) -> Span:
        start = self.moment()
        return start, start + timedelta(minutes=self.chance.randint(1, hours * 60))

    def _place(self) -> Place | None:
        near = Place(53 + self.chance.randrange(4) / 10, 10 + self.chance.randrange(4) / 10)
        return self._mostly(near, None)  # type: ignore[no-any-return]

    def _technician(self, technician_id: int) -> BoardTechnician:
        often = {SECOND: Bookable.CREW, LAST: Bookable.FACILITY}.get(technician_id, Bookable.PERSON)
        usual = self._maybe(Bookable.PERSON, often)
        kind = self._mostly(usual, self.chance.choice(list(Bookable)))
        abilities = tuple(
            Ability(skill, self.chance.randrange(6), self._maybe(None, self.first.date() + timedelta(days=at)))
            for at, skill in enumerate(SKILLS)
            if self.chance.random() < 0.7
        )
        return BoardTechnician(
            id=technician_id,
            name=f"T{technician_id}",
            team="North",
            skills=frozenset(ability.skill for ability in abilities),
            working=self._working(),
            kind=kind,
            capacity=2 if kind is Bookable.FACILITY else 1,
            territories=frozenset(self.chance.sample(TERRITORIES, self.chance.randrange(3))),
            abilities=abilities,
            away=tuple(
                Away(*self._span(20), "Vacation", self._maybe(True, False)) for _ in range(self.chance.randrange(3))
            ),
            breaks=self._breaks(),
            on_call=tuple(self._span(12) for _ in range(self.chance.randrange(2))),
            start=self._place(),
            end=self._place(),
            van=self._maybe(((1, Decimal(2)), (2, Decimal("0.5"))), ()),
            members=(Membership(21, "T21"), Membership(22, "T22")) if kind is Bookable.CREW else (),
            active=self._mostly(True, False),
        )

    def _working(self) -> tuple[Span, ...]:
        """A shift a day: in one, in two with a pause, through the night, or any."""
        spans: list[Span] = []
        for day in range(-1, DAYS + 1):
            match self.chance.randrange(5):
                case 0:
                    spans += [self._hours(day, 7, 12), self._hours(day, 13, 17)]
                case 1:
                    spans.append(self._hours(day, 22, 30))
                case 2:
                    spans += [self._hours(day, 6, 9), self._hours(day, self.chance.choice((14, 15, 16)), 19)]
                case 3:
                    spans.append(self._hours(day, 8, 16))
        return tuple(sorted(spans))

    def _hours(self, day: int, since: int, until: int) -> Span:
        return self._at(day, since), self._at(day, until)

    def _breaks(self) -> tuple[Break, ...]:
        if self.chance.random() < 0.4:
            return ()
        noons = [self._hours(day, 11, 14) for day in range(DAYS)]
        return tuple(Break(*noon, self.chance.choice((30, 60))) for noon in noons)

    def _need(self) -> Need:
        if self.chance.random() < 0.3:
            return Need(place=self._place())
        skills = frozenset(self.chance.sample(SKILLS, self.chance.randrange(3)))
        window = self.moment()
        return Need(
            skills=skills,
            due=self._maybe(self.moment(), None),
            ratings=tuple((skill, self.chance.randint(1, 5)) for skill in sorted(skills) if self.chance.random() < 0.5),
            place=self._place(),
            territory=self._maybe("", self.chance.choice(TERRITORIES)),
            window_from=self._maybe(None, window),
            window_until=self._maybe(None, window + timedelta(hours=2)),
            kind=self._mostly(Bookable.PERSON, self.chance.choice(list(Bookable))),
            parts=self._maybe((), (Part(1, "Filter", Decimal(2)), Part(3, "Fan", Decimal(1)))),
            after=self._mostly((), (After("SO-90", self._maybe(None, self.moment()), 30),)),
            before=self._mostly((), (("SO-91", self.moment(), 15),)),
            preferred=self._mostly(frozenset(), frozenset({1, 21})),
            restricted=self._mostly(frozenset(), frozenset({2, 22})),
            only=self._mostly(frozenset(), frozenset({1, 3})),
        )
