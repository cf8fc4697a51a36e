"""What may be planned: bookings that may change, and what waits; and why some of it is left as it is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.language import tr
from domain.parameters.placement_rules import Kind
from domain.planning.scope import Scope, Touch
from domain.planning.translation.agreed import AgreedTime
from domain.planning.translation.clock import MINUTE
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.values import Untouched, Work
from domain.scheduling.board_rows import BoardBooking, UnassignedOrder
from domain.scheduling.model import BookingStatus, Lock
from domain.scheduling.needs.needs import Need
from domain.scheduling.progress.progress import AHEAD


@dataclass(frozen=True, slots=True)
class Gathered:
    """Work that may be planned, what is left as it is, and how many orders wait for visits that come later."""

    work: tuple[Work, ...]
    untouched: tuple[Untouched, ...]
    later: int = 0


def earliest(loaded: Loaded, scope: Scope) -> datetime:
    """Before this nothing begins."""
    moments = (scope.since, scope.frozen_until, loaded.terms.now)
    return max(moment for moment in moments if moment is not None)


def leaving_from(loaded: Loaded, scope: Scope) -> datetime | None:
    """Before this nobody sets out; None where that is not asked."""
    moments = [moment for moment in (scope.leaving_from, loaded.terms.now) if moment is not None]
    return max(moments, default=None) if Kind.DEPARTURE in loaded.terms.levels else None


def gather(loaded: Loaded, scope: Scope) -> Gathered:
    """All that a scope asks for."""
    gatherer = _Gatherer(loaded, scope)
    found = [*gatherer.bookings(), *gatherer.waiting()]
    work = tuple(one for one, reason in found if not reason)
    untouched = tuple(each for one, reason in found if reason for each in one.untouched(reason))
    return Gathered(work, untouched, gatherer.later())


class _Gatherer:
    """Asks of each booking, and of what waits, whether it may be planned; the second of each pair says why not."""

    def __init__(self, loaded: Loaded, scope: Scope) -> None:
        self._loaded, self._scope = loaded, scope
        self._earliest = earliest(loaded, scope)
        self._staff = {each.id: each for each in loaded.technicians}
        live = [each for each in loaded.bookings if each.status is not BookingStatus.CANCELLED]
        self._booked = Counter(each.order_id for each in live)
        self._siblings: Mapping[int, list[BoardBooking]] = defaultdict(list)
        for each in live:
            self._siblings[each.order_id].append(each)
        self._waiting: Mapping[int, list[UnassignedOrder]] = defaultdict(list)
        for row in loaded.waiting:
            self._waiting[row.id].append(row)

    def bookings(self) -> Iterator[tuple[Work, str]]:
        """Those that the scope lets change."""
        for each in self._loaded.bookings:
            if self._is_asked(each):
                yield self._booked_work(each), self._why_stays(each)

    def waiting(self) -> Iterator[tuple[Work, str]]:
        """What waits; several who must be there at once are one piece of work."""
        for order_id, rows in self._waiting.items():
            if self._scope.wants(order_id) and not self._is_later(order_id):
                together = [each for each in rows if each.requirement_id not in (None, *self._loaded.apart)]
                alone = [each for each in rows if each not in together]
                stuck = self._loaded.stuck.get(order_id, "")
                for each in alone:
                    yield self._waits([each]), stuck or _why_not_alone(each)
                if together:
                    work, why = self._together(together)
                    yield work, stuck or why

    def later(self) -> int:
        """How many orders wait for visits that are not asked for yet."""
        return sum(self._is_later(order_id) for order_id in self._waiting)

    def _booked_work(self, booking: BoardBooking) -> Work:
        minutes = -((booking.start - booking.finish) // MINUTE)
        begins = booking.start if _keeps_time(booking) else None
        of_order = booking.order_id, booking.number, booking.priority, booking.need, minutes
        return Work(*of_order, booking, begins=begins, agreed=self._loaded.agreed.get(booking.order_id))

    def _waits(self, rows: Sequence[UnassignedOrder]) -> Work:
        first = rows[0]
        minutes = max(each.minutes for each in rows)
        need = first.need if len(rows) == 1 else _common([each.need for each in rows])
        agreed = self._loaded.agreed.get(first.id)
        return Work(first.id, first.number, first.priority, need, minutes, waiting=tuple(rows), agreed=agreed)

    def _is_later(self, order_id: int) -> bool:
        """Whether it is a visit that is not asked for yet; one whose order is named is told of all the same."""
        agreed = self._loaded.agreed.get(order_id)
        if agreed is None or self._scope.orders:
            return False
        return AgreedTime(agreed, self._earliest, self._scope.until).is_later

    def _is_asked(self, booking: BoardBooking) -> bool:
        """Whether it may change as far as scope, lock and the state of things are concerned."""
        scope, touch = self._scope, self._scope.touch
        told = booking.status is not BookingStatus.PLANNED or _has_window(booking.need)
        touched = touch is Touch.UNLOCKED or (touch is Touch.PLANNED and not told)
        return (
            (touched or booking.id in self._loaded.freed)
            and scope.covers(booking.technician_id)
            and scope.wants(booking.order_id)
            and scope.since <= booking.start < scope.until
            and booking.status in AHEAD
            and booking.meaning.is_open
            and booking.lock is not Lock.BOTH
            and booking.technician_id in self._staff
        )

    def _why_stays(self, booking: BoardBooking) -> str:
        if booking.start < self._earliest:
            now = self._loaded.terms.now
            over = now is not None and booking.finish <= now
            return tr("Its time is over, and nobody has begun it.") if over else tr("It begins too soon to change.")
        if self._hangs_together(booking):
            return tr("It has several bookings that hang together; these stay as they are.")
        if self._staff[booking.technician_id].capacity > 1:
            return tr("It stands where several have room at once; such bookings stay as they are.")
        if booking.lock in (Lock.TIME, Lock.WINDOW) and self._contradicts(booking):
            return tr("It is locked at a time that is outside of its promised window.")
        return ""

    def _hangs_together(self, booking: BoardBooking) -> bool:
        others = max(self._booked[booking.order_id], self._loaded.booked.get(booking.order_id, 0)) > 1
        waits = self._waiting.get(booking.order_id, ())
        is_alone = booking.requirement_id is not None and booking.requirement_id in self._loaded.apart
        return (others or bool(waits)) and not is_alone

    def _contradicts(self, booking: BoardBooking) -> bool:
        first, last = booking.need.window_from, booking.need.window_until
        asked = booking.lock is Lock.WINDOW or Kind.WINDOW in self._loaded.terms.levels
        early = first is not None and booking.start < first
        return asked and (early or (last is not None and booking.start > last))

    def _together(self, rows: Sequence[UnassignedOrder]) -> tuple[Work, str]:
        """Several at once; where some of them are booked already, the others come at that time."""
        work = self._waits(rows)
        if work.minutes <= 0:
            return work, _no_duration()
        if len({each.need.kind for each in rows}) > 1:
            return work, tr("It needs people and things at the same time; plan these together by hand.")
        order_id = rows[0].id
        booked = max(self._booked[order_id], self._loaded.booked.get(order_id, 0))
        siblings = [each for each in self._siblings[order_id] if each.requirement_id not in self._loaded.apart]
        if not booked:
            return work, ""
        starts = {each.start for each in siblings}
        if len(siblings) < booked or len(starts) != 1 or min(starts) < self._earliest:
            return work, tr("Others of it are booked already; plan it beside them by hand.")
        return replace(work, begins=min(starts)), ""


def _common(needs: Sequence[Need]) -> Need:
    """What everybody must be able to do where any of them may get any part of the work."""
    ratings: dict[str, int] = {}
    for need in needs:
        ratings |= {skill: max(least, ratings.get(skill, 0)) for skill, least in need.ratings}
    return replace(
        needs[0],
        skills=frozenset().union(*(need.skills for need in needs)),
        ratings=tuple(sorted(ratings.items())),
        parts=max((need.parts for need in needs), key=len),
    )


def _why_not_alone(row: UnassignedOrder) -> str:
    return "" if row.minutes > 0 else _no_duration()


def _no_duration() -> str:
    return tr("Nobody has said how long it takes.")


def _keeps_time(booking: BoardBooking) -> bool:
    """Whether it may begin at its time only; so does what is locked in a window that it has not."""
    return booking.lock is Lock.TIME or (booking.lock is Lock.WINDOW and not _has_window(booking.need))


def _has_window(need: Need) -> bool:
    return need.window_from is not None or need.window_until is not None


def booked_rows(bookings: Iterable[BoardBooking]) -> Mapping[int, Sequence[BoardBooking]]:
    """The bookings of each technician that are not cancelled, in their order."""
    rows: dict[int, list[BoardBooking]] = defaultdict(list)
    for each in bookings:
        if each.status is not BookingStatus.CANCELLED:
            rows[each.technician_id].append(each)
    return {key: sorted(row, key=_by_start) for key, row in rows.items()}


def _by_start(booking: BoardBooking) -> tuple[datetime, int]:
    return booking.start, booking.id
