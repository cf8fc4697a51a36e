"""Where one more job may go, and at what cost."""

import msgspec


class Insertion(msgspec.Struct, frozen=True, gc=False):
    """A job put in at `position` of a tour begins at `start`; `extra` is what the plan costs more than without it."""

    tour: int
    position: int
    start: int
    extra: float
