"""Where machine code is kept, and when it is stale: as soon as any file of the kernel is another one.

Numba by itself looks only at the file of each function and would go on with old code of what that one calls.
"""

import hashlib
from pathlib import Path

from numba.core.caching import InTreeCacheLocator, UserWideCacheLocator


def _stamp() -> str:
    """What all files of the kernel say, in short."""
    said = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        said.update(path.read_bytes())
    return said.hexdigest()


_STAMP = _stamp()


class BesideTheSource(InTreeCacheLocator):
    """Kept beside the source, where that may be written."""

    def get_source_stamp(self) -> str:
        return _STAMP


class OfTheUser(UserWideCacheLocator):
    """Kept in the user's own folder."""

    def get_source_stamp(self) -> str:
        return _STAMP
