"""Files that are there whole or not at all."""

import os
import tempfile
from pathlib import Path

from domain.errors import Unavailable
from domain.language import tr


def save_whole(path: Path, content: bytes) -> None:
    """Write a file; what was there is replaced only when all is written. Raises Unavailable."""
    try:
        handle, name = tempfile.mkstemp(prefix=".callout-", suffix=path.suffix, dir=path.absolute().parent)
        fresh = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
    except OSError as error:
        raise Unavailable(tr("{file} cannot be written: {why}", file=path, why=error.strerror or error)) from error
