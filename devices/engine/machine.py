"""One rule at work on one asset: readings and passing time in, what happens to the alert out.

*Holding.* Between two readings the earlier one holds. What ends between them ends there: a step first does what time
alone would have done. So the outcomes are the same however readings were batched and wherever ticks fell.

*Whose clock.* Time is that of the readings, since a device's clock may differ from ours and old readings arrive in one
go after an outage. A reading that is older than the moment reached counts at that moment.

*Together.* Readings of one message that were taken at the same moment are one step, so that a rule over several metrics
never sees half of a message.

*Order.* Readings at or before the newest of their series are left out by the caller.
"""

from collections.abc import Mapping, Sequence

import msgspec

from devices.engine.building import Builder, Slot
from devices.engine.leading import Leading
from devices.engine.node import Sample, earliest
from devices.engine.outcomes import Cleared, Folded, Outcome, Raised, Weighed
from devices.engine.parts import Parts
from devices.engine.quiet import EVER, NEVER, Quiet, Truth
from devices.engine.standing import Phase, Standing, State, decode, encode, milliseconds
from domain.monitoring.definitions.definition import Clearing, Definition


class Machine:
    """Steps one rule for one asset; `limits` are those that the asset has for itself.

    Another `builder` builds the parts otherwise. Raises UnknownLimitError where it lacks one.
    """

    def __init__(self, definition: Definition, limits: Mapping[str, float], builder: Builder | None = None) -> None:
        builder = builder or Builder(limits, definition.zone)
        self._definition = definition
        self._parts = Parts(definition, builder)
        self._when, self._weights = self._parts.when, self._parts.weights
        self._silences = tuple(builder.silences)
        self._is_timed = builder.is_timed
        self.slots: tuple[Slot, ...] = tuple(builder.slots)
        self.leading = Leading(definition, self._parts.nodes)
        self.remembers = self._parts.remembers
        self._comparator = self.leading.comparator
        self._may_wait = self.leading.is_plain or not self.remembers or len(self.slots) == 1
        self.standing = Standing()

    @property
    def is_normal(self) -> bool:
        """Whether nothing is wrong, nor about to be, nor was cleared by a person while it was wrong."""
        return self.standing.phase is Phase.NORMAL and not self.standing.spent

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing about it that a fresh one with the newest readings would not know."""
        return self.is_normal and self.leading.is_plain and self._definition.reopens == 0

    @property
    def is_fresh(self) -> bool:
        """Whether it has taken no reading yet."""
        return self.standing.now == 0

    @property
    def rests(self) -> bool:
        """Whether without a reading nothing changes by itself."""
        return not self._is_timed and self.standing.phase is Phase.NORMAL

    @property
    def listens_for_silence(self) -> bool:
        """Whether it matters to it that nothing comes."""
        return bool(self._silences)

    def settles(self, at: int, value: float | None) -> bool:
        """Whether a reading on the one slot needs no step: nothing is wrong, and it does not make it so."""
        standing = self.standing
        if standing.phase is not Phase.NORMAL or standing.spent:
            return False
        if self._comparator is None:
            return self.leading.settles(at)
        return value is None or not self._comparator.holds(value)

    def quiet(self, slot: int, value: float | None) -> Quiet:
        """Which readings on a slot, whose newest was `value`, change nothing: they may be kept for `absorb`.

        Where every reading of several slots counts, their order does too, and none may be kept.
        """
        standing = self.standing
        if standing.phase is not Phase.NORMAL or standing.spent or not self._may_wait:
            return NEVER
        if self._comparator is not None:
            if value is None or self._comparator.holds(value):
                return NEVER
            return self._comparator.like(value, Truth.HOLDS)
        if self._when.holds or not (standing.now or self.leading.is_plain):
            return NEVER
        due = self.due()
        found = self._parts.quiet(slot)
        return found if due is None else found.within(EVER._replace(until=due))

    def absorb(self, samples: Sequence[Sample]) -> None:
        """Take readings that were quiet: all of them in their order, or just the newest where that is all it needs."""
        for sample in samples:
            self.standing.now = max(self.standing.now, sample.at)
            self._take(self._dated(sample))

    def hear(self, slot: int, at: int) -> None:
        """The newest reading known of a slot came at `at`: silence counts from there."""
        for silence in self._silences:
            silence.hear(slot, at)

    def step(self, samples: Sequence[Sample]) -> list[Outcome]:
        """The readings of one moment."""
        out: list[Outcome] = []
        if not self.rests:
            self._advance(samples[0].at, out)
        at = self.standing.now = max(self.standing.now, samples[0].at)
        for sample in samples:
            self._take(self._dated(sample))
        self._evaluate(at, out, counts=True)
        return out

    def tick(self, now: int) -> list[Outcome]:
        """It is `now` in the time of the readings, and no further one came."""
        out: list[Outcome] = []
        self._advance(now, out)
        return out

    def due(self) -> int | None:
        """When, without a further reading, something changes next."""
        if self.rests:
            return None
        return earliest(self.standing.ripe(self._definition), self._parts.due())

    def release(self) -> None:
        """A person has cleared the alert: begin anew once the condition is true anew."""
        if self.standing.phase is Phase.ACTIVE:
            self.standing.end(self.standing.now)
            self.standing.spent = True

    def take_up(self, standing: Standing) -> None:
        """Go on with an alert that is open, of which nothing else is known."""
        self.standing = msgspec.structs.replace(standing, phase=Phase.ACTIVE, back=None)

    def dump(self) -> bytes:
        """How far it has come, as it is stored."""
        return encode(State(self.standing, self._weights.reached, self._parts.dump()))

    def load(self, state: bytes) -> None:
        """Go on from what `dump` gave; raises msgspec.ValidationError where that was of another rule."""
        found = decode(state)
        self._parts.load(found.nodes, found.heavy)
        self.standing = found.standing

    def _dated(self, sample: Sample) -> Sample:
        """A reading that is older than the moment reached counts at that moment."""
        now = self.standing.now
        return sample if sample.at == now else msgspec.structs.replace(sample, at=now)

    def _take(self, sample: Sample) -> None:
        if sample.slot == self.leading.slot and sample.value is not None:
            self.standing.value = sample.value
        self._parts.take(sample)

    def _advance(self, to: int, out: list[Outcome]) -> None:
        """Let happen, in its order, what happens by itself until `to`."""
        while (due := self.due()) is not None and due <= to:
            self.standing.now = max(self.standing.now, due)
            self._ripen(due, out)
            self._parts.pass_to(due)
            self._evaluate(due, out, counts=False)

    def _ripen(self, at: int, out: list[Outcome]) -> None:
        ripe = self.standing.ripe(self._definition)
        if ripe is None or ripe > at:
            return
        if self.standing.phase is Phase.PENDING:
            self._raise(ripe, out)
        else:
            out.append(Cleared(ripe, self.standing.figures))
            self.standing.end(ripe)

    def _evaluate(self, at: int, out: list[Outcome], *, counts: bool) -> None:
        standing = self.standing
        holds = self._when.holds
        if standing.phase is Phase.NORMAL:
            if not holds:
                standing.spent = False
                return
            if not self._may_begin(at, counts=counts):
                return
            standing.begin(at)
            self._weights.forget()
        elif not holds:
            self._leave(at, out)
            return
        elif counts:
            standing.count += 1
            standing.last = at
            standing.peak = self.leading.worse(standing.peak, standing.value)
        standing.back = None
        self._weights.look()
        if standing.phase is Phase.PENDING:
            self._ripen(at, out)
        elif counts:
            out.append(Folded(at, standing.figures))
        self._tell_weight(at, out)

    def _leave(self, at: int, out: list[Outcome]) -> None:
        """The condition is no longer true."""
        standing = self.standing
        if standing.phase is Phase.PENDING:
            standing.rest()
            return
        self._weights.look()
        self._tell_weight(at, out)
        if self._definition.clearing is not Clearing.CONDITION:
            return
        if not self._parts.may_clear:
            standing.back = None
            return
        standing.back = at if standing.back is None else standing.back
        self._ripen(at, out)

    def _may_begin(self, at: int, *, counts: bool) -> bool:
        """What ends by silence begins with a reading; and no two alerts begin at the same moment."""
        if self.standing.spent or at == self.standing.former:
            return False
        return counts or self._definition.clearing is not Clearing.SILENCE

    def _raise(self, at: int, out: list[Outcome]) -> None:
        standing = self.standing
        standing.phase = Phase.ACTIVE
        reopens = standing.former is not None and at - standing.ended < milliseconds(self._definition.reopens)
        if reopens and standing.former is not None:
            standing.since = standing.former
        standing.severity = self._weights.severity
        out.append(Raised(at, standing.figures, reopens))

    def _tell_weight(self, at: int, out: list[Outcome]) -> None:
        standing = self.standing
        weight = self._weights.severity
        if standing.phase is Phase.ACTIVE and weight is not standing.severity:
            standing.severity = weight
            out.append(Weighed(at, standing.figures))
