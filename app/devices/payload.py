"""A payload as a person can look at it: nothing invisible, nothing that could deceive."""

import unicodedata

SPACE = 0x20
DELETE = 0x7F
PER_LINE = 16
#: Where Python puts bytes that are no UTF-8.
FIRST_ESCAPED, LAST_ESCAPED, LEAST_ESCAPED = 0xDC80, 0xDCFF, 0x80
_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"))


def as_text(payload: bytes) -> str:
    """UTF-8 in which control and formatting characters, and bytes that are no text, stand in angles: <00>, <U+202E>."""
    decoded = payload.decode("utf-8", "surrogateescape")
    return "".join(_visible(character) for character in decoded)


def as_hex(payload: bytes) -> str:
    """Sixteen bytes a line: where, the bytes, their ASCII letters."""
    lines = (payload[at : at + PER_LINE] for at in range(0, len(payload), PER_LINE))
    return "\n".join(_hex_line(at * PER_LINE, line) for at, line in enumerate(lines))


def _visible(character: str) -> str:
    code = ord(character)
    if code < SPACE or code == DELETE:
        return f"<{code:02X}>" + ("\n" if character == "\n" else "")
    if FIRST_ESCAPED <= code <= LAST_ESCAPED:
        return f"<{code - FIRST_ESCAPED + LEAST_ESCAPED:02X}>"
    return f"<U+{code:04X}>" if unicodedata.category(character) in _HIDDEN else character


def _hex_line(offset: int, line: bytes) -> str:
    digits = line.hex(" ")
    letters = "".join(chr(byte) if SPACE <= byte < DELETE else "." for byte in line)
    return f"{offset:06x}  {digits:<{3 * PER_LINE - 1}}  {letters}"
