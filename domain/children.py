"""How a part of this program is started as a process of its own."""

import os
import subprocess
import sys
from contextlib import suppress

#: How far what computes for long stands back: beside one who does not, it has a tenth of a core.
BEHIND = 10


def command(module: str, *words: str) -> list[str]:
    """What starts a module of ours; never one of the same name in the working directory (-P)."""
    return [sys.executable, "-P", "-m", module, *words]


def environment(**more: str) -> dict[str, str]:
    """Our own, and where we found our modules, so that the child runs the same code from anywhere."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **more}


def start_behind(module: str) -> subprocess.Popen[bytes]:
    """Start a module of ours that computes for long and talks over its standard input and output.

    Windows, listener and broker go before it, however many threads it has. Raises OSError where it cannot be started.
    """
    process = subprocess.Popen(  # noqa: S603 - our own program
        command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
        creationflags=getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0),
    )
    if hasattr(os, "setpriority"):
        # Now, while it has one thread: those that come later are as far behind.
        with suppress(OSError):  # it is gone already, or we stand farther back ourselves
            os.setpriority(os.PRIO_PROCESS, process.pid, BEHIND)
    return process
