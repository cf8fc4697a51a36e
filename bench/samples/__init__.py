"""Messages of every format as devices send them, to be decoded as they are or changed at random."""

import json
from pathlib import Path

import msgspec

from devices.messages import Received

NOW = 1_764_000_000_000
"""2025-11-24 16:00 UTC, when all of them arrive."""

_FOLDER = Path(__file__).parent


def samples(name: str) -> list[Received]:
    """The messages of `<name>.jsonl`."""
    lines = (_FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [_message(msgspec.json.decode(line, type=dict[str, object])) for line in lines if line]


def _message(told: dict[str, object]) -> Received:
    return Received(str(told["topic"]), _payload(told), 1, bool(told.get("retain", False)), False, 7, NOW)


def _payload(told: dict[str, object]) -> bytes:
    """Bytes in hexadecimal digits, text as it is, anything else as JSON."""
    if "bytes" in told:
        return bytes.fromhex(str(told["bytes"]))
    payload = told["payload"]
    return payload.encode() if isinstance(payload, str) else json.dumps(payload).encode()
