"""The keys of devices that speak other formats: `<dialect>:<path>`, so that no two formats can mean the same device."""

from functools import lru_cache

LONGEST_KEY = 200


@lru_cache(maxsize=32_768)
def device_key(dialect: str, *path: str) -> str | None:
    """The key of the device at `path`, or None where its names cannot be stored and shown."""
    key = f"{dialect}:{'/'.join(path)}"
    usable = all(part and part == part.strip() and part.isprintable() for part in path)
    return key if usable and len(key) <= LONGEST_KEY else None
