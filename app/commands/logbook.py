"""What the console writes down for those who have to find out: `console.log` in the profile, kept small."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "console.log"
LARGEST = 2 * 1024 * 1024
KEPT = 3


@contextmanager
def logbook(profile: Path) -> Iterator[None]:
    """Write what is logged inside the block to the profile as well."""
    handler = RotatingFileHandler(profile / FILE, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        handler.close()
