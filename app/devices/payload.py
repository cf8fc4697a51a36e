"""A payload as a person can look at it: nothing invisible, nothing that could deceive."""

import unicodedata

CONTROL_PICTURES = 0x2400
DELETE = 0x7F
DELETE_PICTURE = "\u2421"
SPACE = 0x20
PER_LINE = 16
_HIDDEN = frozenset(("Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"))


def as_text(payload: bytes) -> str:
    """UTF-8 with a visible sign for each control or formatting character; bytes that are no text stay in hex."""
    return "".join(_visible(character) for character in payload.decode("utf-8", "backslashreplace"))


def as_hex(payload: bytes) -> str:
    """Sixteen bytes a line: where, the bytes, their ASCII letters."""
    lines = (payload[at : at + PER_LINE] for at in range(0, len(payload), PER_LINE))
    return "\n".join(_hex_line(at * PER_LINE, line) for at, line in enumerate(lines))


def _visible(character: str) -> str:
    code = ord(character)
    if character == "\n":
        return "\u240a\n"
    if code < SPACE:
        return chr(CONTROL_PICTURES + code)
    if code == DELETE:
        return DELETE_PICTURE
    return f"<U+{code:04X}>" if unicodedata.category(character) in _HIDDEN else character


def _hex_line(offset: int, line: bytes) -> str:
    digits = line.hex(" ")
    letters = "".join(chr(byte) if SPACE <= byte < DELETE else "." for byte in line)
    return f"{offset:06x}  {digits:<{3 * PER_LINE - 1}}  {letters}"
