"""Programs of their own that do the same at the same time, and can be killed on the way."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence

_HEAD = """
import sys
from domain.store.store import Store
store, words = Store.open(sys.argv[1]), sys.argv[2:]
"""
_READY = """
print("ready", flush=True)
sys.stdin.readline()
"""


def program(imports: str, script: str, url: str, words: Sequence[object]) -> subprocess.Popen[str]:
    """A program with `store` and `words` at hand, which runs the script as soon as it is sent a line."""
    code = f"{imports}{_HEAD}{_READY}{script}"
    started = subprocess.Popen(
        [sys.executable, "-c", code, url, *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert read(started) == "ready"
    return started


def read(running: subprocess.Popen[str]) -> str:
    """The next line that it says."""
    assert running.stdout
    return running.stdout.readline().strip()


def send(running: subprocess.Popen[str]) -> None:
    """Let it go on."""
    assert running.stdin
    running.stdin.write("go\n")
    running.stdin.flush()


def kill(running: subprocess.Popen[str]) -> None:
    """End it without a chance to tidy up."""
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    assert running.returncode == -signal.SIGKILL
