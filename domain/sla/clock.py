"""The clock of a promise: a pure function of calendar, target and what happened to the order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.calendars.hours import Hours
from domain.language import tr


class TargetKind(StrEnum):
    """What is promised to have happened."""

    RESPONSE = "response"
    ARRIVAL = "arrival"
    COMPLETION = "completion"

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            TargetKind.RESPONSE: tr("Response"),
            TargetKind.ARRIVAL: tr("Arrival"),
            TargetKind.COMPLETION: tr("Completion"),
        }[self]


class MarkKind(StrEnum):
    """What happened to an order, as far as its clocks are concerned."""

    OPENED = "opened"
    STAGE = "stage"
    PAUSED = "paused"
    RESUMED = "resumed"
    RESPONDED = "responded"
    ARRIVED = "arrived"
    COMPLETED = "completed"
    REOPENED = "reopened"
    CANCELLED = "cancelled"
    STOPPED = "stopped"
    RESET = "reset"


class State(StrEnum):
    """How a promise stands."""

    DUE = "due"
    PAUSED = "paused"
    MET = "met"
    BREACHED = "breached"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment in an order's life; with a stage mark, `pauses` are the clocks that stand still from then on.

    An opening knows until when the work was `agreed_until`: nothing is due before that.
    """

    at: datetime
    kind: MarkKind
    pauses: frozenset[TargetKind] = frozenset()
    agreed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What a target comes to. All seconds are working seconds of the calendar.

    `deadline` is empty while nothing can be said: paused or cancelled. `held_seconds` were spent in pauses,
    `reopened_seconds` between an end and the reopening; neither is among the `used_seconds`.
    """

    state: State
    running: bool
    started: datetime
    target_seconds: int
    used_seconds: int
    held_seconds: int
    reopened_seconds: int
    deadline: datetime | None
    paused_since: datetime | None
    met_at: datetime | None

    @property
    def left_seconds(self) -> int:
        """What is left of the time."""
        return max(0, self.target_seconds - self.used_seconds)

    @property
    def overrun_seconds(self) -> int:
        """By how much the promise is broken."""
        return max(0, self.used_seconds - self.target_seconds)

    @property
    def percent(self) -> int:
        """How much of the time is used up."""
        return self.used_seconds * 100 // max(1, self.target_seconds)


def reckon(kind: TargetKind, target_seconds: int, hours: Hours, marks: Sequence[Mark], now: datetime) -> Reckoning:
    """What a target comes to at `now`, in whole seconds; a mark from a clock that is ahead counts as heard now.

    The clock of what is opened for a later day starts then; what happened before counts as of that moment.
    Where a time was agreed on, the target reaches to its end at least. Raises Refusal if the calendar has no working
    time.
    """
    told = _since_reset(sorted(marks, key=lambda mark: (mark.kind is not MarkKind.OPENED, mark.at)))
    run = _Run(kind, target_seconds, hours, told[0] if told else Mark(now, MarkKind.OPENED))
    for mark in told:
        run.hear(mark)
    run.pass_until(now)
    return run.reckoning()


def reaches(reckoning: Reckoning, percent: int, hours: Hours, now: datetime) -> datetime | None:
    """When so much of the time will be used up if nothing happens; None while the clock stands still.

    What is used up already is so `now`; all of it is so at the deadline.
    """
    if not reckoning.running:
        return None
    missing = -(-reckoning.target_seconds * percent // 100) - reckoning.used_seconds
    found = hours.add(max(now, reckoning.started), missing) if missing > 0 else now
    return found if percent < _WHOLE else max(found, reckoning.deadline or found)


_WHOLE = 100
_MEETS = {
    TargetKind.RESPONSE: frozenset({MarkKind.RESPONDED, MarkKind.ARRIVED, MarkKind.COMPLETED}),
    TargetKind.ARRIVAL: frozenset({MarkKind.ARRIVED, MarkKind.COMPLETED}),
    TargetKind.COMPLETION: frozenset({MarkKind.COMPLETED}),
}


class _Run:
    """One clock, followed from mark to mark."""

    def __init__(self, kind: TargetKind, target: int, hours: Hours, opening: Mark) -> None:
        self.kind, self.hours = kind, hours
        self.started = hours.next_opening(opening.at)
        self.since = opening.at.replace(microsecond=0)
        self.agreed_until = (opening.agreed_until or self.since).replace(microsecond=0)
        self.target = max(target, hours.between(self.since, self.agreed_until))
        self.used = self.held = self.reopened = self.gap = 0
        self.by_hand = self.by_stage = False
        self.pause: tuple[datetime, datetime | None] | None = None
        self.crossed: datetime | None = None
        self.met_at: datetime | None = None
        self.off: MarkKind | None = None

    @property
    def over(self) -> bool:
        """Whether the promise is kept, cancelled or stopped."""
        return self.met_at is not None or self.off is not None

    @property
    def paused(self) -> bool:
        """Whether somebody or the stage holds the clock."""
        return self.by_hand or self.by_stage

    def pass_until(self, moment: datetime) -> None:
        """Let the time up to then pass, and count it where it belongs."""
        until = max(self.since, moment.replace(microsecond=0))
        seconds = self.hours.between(self.since, until)
        if self.over:
            self.gap += seconds
        elif self.paused:
            self.held += seconds
        else:
            if self.crossed is None and self.used + seconds >= self.target:
                runs_out = self._runs_out(self.since)
                self.crossed = runs_out if runs_out <= until else None
            self.used += seconds
        self.since = until

    def hear(self, mark: Mark) -> None:
        """Let a mark do to the clock what it does."""
        self.pass_until(mark.at)
        match mark.kind:
            case MarkKind.OPENED | MarkKind.STAGE:
                self.by_stage = self.kind in mark.pauses
            case MarkKind.PAUSED:
                self.by_hand = not self.over
            case MarkKind.RESUMED:
                self._resume()
            case MarkKind.REOPENED:
                self._reopen()
            case MarkKind.CANCELLED | MarkKind.STOPPED if not self.over:
                self.off, self.by_hand = mark.kind, False
            case kind if kind in _MEETS[self.kind] and not self.over:
                self.met_at, self.by_hand = self.since, False
        self._note_pause()

    def _resume(self) -> None:
        self.by_hand = False
        if self.off is MarkKind.STOPPED:
            self.held, self.gap, self.off = self.held + self.gap, 0, None

    def _reopen(self) -> None:
        """What was responded to or arrived at stays so; what was stopped by hand too."""
        if self.off is MarkKind.CANCELLED or (self.met_at is not None and self.kind is TargetKind.COMPLETION):
            self.reopened, self.gap = self.reopened + self.gap, 0
            self.met_at = self.off = None

    def _note_pause(self) -> None:
        """Remember since when the clock is paused; two pauses without a second between them are one."""
        if self.paused and not self.over:
            if self.pause is None or self.pause[1] not in {None, self.since}:
                self.pause = (self.since, None)
            else:
                self.pause = (self.pause[0], None)
        elif self.pause is not None and self.pause[1] is None:
            self.pause = (self.pause[0], self.since)

    def reckoning(self) -> Reckoning:
        """What it all comes to."""
        waits = self.paused and not self.over
        return Reckoning(
            state=self._state(),
            running=not self.over and not waits,
            started=self.started,
            target_seconds=self.target,
            used_seconds=self.used,
            held_seconds=self.held,
            reopened_seconds=self.reopened,
            deadline=self._deadline(),
            paused_since=self.pause[0] if waits and self.pause else None,
            met_at=self.met_at,
        )

    def _runs_out(self, since: datetime) -> datetime:
        """When time runs out, counted on from a moment: what is agreed on in closed hours has its time, too."""
        left = self.target - self.used
        return max(self.hours.add(since, left) if left else since, self.agreed_until)

    def _state(self) -> State:
        if self.crossed is not None and (self.met_at is None or self.met_at > self.crossed):
            return State.BREACHED
        if self.met_at is not None:
            return State.MET
        if self.off is not None:
            return State.CANCELLED
        return State.PAUSED if self.paused else State.DUE

    def _deadline(self) -> datetime | None:
        """Where time ran out or will; for what was kept, where it would have."""
        if self.crossed is not None:
            return self.crossed
        if self.met_at is not None:
            return self._runs_out(self.met_at)
        return None if self.off is not None or self.paused else self._runs_out(self.since)


def _since_reset(told: list[Mark]) -> list[Mark]:
    """The marks from the last reset on, which opens the clock anew in the stage the order stood in."""
    resets = [place for place, mark in enumerate(told) if mark.kind is MarkKind.RESET]
    if not resets:
        return told
    stages = [mark.pauses for mark in told[: resets[-1]] if mark.kind in {MarkKind.OPENED, MarkKind.STAGE}]
    pauses = stages[-1] if stages else frozenset()
    begin = Mark(told[resets[-1]].at, MarkKind.OPENED, pauses, told[0].agreed_until)
    return [begin, *told[resets[-1] + 1 :]]
