"""A program told to stop stops, at whatever moment it is told."""

import signal
import subprocess
import sys

import pytest

from devices.stopping import stop_on_signals

# The signal comes while the main thread holds the lock of the event: in `wait` it does so again and again.
AT_THE_WORST_MOMENT = """
import os, signal, sys
from devices.stopping import stop_on_signals
with stop_on_signals() as stop:
    with stop._cond:
        os.kill(os.getpid(), getattr(signal, sys.argv[1]))
    sys.exit(0 if stop.wait(20) else 3)
"""


@pytest.mark.parametrize("name", [signal.SIGTERM.name, signal.SIGINT.name])
def test_a_signal_stops_even_while_the_program_looks_whether_it_is_to_stop(name: str) -> None:
    told = subprocess.run([sys.executable, "-c", AT_THE_WORST_MOMENT, name], timeout=60, check=False)
    assert told.returncode == 0


def test_who_is_asked_no_more_has_the_signals_back() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with stop_on_signals() as stop:
        assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) != before
        assert not stop.is_set()
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
