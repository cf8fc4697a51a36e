"""One day of one technician, from hour to hour."""

from typing import Any

from domain.scheduling.board_rows import BoardBooking, BoardTechnician
from tests.domain.scheduling.assistant.days import at, job, technician

__all__ = ["at", "bar", "worker"]


def worker(*working: tuple[float, float], **more: Any) -> BoardTechnician:
    """A technician who works in these hours of the day."""
    spans = tuple((at(start), at(finish)) for start, finish in working or ((8, 17),))
    return technician(working=spans, **more)


def bar(key: int, start: float, finish: float, **more: Any) -> BoardBooking:
    """A booking of that technician from hour to hour."""
    return job(key, 1, at(start), round((finish - start) * 60), **more)
