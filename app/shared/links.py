"""The little that pages and the window say to each other."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Link:
    """A place in the program: a page by its key, and a record of it; `new` begins one, about the record `id`."""

    page: str
    id: int | None = None
    new: bool = False


class Mood(StrEnum):
    """What a notice is about; the values are tones."""

    DONE = "good"
    INFO = "info"
    WARNING = "major"
    ERROR = "critical"


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence shown for a while; `undo` takes back what it tells of, under the words `undo_title`.

    With a `topic` it stands instead of the one before of the same topic, so that a row of deeds covers nothing.
    """

    text: str
    mood: Mood = Mood.DONE
    undo: Callable[[], None] | None = None
    undo_title: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that a search found; `kind` is the word for it, such as "Order"."""

    title: str
    detail: str
    kind: str
    icon: str
    link: Link
