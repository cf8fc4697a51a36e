"""How much memory a process takes, and has taken at the most."""

import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """Of this process alone, in MB: what the system has counted includes the process that it was begun by."""
    return _told("VmHWM")


def now_mb() -> float:
    """Of this process at this moment, in MB; the most it had where the system does not tell."""
    return _told("VmRSS")


def _told(name: str) -> float:
    if _STATUS.exists():
        (kilobytes,) = (line.split()[1] for line in _STATUS.read_text().splitlines() if line.startswith(name))
        return int(kilobytes) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
