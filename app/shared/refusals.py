"""Refusals of a part of something, put beside the one field that holds all such parts."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from domain.errors import Overtaken, Refusal


@contextmanager
def at_field(name: str, instead_of: Collection[str] | None = None) -> Iterator[None]:
    """While inside, refusals at one of the fields `instead_of`, or at any, are raised at the field `name`."""
    try:
        yield
    except Refusal as refusal:
        concerns = refusal.field is not None and (instead_of is None or refusal.field in instead_of)
        if not concerns or isinstance(refusal, Overtaken):
            raise
        raise Refusal(str(refusal), field=name) from refusal
