"""When work may begin, as numbers: promised windows, agreed days, locks, due times, and jobs before and after."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from domain.language import tr
from domain.optimising.problem import After
from domain.parameters.placement_rules import Kind
from domain.planning.translation.agreed import AgreedTime
from domain.planning.translation.clock import MINUTE, Clock
from domain.planning.translation.loaded import DAY
from domain.planning.translation.values import Work
from domain.planning.translation.windows import Windows, in_both, within
from domain.scheduling.board_rows import BoardBooking
from domain.scheduling.model import Lock
from domain.scheduling.rules.terms import Terms


@dataclass(frozen=True, slots=True)
class Draft:
    """Work with its first and last starts, what it comes after, and whether it may leave the board.

    `share` is how much of the time in which it may be done lies in the days that are planned.
    """

    work: Work
    ticks: int
    windows: Windows
    after: tuple[After, ...] = ()
    stays: bool = False
    share: float = 1.0

    def allows(self, start: int) -> bool:
        """Whether it may begin then."""
        return any(first <= start <= last for first, last in self.windows)


@dataclass(frozen=True, slots=True)
class Drafting:
    """From when on is planned, for days that begin before when, and by which rules."""

    clock: Clock
    terms: Terms
    earliest: datetime
    until: datetime

    def draft(self, work: Work) -> Draft | str:
        """When work may begin for itself; a sentence where it never may."""
        draft = Draft(work, self._ticks(work), self._whole())
        if not draft.windows:
            return tr("There is no time left for it in the days that are planned.")
        for narrowed in (self._promised, self._agreed, self._at_its_time, self._in_time):
            told = narrowed(draft)
            if isinstance(told, str):
                return told
            draft = told
        return draft

    def _ticks(self, work: Work) -> int:
        if work.booking is None:
            return work.minutes
        return self.clock.ceil(work.booking.finish) - self.clock.floor(work.booking.start)

    def _whole(self) -> Windows:
        return within(((self.clock.ceil(self.earliest), self.clock.floor(self.until + DAY)),))

    def _promised(self, draft: Draft) -> Draft | str:
        """The arrival that the customer was told."""
        booking, need, clock = draft.work.booking, draft.work.need, self.clock
        if Kind.WINDOW not in self.terms.levels and (booking is None or booking.lock is not Lock.WINDOW):
            return draft
        first = None if need.window_from is None else clock.ceil(need.window_from)
        last = None if need.window_until is None else clock.floor(need.window_until)
        windows = within(draft.windows, first, last)
        return _with(draft, windows, tr("Its promised window lies outside of the time that is planned."))

    def _agreed(self, draft: Draft) -> Draft | str:
        """The days on which a visit may be."""
        if draft.work.agreed is None:
            return draft
        agreed = AgreedTime(draft.work.agreed, self.earliest, self.until)
        told = agreed.why_not(draft.ticks, self.clock)
        if told:
            return told
        windows = in_both(draft.windows, agreed.starts(draft.ticks, self.clock))
        return _with(replace(draft, share=agreed.share), windows, _beside(draft.work))

    def _at_its_time(self, draft: Draft) -> Draft | str:
        """What may begin at one time only."""
        if draft.work.begins is None:
            return draft
        begins = self.clock.floor(draft.work.begins)
        return _with(draft, within(draft.windows, begins, begins), _outside(draft.work))

    def _in_time(self, draft: Draft) -> Draft | str:
        """What must be done by its due time, where that is not for sale."""
        due = draft.work.need.due
        if Kind.DUE not in self.terms.levels or due is None:
            return draft
        windows = within(draft.windows, last=self.clock.floor(due) - draft.ticks)
        return _with(draft, windows, tr("It cannot be finished by its due time any more."))


def _with(draft: Draft, windows: Windows, otherwise: str) -> Draft | str:
    return replace(draft, windows=windows) if windows else otherwise


def _beside(work: Work) -> str:
    if work.need.window_from is None and work.need.window_until is None:
        return tr("The time agreed for its visit comes after the days that are planned.")
    return tr("Its promised window lies outside of the time agreed for its visit.")


def _outside(work: Work) -> str:
    if work.agreed is None:
        return tr("The time at which it must begin lies outside of its promised window.")
    return tr("The time at which it must begin lies outside of what was agreed or promised.")


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
        first, after = draft.windows[0][0], []
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
        windows = within(draft.windows, first, last)
        if not windows:
            return tr("There is no time for it between the jobs before and after it.")
        return replace(draft, windows=windows, after=tuple(after), stays=stays)

    def _before(self, draft: Draft, at: Mapping[str, Sequence[int]]) -> tuple[int, bool]:
        """The last start for the sake of planned jobs that wait for this one, and whether any of these stands fast."""
        last, stays = draft.windows[-1][1], False
        for number, start, minutes in draft.work.need.before:
            starts = [each.start for each in self._fast.get(number, ())]
            if starts or number not in at:
                begin = min(starts, default=start)
                last = min(last, self._clock.floor(begin - minutes * MINUTE) - draft.ticks)
                stays = True
        return last, stays
