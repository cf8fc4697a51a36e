"""Boards at random for planning, and what the rules of placing say of a board once a plan is on it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from domain.parameters.placement_rules import Kind
from domain.planning.changes import Change
from domain.planning.goals import Goals
from domain.planning.model import ChangeKind
from domain.planning.scope import Scope, Touch
from domain.planning.translation.binding import binding
from domain.planning.translation.gathering import booked_rows
from domain.planning.translation.loaded import Loaded
from domain.scheduling.board_rows import BoardBooking, BoardTechnician, UnassignedOrder
from domain.scheduling.crews import beside
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.needs.needs import After
from domain.scheduling.rules.case import NIGHT
from domain.scheduling.rules.checks import check
from domain.scheduling.rules.findings import Placement
from domain.scheduling.rules.terms import DEFAULT
from domain.workforce.model import Bookable
from domain.workforce.spans import joined
from tests.domain.planning.asked import waits
from tests.support.board_made import booking
from tests.support.random_boards import BERLIN, DAYS, RandomBoard

#: The bookings that a plan makes are known by numbers from here on.
NEW = 100_000
#: Orders that wait are known by numbers from here on.
FIRST = 50
LOCKS = (Lock.NONE, Lock.NONE, Lock.NONE, Lock.NONE, *Lock)


class DrawnBoard:
    """A board at random, with orders that wait, and a scope and goals at random."""

    def __init__(self, seed: int) -> None:
        board = RandomBoard(seed)
        self.chance = Random(seed)
        rows = [replace(row, order_id=row.id, lock=self.chance.choice(LOCKS)) for row in board.plan]
        self._drawn = board
        since = (board.first + timedelta(hours=self.chance.choice((0, 0, 0, 9)))).astimezone(UTC)
        now = self.chance.choice((None, None, since + timedelta(hours=9)))
        self.loaded = Loaded(
            _without_crews_in_crews(board.technicians),
            rows,
            [row for at in range(self.chance.randint(0, 6)) for row in self._waiting(FIRST + at)],
            replace(DEFAULT, now=now),
            BERLIN,
            apart=frozenset({7}),
        )
        self.scope = Scope(
            since,
            (board.first + timedelta(days=DAYS)).astimezone(UTC),
            self.chance.choice((frozenset(), frozenset(), frozenset({1, 2}))),
            touch=self.chance.choice(list(Touch)),
        )
        self.goals = Goals(
            overtime_minutes=self.chance.choice((0, 0, 90)),
            not_preferred=self.chance.choice((None, 30.0)),
            other_territory=self.chance.choice((None, 25.0)),
            late=self.chance.choice((None, Goals().late)),
        )

    def _waiting(self, number: int) -> Iterable[UnassignedOrder]:
        """One order; some are for several at once, some come after another."""
        drawn = self._drawn.any_booking(number)
        minutes = min(240, (drawn.finish - drawn.start) // timedelta(minutes=1))
        first = (After(f"SO-{number - 1}", None, 30),) if number > FIRST and self.chance.random() < 0.3 else ()
        row = replace(waits(number, minutes), need=replace(drawn.need, after=first, before=()))
        match self.chance.randrange(5):
            case 0:
                return [replace(row, requirement_id=10 * number + at) for at in range(2)]
            case 1:
                return [replace(row, requirement_id=7)]
        return [row]


def _without_crews_in_crews(technicians: Sequence[BoardTechnician]) -> list[BoardTechnician]:
    """As the store lets them be: people alone are in crews."""
    crews = {each.id for each in technicians if each.kind is Bookable.CREW}
    return [
        replace(
            each,
            members=tuple(member for member in each.members if member.id not in crews),
            crews=() if each.id in crews else each.crews,
        )
        for each in technicians
    ]


def findings(loaded: Loaded, rows: Sequence[BoardBooking], goals: Goals) -> Mapping[int, Counter[Kind]]:
    """What binds and is broken by each booking, beside all others, when it is put where it stands."""
    terms = binding(loaded.terms, goals)
    staff = {each.id: _as_long_as_may_be(each, goals) for each in loaded.technicians}
    was = {each.id: each for each in loaded.bookings}
    of_rows = booked_rows(rows)
    found = {}
    for row in rows:
        if row.status is not BookingStatus.CANCELLED:
            here = (row.technician_id, row.start, row.finish)
            wish = Placement.of(was[row.id], *here) if row.id in was else Placement(*here)
            others = [each for each in beside(staff[row.technician_id], of_rows) if each.id != row.id]
            told = check(wish, staff[row.technician_id], others, row.need, terms, loaded.zone)
            found[row.id] = Counter(each.kind for each in told)
    return found


def _as_long_as_may_be(technician: BoardTechnician, goals: Goals) -> BoardTechnician:
    """With the overtime that the goals allow behind the last hours of each day, up to a night before the next."""
    over, spans = timedelta(minutes=goals.overtime_minutes), joined(technician.working)
    longest = [
        (start, max(finish, min([finish + over, *(other - NIGHT for other, _ in spans[at + 1 : at + 2])])))
        if at + 1 == len(spans) or spans[at + 1][0] - finish >= NIGHT
        else (start, finish)
        for at, (start, finish) in enumerate(spans)
    ]
    return replace(technician, working=tuple(longest))


def after(loaded: Loaded, changes: Iterable[Change]) -> list[BoardBooking]:
    """The bookings as they are once all changes are made."""
    rows = {each.id: each for each in loaded.bookings}
    waiting = {(each.id, each.requirement_id): each for each in loaded.waiting}
    for at, change in enumerate(changes, NEW):
        match change.kind:
            case ChangeKind.TAKE_OFF:
                assert change.booking_id is not None
                del rows[change.booking_id]
            case ChangeKind.MOVE:
                assert change.booking_id is not None
                assert change.after is not None
                place = change.after
                row = rows[change.booking_id]
                rows[row.id] = replace(row, technician_id=place.technician_id, start=place.start, finish=place.finish)
            case ChangeKind.ASSIGN:
                assert change.after is not None
                place, row_waiting = change.after, waiting[change.order_id, change.requirement_id]
                rows[at] = booking(
                    place.start,
                    place.finish,
                    at,
                    place.technician_id,
                    order_id=change.order_id,
                    number=row_waiting.number,
                    need=row_waiting.need,
                )
    return _linked(list(rows.values()))


def _linked(rows: Sequence[BoardBooking]) -> list[BoardBooking]:
    """What comes after another, or before, as that stands now."""
    spans: dict[str, tuple[datetime, datetime]] = {}
    for row in rows:
        if row.status is not BookingStatus.CANCELLED:
            first, last = spans.get(row.number, (row.start, row.finish))
            spans[row.number] = (min(first, row.start), max(last, row.finish))
    found = []
    for row in rows:
        before = tuple(replace(job, finish=spans.get(job.number, (None, job.finish))[1]) for job in row.need.after)
        later = tuple((number, spans.get(number, (start,))[0], gap) for number, start, gap in row.need.before)
        found.append(replace(row, need=replace(row.need, after=before, before=later)))
    return found
