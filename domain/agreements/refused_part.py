"""Which part of a whole agreement or amendment was refused, where many are asked for at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum

from domain.errors import Refusal


class Part(StrEnum):
    """What of an agreement a refusal is about."""

    TERMS = "terms"
    SERVICES = "services"
    COVER = "cover"


class PartRefused(Refusal):
    """Says which part was refused, and which one of its rows, beside the field."""

    def __init__(self, refusal: Refusal, part: Part, row: int = 0) -> None:
        super().__init__(str(refusal), field=refusal.field)
        self.part = part
        self.row = row


@contextmanager
def refused_in(part: Part, row: int = 0) -> Iterator[None]:
    """While inside, what is refused is refused in that part."""
    try:
        yield
    except Refusal as refusal:
        raise PartRefused(refusal, part, row) from refusal
