"""Patterns of topics whose parts have names: `plant/{site}/{device}/+/{metric}`.

A part in braces stands for one level, or for the rest of one (`line-{line}`); + and # mean what they mean in MQTT.
"""

import re
from itertools import zip_longest

import msgspec

from domain.language import tr

LONGEST_PATTERN = 250
#: What the listener takes for its own, whatever a mapping says.
OWN = ("callout/v1/+/+", "callout/technicians/+/position", "callout/technicians/+/bookings/+")
_PART = re.compile(r"\{([^{}/+#]*)\}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.IGNORECASE | re.ASCII)


class BadPatternError(ValueError):
    """A text that is no pattern; `str()` says why."""


class Pattern(msgspec.Struct, frozen=True):
    """What topics a mapping takes: the filter to subscribe to, and the names of the parts."""

    text: str
    filter: str
    names: tuple[str, ...]
    expression: re.Pattern[str]

    def parts(self, topic: str) -> dict[str, str] | None:
        """The named parts of `topic`; None where the pattern does not take it."""
        found = self.expression.fullmatch(topic)
        return None if found is None else dict(zip(self.names, found.groups(), strict=True))


def parse(text: str) -> Pattern:
    """The pattern that `text` describes. Raises BadPatternError."""
    text = text.strip()
    if not text or len(text) > LONGEST_PATTERN or not text.isprintable():
        raise BadPatternError(tr("Say which topics are meant, such as “plant/{device}/state”."))
    levels = text.split("/")
    names: list[str] = []
    expressions = []
    for place, level in enumerate(levels):
        _check_wildcards(level, last=place == len(levels) - 1)
        if (name := _name(level)) is not None:
            names.append(name)
        expressions.append(_expression(level))
    if len(set(names)) < len(names):
        raise BadPatternError(tr("Each part of a topic needs a name of its own."))
    return Pattern(text, "/".join(_plain(level) for level in levels), tuple(names), _compiled(levels, expressions))


def takes_own(pattern: Pattern) -> bool:
    """Whether topics of our own would be among them."""
    return any(overlaps(pattern.filter, own) for own in OWN)


def overlaps(first: str, second: str) -> bool:
    """Whether there is a topic that both filters take."""
    for one, other in zip_longest(first.split("/"), second.split("/")):
        if "#" in {one, other}:
            return True
        if one is None or other is None:
            return False
        if one != other and "+" not in {one, other}:
            return False
    return True


def both_take(first: Pattern, second: Pattern) -> bool:
    """Whether there may be a topic that both patterns take."""
    if not overlaps(first.filter, second.filter):
        return False
    levels = zip(first.text.split("/"), second.text.split("/"), strict=False)
    return all(_may_be_same(one, other) for one, other in levels)


def _may_be_same(one: str, other: str) -> bool:
    """Whether the fixed text around the parts of two levels leaves room for a common one."""
    (before, after), (other_before, other_after) = _fixed(one), _fixed(other)
    begins = before.startswith(other_before) or other_before.startswith(before)
    ends = after.endswith(other_after) or other_after.endswith(after)
    return begins and ends


def _fixed(level: str) -> tuple[str, str]:
    if level in {"+", "#"}:
        return "", ""
    found = _PART.search(level)
    return (level, level) if found is None else (level[: found.start()], level[found.end() :])


def _check_wildcards(level: str, *, last: bool) -> None:
    if level in {"+", "#"}:
        if level == "#" and not last:
            raise BadPatternError(tr("# stands at the end, for all that follows."))
    elif "+" in level or "#" in level:
        raise BadPatternError(tr("+ and # stand for whole levels: “{level}” is none.", level=level))


def _name(level: str) -> str | None:
    found = _PART.findall(level)
    if "{" in _PART.sub("", level) or "}" in _PART.sub("", level) or len(found) > 1:
        raise BadPatternError(tr("“{level}”: one name in braces in each level.", level=level))
    if not found:
        return None
    if not _NAME.fullmatch(found[0]):
        raise BadPatternError(
            tr("“{name}” is no name of a part: letters, digits and _, the first a letter.", name=found[0])
        )
    return str(found[0])


def _plain(level: str) -> str:
    return "+" if _PART.search(level) else level


def _expression(level: str) -> str:
    if level == "+":
        return "[^/]*"
    if level == "#":
        return ".*"
    before, after = _fixed(level)
    return f"{re.escape(before)}([^/]+){re.escape(after)}" if _PART.search(level) else re.escape(level)


def _compiled(levels: list[str], expressions: list[str]) -> re.Pattern[str]:
    # Wildcards in the first level leave out what the broker says of itself.
    start = r"(?!\$)" if _plain(levels[0]) in {"+", "#"} else ""
    if levels[-1] == "#" and len(levels) > 1:
        return re.compile(start + "/".join(expressions[:-1]) + "(?:/.*)?", re.DOTALL)
    return re.compile(start + "/".join(expressions), re.DOTALL)
