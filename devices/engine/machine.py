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
from devices.engine.standing import Phase, Standing, State, decode, encode
from devices.engine.weights import Weights
from domain.monitoring.definitions.definition import Clearing, Definition


class Machine:
    """Steps one rule for one asset; `limits` are those that the asset has for itself.

    Another `builder` builds the parts otherwise. Raises UnknownLimitError where it lacks one.
    """

    def __init__(self, definition: Definition, limits: Mapping[str, float], builder: Builder | None = None) -> None:
        builder = builder or Builder(limits, definition.zone)
        self._definition = definition
        self._when = builder.whole(definition)
        self._clear = None if definition.clear_when is None else builder.build(definition.clear_when)
        self._weights = Weights([(level.severity, builder.build(level.when)) for level in definition.levels])
        self._nodes = [node for node in (self._when, self._clear, *self._weights.nodes) if node is not None]
        self._silences = tuple(builder.silences)
        self._is_timed = builder.is_timed
        self.slots: tuple[Slot, ...] = tuple(builder.slots)
        self.leading = Leading(definition, self._nodes)
        self._comparator = self.leading.comparator
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
            self._take(sample if sample.at == at else msgspec.structs.replace(sample, at=at))
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
        return earliest(self._ripe(), *(node.due() for node in self._nodes))

    def release(self) -> None:
        """A person has cleared the alert: begin anew once the condition is true anew."""
        if self.standing.phase is Phase.ACTIVE:
            self._end(self.standing.now)
            self.standing.spent = True

    def take_up(self, standing: Standing) -> None:
        """Go on with an alert that is open, of which nothing else is known."""
        self.standing = msgspec.structs.replace(standing, phase=Phase.ACTIVE, back=None)

    def dump(self) -> bytes:
        """How far it has come, as it is stored."""
        return encode(State(self.standing, self._weights.reached, [node.dump() for node in self._nodes]))

    def load(self, state: bytes) -> None:
        """Go on from what `dump` gave; raises msgspec.ValidationError where that was of another rule."""
        found = decode(state)
        if len(found.nodes) != len(self._nodes) or len(found.heavy) != len(self._weights.reached):
            raise msgspec.ValidationError
        for node, raw in zip(self._nodes, found.nodes, strict=True):
            node.load(raw)
        self.standing, self._weights.reached = found.standing, found.heavy

    def _take(self, sample: Sample) -> None:
        if sample.slot == self.leading.slot and sample.value is not None:
            self.standing.value = sample.value
        for node in self._nodes:
            node.take(sample)

    def _advance(self, to: int, out: list[Outcome]) -> None:
        """Let happen, in its order, what happens by itself until `to`."""
        while (due := self.due()) is not None and due <= to:
            self.standing.now = max(self.standing.now, due)
            self._ripen(due, out)
            for node in self._nodes:
                node.pass_to(due)
            self._evaluate(due, out, counts=False)

    def _ripe(self) -> int | None:
        """When the duration that is running ends."""
        standing, definition = self.standing, self._definition
        if standing.phase is Phase.PENDING:
            return standing.since + _ms(definition.duration)
        if standing.phase is not Phase.ACTIVE:
            return None
        if definition.clearing is Clearing.SILENCE:
            return standing.last + _ms(definition.silence)
        return None if standing.back is None else standing.back + _ms(definition.clear_duration)

    def _ripen(self, at: int, out: list[Outcome]) -> None:
        ripe = self._ripe()
        if ripe is None or ripe > at:
            return
        if self.standing.phase is Phase.PENDING:
            self._raise(ripe, out)
        else:
            out.append(Cleared(ripe, self.standing.figures))
            self._end(ripe)

    def _evaluate(self, at: int, out: list[Outcome], *, counts: bool) -> None:
        standing = self.standing
        holds = self._when.holds
        if standing.phase is Phase.NORMAL:
            if not holds:
                standing.spent = False
                return
            if not self._may_begin(at, counts=counts):
                return
            self._begin(at)
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
            self._rest()
            return
        self._weights.look()
        self._tell_weight(at, out)
        if self._definition.clearing is not Clearing.CONDITION:
            return
        if not (self._clear.holds if self._clear is not None else not self._when.may):
            standing.back = None
            return
        standing.back = at if standing.back is None else standing.back
        self._ripen(at, out)

    def _may_begin(self, at: int, *, counts: bool) -> bool:
        """What ends by silence begins with a reading; and no two alerts begin at the same moment."""
        if self.standing.spent or at == self.standing.former:
            return False
        return counts or self._definition.clearing is not Clearing.SILENCE

    def _begin(self, at: int) -> None:
        standing = self.standing
        standing.phase = Phase.PENDING
        standing.since = standing.last = at
        standing.count = 1
        standing.first = standing.peak = standing.value
        self._weights.forget()

    def _raise(self, at: int, out: list[Outcome]) -> None:
        standing = self.standing
        standing.phase = Phase.ACTIVE
        reopens = standing.former is not None and at - standing.ended < _ms(self._definition.reopens)
        if reopens and standing.former is not None:
            standing.since = standing.former
        standing.severity = self._weights.severity
        out.append(Raised(at, standing.figures, reopens))

    def _end(self, at: int) -> None:
        self.standing.former, self.standing.ended = self.standing.since, at
        self._rest()

    def _rest(self) -> None:
        standing = self.standing
        standing.phase, standing.back, standing.severity = Phase.NORMAL, None, None

    def _tell_weight(self, at: int, out: list[Outcome]) -> None:
        standing = self.standing
        weight = self._weights.severity
        if standing.phase is Phase.ACTIVE and weight is not standing.severity:
            standing.severity = weight
            out.append(Weighed(at, standing.figures))


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
