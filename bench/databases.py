"""Empty databases to be measured: a file, or a server of its own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import postgres

DATABASES = ("sqlite", "postgresql")


@contextmanager
def empty(database: str) -> Iterator[tuple[str | None, Path]]:
    """The URL of an empty database and a folder beside it while the block runs; None where its server is missing."""
    folder = Path(tempfile.mkdtemp(prefix="callout-bench-"))
    folder.chmod(0o755)
    try:
        if database == "sqlite":
            yield f"sqlite:///{folder / 'callout.db'}", folder
        else:
            with postgres.server(folder) as url:
                yield url, folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
