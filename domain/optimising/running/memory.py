"""How much memory this process has needed at the most."""

from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak() -> int:
    """In bytes; 0 where the system does not tell."""
    if not _STATUS.exists():
        return 0
    (kilobytes,) = (line.split()[1] for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
    return int(kilobytes) * 1024
