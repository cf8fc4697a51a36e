"""A silent log is part of green: a record at WARNING or above that no test announced fails the test."""

import logging
import re
from collections.abc import Iterator

import pytest


class LogWatch(logging.Handler):
    """Keeps every record at WARNING or above, and knows which of them were announced."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.seen: list[logging.LogRecord] = []
        self._wanted: list[tuple[str, re.Pattern[str]]] = []
        self._tolerated: list[tuple[str, re.Pattern[str]]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(record)

    def expect(self, logger: str, pattern: str) -> None:
        """At least one record of `logger` (or below it) must match, else the test fails too."""
        self._wanted.append((logger, re.compile(pattern)))

    def tolerate(self, logger: str, pattern: str) -> None:
        """Records of `logger` (or below it) that match may come or not, for instance after a race."""
        self._tolerated.append((logger, re.compile(pattern)))

    def complaints(self) -> list[str]:
        """One sentence for each record that was not announced and each announced one that did not come."""
        announced = [*self._wanted, *self._tolerated]
        unexpected = [
            f"logged unexpectedly: {record.levelname} {record.name}: {record.getMessage()}"
            for record in self.seen
            if not any(_matches(record, expectation) for expectation in announced)
        ]
        absent = [
            f"expected in the log, but absent: {name}: {pattern.pattern}"
            for name, pattern in self._wanted
            if not any(_matches(record, (name, pattern)) for record in self.seen)
        ]
        return unexpected + absent


def _matches(record: logging.LogRecord, expectation: tuple[str, re.Pattern[str]]) -> bool:
    name, pattern = expectation
    return f"{record.name}.".startswith(f"{name}.") and pattern.search(record.getMessage()) is not None


@pytest.fixture(autouse=True)
def expected_logs() -> Iterator[LogWatch]:
    """Where a test announces a warning it provokes: `expected_logs.expect("devices.client", "refused")`."""
    watch = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints), pytrace=False)
