"""Messages of makers as they must never be: samples changed at random, to show that no decoder minds."""

import random
from collections.abc import Iterator

import msgspec

from devices.messages import Received

_WORDS = (
    b"null", b"NaN", b"-Infinity", b"1e999", b"9" * 400, b"{}", b"[]", b'""', b"true", b'"\\ud800"', b'"\\u0000"', b"{",
    b"}", b"[", b"]", b",", b":", b"-1", b"0", b'{"a":' * 50, b"[" * 200, b"\x00", b"\xff\xfe", b"online", b"offline",
    b'"1970-01-01T00:00:00Z"', b'"' + b"x" * 1500 + b'"',
)  # fmt: skip
_LEVELS = (
    "",
    " ",
    "a" * 250,
    "\x01",
    "\ud800",
    "set",
    "$state",
    "config",
    "availability",
    "update",
    "..",
    "ü",
    "#",
    "+",
)
_LONGEST = 64 * 1024


def mutated(samples: list[Received], count: int, seed: int) -> Iterator[Received]:
    """`count` messages made from the samples, each changed in one to four places; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        yield mutate(chance.choice(samples), chance)


def mutate(sample: Received, chance: random.Random) -> Received:
    """One sample with changes in payload, and at times in topic and flags."""
    topic, payload = sample.topic, sample.payload
    for _ in range(chance.randint(1, 4)):
        payload = chance.choice(_CHANGES)(payload, chance)[:_LONGEST]
    if chance.random() < 0.3:
        topic = _changed_topic(topic, chance)
    return msgspec.structs.replace(
        sample, topic=topic, payload=payload, retain=chance.random() < 0.2, dup=chance.random() < 0.1
    )


def _changed_topic(topic: str, chance: random.Random) -> str:
    levels = topic.split("/")
    place = chance.randrange(len(levels))
    kind = chance.randrange(4)
    if kind == 0:
        levels[place] = chance.choice(_LEVELS)
    elif kind == 1:
        levels.insert(place, chance.choice(_LEVELS))
    elif kind == 2 and len(levels) > 1:
        del levels[place]
    else:
        levels[place] = f"{levels[place]}{chance.randrange(1_000_000)}"
    return "/".join(levels)


def _flipped(payload: bytes, chance: random.Random) -> bytes:
    if not payload:
        return payload
    place = chance.randrange(len(payload))
    return payload[:place] + bytes([payload[place] ^ (1 << chance.randrange(8))]) + payload[place + 1 :]


def _cut(payload: bytes, chance: random.Random) -> bytes:
    return payload[: chance.randint(0, len(payload))]


def _with_word(payload: bytes, chance: random.Random) -> bytes:
    place, length = chance.randint(0, len(payload)), chance.randint(0, 6)
    return payload[:place] + chance.choice(_WORDS) + payload[place + length :]


def _other_value(payload: bytes, chance: random.Random) -> bytes:
    """A value behind a colon replaced as a whole, which mostly leaves JSON behind."""
    places = [place for place, sign in enumerate(payload) if sign in b":[,"]
    if not places:
        return chance.choice(_WORDS)
    start = chance.choice(places) + 1
    end = next((place for place in range(start, len(payload)) if payload[place] in b",}]"), len(payload))
    return payload[:start] + chance.choice(_WORDS) + payload[end:]


def _doubled(payload: bytes, chance: random.Random) -> bytes:
    first, second = sorted(chance.randint(0, len(payload)) for _ in range(2))
    return payload[:second] + payload[first:]


def _other(_payload: bytes, chance: random.Random) -> bytes:
    return chance.choice((chance.choice(_WORDS), chance.randbytes(chance.randint(0, 60)), b""))


_CHANGES = (_flipped, _cut, _with_word, _other_value, _other_value, _doubled, _other)
