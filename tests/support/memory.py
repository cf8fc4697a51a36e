"""Where a test server keeps its files: in memory where there is room, since none of them outlives the run."""

import os
import shutil
from pathlib import Path

ROOM = 2**30


def roomy_memory(folder: Path = Path("/dev/shm")) -> str | None:
    """A folder in memory with room for a server's files; None stands for the usual place of temporary files."""
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return None
    return str(folder) if shutil.disk_usage(folder).free >= ROOM else None
