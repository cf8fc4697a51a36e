"""Where machine code is kept, and when it is stale: as soon as any file of the kernel is another one.

Numba by itself looks only at the file of each function and would go on with old code of what that one calls.
"""

from numba.core.caching import InTreeCacheLocator, UserProvidedCacheLocator, UserWideCacheLocator

from domain.optimising.kernel.stamp import stamp

_STAMP = stamp()


class WhereAsked(UserProvidedCacheLocator):
    """Kept where `NUMBA_CACHE_DIR` says, if it does."""

    def get_source_stamp(self) -> str:
        return _STAMP


class BesideTheSource(InTreeCacheLocator):
    """Kept beside the source, where that may be written."""

    def get_source_stamp(self) -> str:
        return _STAMP


class OfTheUser(UserWideCacheLocator):
    """Kept in the user's own folder."""

    def get_source_stamp(self) -> str:
        return _STAMP


#: The first one that can be written counts.
LOCATORS = ",".join(f"{__name__}.{each.__name__}" for each in (WhereAsked, BesideTheSource, OfTheUser))
