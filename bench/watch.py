"""Takes the time of one thing that is done once."""

import time


class Watch:
    """A clock that was started."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()

    @property
    def ms(self) -> float:
        return (time.perf_counter() - self._begun) * 1000
