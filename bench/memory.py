"""How much memory a process has taken at the most."""

import resource
from pathlib import Path

_STATUS = Path("/proc/self/status")


def peak_mb() -> float:
    """Of this process alone, in MB: what the system has counted includes the process that it was begun by."""
    if _STATUS.exists():
        (kilobytes,) = (line.split()[1] for line in _STATUS.read_text().splitlines() if line.startswith("VmHWM"))
        return int(kilobytes) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
