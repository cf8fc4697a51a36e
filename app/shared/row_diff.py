"""Which neighbouring rows can be told to a view in one go."""

from collections.abc import Container, Sequence
from typing import TypeVar

from app.shared.columns import HasId

R = TypeVar("R", bound=HasId)


def runs(positions: Sequence[int]) -> list[tuple[int, int]]:
    """Ascending positions as (first, last) of each unbroken run."""
    found: list[tuple[int, int]] = []
    for position in positions:
        if found and found[-1][1] == position - 1:
            found[-1] = (found[-1][0], position)
        else:
            found.append((position, position))
    return found


def runs_of_new(rows: Sequence[R], known: Container[int]) -> list[tuple[int, int]]:
    """The runs of rows whose ids are not among `known`."""
    return runs([at for at, row in enumerate(rows) if row.id not in known])
