"""How a part of this program is started as a process of its own."""

import os
import sys


def command(module: str, *words: str) -> list[str]:
    """What starts a module of ours; never one of the same name in the working directory (-P)."""
    return [sys.executable, "-P", "-m", module, *words]


def environment(**more: str) -> dict[str, str]:
    """Our own, and where we found our modules, so that the child runs the same code from anywhere."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **more}
