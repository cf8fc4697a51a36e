"""When work may begin, as numbers: promised windows, locks, due times and jobs that come before and after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.language import tr
from domain.optimising.problem import After
from domain.parameters.placement_rules import Kind
from domain.planning.translation.clock import MINUTE, Clock
from domain.planning.translation.values import Work
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Lock
from domain.scheduling.rules.terms import Terms


@dataclass(frozen=True, slots=True)
class Draft:
    """Work with its first and last start, what it comes after, and whether it may leave the board."""

    work: Work
    ticks: int
    first: int
    last: int
    after: tuple[After, ...] = ()
    stays: bool = False


def drafted(work: Work, clock: Clock, terms: Terms, earliest: datetime, until: datetime) -> Draft | str:
    """When it may begin for itself; a sentence where it never may."""
    booking, need = work.booking, work.need
    ticks = work.minutes
    if booking is not None:
        ticks = clock.ceil(booking.finish) - clock.floor(booking.start)
    first, last = clock.ceil(earliest), clock.floor(until)
    if Kind.WINDOW in terms.levels or (booking is not None and booking.lock is Lock.WINDOW):
        first = first if need.window_from is None else max(first, clock.ceil(need.window_from))
        last = last if need.window_until is None else min(last, clock.floor(need.window_until))
        if first > last:
            return tr("Its promised window lies outside of the time that is planned.")
    if work.begins is not None:
        first, last = max(first, clock.floor(work.begins)), min(last, clock.floor(work.begins))
        if first > last:
            return tr("The time at which it must begin lies outside of its promised window.")
    if Kind.DUE in terms.levels and need.due is not None:
        last = min(last, clock.floor(need.due) - ticks)
        if first > last:
            return tr("It cannot be finished by its due time any more.")
    return Draft(work, ticks, first, last)


class Links:
    """Ties work to what must be done before it and to what waits for it."""

    def __init__(self, clock: Clock, terms: Terms, fast: Iterable[BoardBooking]) -> None:
        self._clock = clock
        self._is_asked = Kind.ORDER in terms.levels
        self._fast: Mapping[str, list[BoardBooking]] = defaultdict(list)
        for each in fast:
            self._fast[each.number].append(each)

    def tied(self, drafts: Sequence[Draft]) -> list[Draft | str]:
        """The drafts with their ties; a sentence for one that cannot be tied."""
        if not self._is_asked:
            return list(drafts)
        at: dict[str, list[int]] = defaultdict(list)
        for number, draft in enumerate(drafts):
            at[draft.work.number].append(number)
        return [self._tied(draft, at) for draft in drafts]

    def _tied(self, draft: Draft, at: Mapping[str, Sequence[int]]) -> Draft | str:
        first, after = draft.first, []
        for before in draft.work.need.after:
            jobs = at.get(before.number, ())
            after += [After(job, before.minutes) for job in jobs]
            done = max((each.finish for each in self._fast.get(before.number, ())), default=None)
            if not jobs:
                done = before.finish
                if done is None:
                    return tr("{number} must be done first, and is not planned.", number=before.number)
            if done is not None:
                first = max(first, self._clock.ceil(done + before.minutes * MINUTE))
        last, stays = self._before(draft, at)
        if first > last:
            return tr("There is no time for it between the jobs before and after it.")
        return replace(draft, first=first, last=last, after=tuple(after), stays=stays)

    def _before(self, draft: Draft, at: Mapping[str, Sequence[int]]) -> tuple[int, bool]:
        """The last start for the sake of planned jobs that wait for this one, and whether any of these stands fast."""
        last, stays = draft.last, False
        for number, start, minutes in draft.work.need.before:
            starts = [each.start for each in self._fast.get(number, ())]
            if starts or number not in at:
                begin = min(starts, default=start)
                last = min(last, self._clock.floor(begin - minutes * MINUTE) - draft.ticks)
                stays = True
        return last, stays
