"""What becomes of messages changed at random, format by format: stored, told of, or counted with a reason.

Nothing may be raised, nothing may grow, and nothing may vanish without a reason; `broken` are faults of a decoder that
only the last resort has caught.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bench.mapped import MAPPINGS
from bench.memory import now_mb
from bench.mutations import mutate
from bench.samples import NOW, samples
from devices.dialects.books import Dialects
from devices.dialects.dialect import Decoded
from devices.dialects.mapping.dialect import Mapped
from devices.dialects.registry import chosen
from devices.messages import Reason, Received, Rejected
from devices.payloads import decode
from devices.replies import decode_reply
from devices.statuses import decode_status
from devices.technicians import decode_report, is_of_technician
from domain.parameters.dialects import MAPPING, NATIVE, DialectName
from domain.parameters.registry import Parameters

_SEED = 20
#: The first part of the messages, after which memories are as full as they get.
_SETTLING = 4
#: As the broker hands them over one after another, so that what depends on time goes on.
_APART_MS = 20

Decoder = Callable[[Received, int], Decoded]


def run(messages: int = 100_000) -> dict[str, Any]:
    """The figures of each format."""
    return {name: fuzzed(name, messages) for name in (NATIVE, MAPPING, *(each.value for each in DialectName))}


def fuzzed(name: str, messages: int) -> dict[str, Any]:
    """What became of `messages` in one format."""
    known, chance, decoder = samples(name), random.Random(_SEED), _decoder(name)
    for sample in known:
        decoder(sample, NOW)
    outcomes: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    settled = now_mb()
    for number in range(messages):
        if number == messages // _SETTLING:
            settled = now_mb()
        now = NOW + number * _APART_MS
        decoded = decoder(mutate(chance.choice(known), chance), now)
        outcomes[_outcome(decoded)] += 1
        reasons.update(each.reason.value for each in decoded.rejected)
    return {
        **{outcome: outcomes[outcome] for outcome in ("stored", "told", "counted", "nothing_to_say")},
        "broken": reasons[Reason.BROKEN.value],
        "grown_mb": round(now_mb() - settled, 1),
        "reasons": dict(reasons.most_common()),
    }


def _outcome(decoded: Decoded) -> str:
    if decoded.readings:
        return "stored"
    if decoded.rejected:
        return "counted"
    told = decoded.statuses or decoded.announced or decoded.learned or decoded.outgoing or decoded.answers
    return "told" if told else "nothing_to_say"


def _decoder(name: str) -> Decoder:
    if name == NATIVE:
        return _native
    dialects = Dialects((Mapped(MAPPINGS),) if name == MAPPING else chosen(_speaking(name)))

    def of_maker(received: Received, now: int) -> Decoded:
        return dialects.decode(received, now).decoded

    return of_maker


def _speaking(name: str) -> Parameters:
    return replace(Parameters(), dialects=frozenset((DialectName(name),)))


def _native(received: Received, now: int) -> Decoded:
    """As the listener tells the messages of our own topics apart."""
    if is_of_technician(received.topic):
        report = decode_report(received, now)
        return Decoded(rejected=[report]) if isinstance(report, Rejected) else Decoded(learned={"report": b""})
    if received.topic.endswith("/reply"):
        reply = decode_reply(received)
        return Decoded(rejected=[reply]) if isinstance(reply, Rejected) else Decoded(learned={"reply": b""})
    if received.topic.endswith("/status"):
        status = decode_status(received)
        return Decoded(rejected=[status]) if isinstance(status, Rejected) else Decoded(statuses=[status])
    readings, rejected = decode(received, now)
    return Decoded(readings=readings, rejected=rejected)
