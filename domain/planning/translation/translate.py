"""From what a board has loaded to a problem of the optimiser."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from domain.language import tr
from domain.planning.goals import Goals
from domain.planning.scope import Scope
from domain.planning.translation.assembling import Assembled
from domain.planning.translation.binding import binding
from domain.planning.translation.clock import Clock
from domain.planning.translation.days import DayBuilder
from domain.planning.translation.drafts import Draft, Drafting, Links
from domain.planning.translation.emptiness import why_empty
from domain.planning.translation.gathering import booked_rows, earliest, gather, leaving_from
from domain.planning.translation.jobs import JobMaker
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.locks import contradictory
from domain.planning.translation.outlines import outlines, with_overtime
from domain.planning.translation.people import Column, Judge, column
from domain.planning.translation.places import Places
from domain.planning.translation.touring import Open, Tourer, Touring
from domain.planning.translation.values import Translated, Work
from domain.scheduling.board_rows import BoardBooking


def translate(loaded: Loaded, scope: Scope, goals: Goals) -> Translated:
    """The problem of a scope; what cannot be planned is told in `untouched`."""
    return _Translation(loaded, scope, goals).run()


class _Translation:
    """Comes to what can be planned in rounds, for what cannot be planned stands fast for all else."""

    def __init__(self, loaded: Loaded, scope: Scope, goals: Goals) -> None:
        self._loaded, self._scope, self._goals = loaded, scope, goals
        self._terms = binding(loaded.terms, goals)
        self._clock = Clock.around(scope.since)
        self._rows = booked_rows(loaded.bookings)
        self._outlines = outlines(loaded, scope, goals, self._terms)
        self._columns: dict[Column, int] = {}
        self._column_of = [
            self._columns.setdefault(column(each, loaded.zone), len(self._columns)) for each in self._outlines
        ]
        self._staff = {each.id: with_overtime(each, goals, self._terms) for each in loaded.technicians}
        gathered = gather(loaded, scope)
        self._later = gathered.later
        self._untouched = [*gathered.untouched, *contradictory(self._rows, scope)]
        self._places = self._located(gathered.work)
        leaving = leaving_from(loaded, scope)
        builder = DayBuilder(self._clock, self._places, self._terms, self._rows, leaving)
        self._tourer = Tourer(builder, self._places, self._rows, self._terms)
        self._tours: dict[int, Touring] = {}
        self._stale: set[int] = set()
        self._tied: list[Open] = []
        self._open = self._opened(gathered.work)

    def run(self) -> Translated:
        """Round after round, until nothing more must be left as it is."""
        while True:
            left = self._unlinked() or self._untold()
            if not left:
                assembled = self._assembled()
                left = assembled.impossible()
                if not left:
                    return self._told(assembled.translated(tuple(self._untouched)))
            self._leave(left)

    def _told(self, translated: Translated) -> Translated:
        moments = (earliest(self._loaded, self._scope), leaving_from(self._loaded, self._scope))
        begin = self._clock.ceil(max(each for each in moments if each is not None))
        known = replace(translated, later=self._later, earliest=begin)
        return replace(known, nothing=why_empty(self._loaded, self._scope, self._outlines, known))

    def _located(self, work: Sequence[Work]) -> Places:
        """All places that anybody may come to."""
        places = Places(self._loaded.terms.travel)
        people = {each.technician.id: each.technician for each in self._outlines}
        booked = {each.booking.technician_id for each in work if each.booking is not None}
        people |= {key: self._staff[key] for key in sorted(booked - people.keys())}
        for key, technician in people.items():
            for place in (technician.start, technician.end):
                places.number(place)
            for booking in self._rows.get(key, ()):
                places.number(booking.need.place)
        for each in work:
            places.number(each.need.place)
        places.reckon()
        return places

    def _opened(self, work: Sequence[Work]) -> list[Open]:
        columns = list(self._columns)
        judge = Judge(columns, [self._staff[each.technician] for each in columns], self._goals, self._terms)
        drafting = Drafting(self._clock, self._terms, earliest(self._loaded, self._scope), self._scope.until)
        found = []
        for each in work:
            draft = drafting.draft(each)
            if isinstance(draft, str):
                self._untouched += each.untouched(draft)
            else:
                found.append(Open(draft, judge.costs(each)))
        return found

    def _unlinked(self) -> dict[int, str]:
        """By number, what cannot be tied to the jobs before and after it; all else is tied."""
        moving = self._moving()
        fast = [each for row in self._rows.values() for each in row if each.id not in moving]
        tied = Links(self._clock, self._terms, fast).tied([each.draft for each in self._open])
        self._tied = [
            replace(each, draft=draft) for each, draft in zip(self._open, tied, strict=True) if isinstance(draft, Draft)
        ]
        return {at: draft for at, draft in enumerate(tied) if isinstance(draft, str)}

    def _untold(self) -> dict[int, str]:
        """By number, the bookings against which nothing speaks where they are, and which no tour can have there."""
        moving = self._moving()
        movable = {key: self._tied[at] for key, at in moving.items()}
        linked = {each.technician_id for each in self._bookings() if each.need.after or each.need.before}
        for at, outline in enumerate(self._outlines):
            key = outline.technician.id
            if at not in self._tours or key in self._stale or key in linked:
                self._tours[at] = self._tourer.tour(outline, self._column_of[at], movable)
        self._stale.clear()
        suspects = set(moving)
        for each in self._tours.values():
            suspects -= {item.keys[0] for item in each.kept}
        doubted = [each for each in self._bookings() if each.id in suspects]
        too_soon = {moving[each.id]: _too_soon() for each in doubted if self._is_left_for(each)}
        if too_soon:  # with these in their places, others may be in theirs
            return too_soon
        told = ((moving[each.id], self._why_stays(each, moving)) for each in doubted)
        return {at: reason for at, reason in told if reason}

    def _is_left_for(self, booking: BoardBooking) -> bool:
        technician = self._staff[booking.technician_id]
        return self._tourer.is_clean(booking, technician) and self._tourer.is_left_for(booking, technician)

    def _why_stays(self, booking: BoardBooking, moving: Mapping[int, int]) -> str:
        """Of a booking that no tour can have where it is."""
        technician = self._staff[booking.technician_id]
        if self._tourer.is_clean(booking, technician):
            if not _is_agreed(self._open[moving[booking.id]].draft.work):
                return tr("It stands outside of the time agreed for its visit; it stays as it is.")
            return tr("It stands at a time at which nothing new is planned; it stays as it is.")
        if self._tourer.holds_others(booking, technician, moving):
            return tr("Work beside it that stays would be too far away without it; it stays as it is.")
        return ""

    def _leave(self, left: Mapping[int, str]) -> None:
        for at, reason in left.items():
            work = self._open[at].draft.work
            self._untouched += work.untouched(reason)
            if work.booking is not None:
                self._stale.add(work.booking.technician_id)
        self._open = [each for at, each in enumerate(self._open) if at not in left]

    def _bookings(self) -> Iterator[BoardBooking]:
        """Those that may change."""
        works = (each.draft.work.booking for each in self._open)
        return (booking for booking in works if booking is not None)

    def _moving(self) -> dict[int, int]:
        """By the id of a booking that may change, its number."""
        works = ((at, each.draft.work.booking) for at, each in enumerate(self._open))
        return {booking.id: at for at, booking in works if booking is not None}

    def _assembled(self) -> Assembled:
        tours = [self._tours[at] for at in range(len(self._outlines))]
        needs = {each.id: each.need for row in self._rows.values() for each in row}
        maker = JobMaker(self._goals, self._places, self._clock, self._clock.floor(self._scope.over))
        return Assembled(self._tied, tours, needs, maker, self._terms, self._places, self._clock)


def _too_soon() -> str:
    return tr("Whoever does it sets out too soon for it to change.")


def _is_agreed(work: Work) -> bool:
    """Whether a booking stands where its visit may be."""
    here = work.booking
    if here is None or work.agreed is None:
        return True
    return any(start <= here.start and here.finish <= finish for start, finish in work.agreed)
