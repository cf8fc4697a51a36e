"""`callout listen`: the listener and the scheduled jobs alone, what a server runs."""

import argparse
import os
import signal
import sys
import threading
from types import FrameType

from devices.listener.runtime import listen
from domain.errors import Unavailable
from domain.language import tr
from domain.settings import Settings


def run(settings: Settings, words: argparse.Namespace) -> int:
    """Listen until told to stop."""
    if settings.broker is None:
        raise Unavailable(tr("There is no broker to listen to. Name one with --broker mqtt://host:1883."))
    stop = threading.Event()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    if words.attached:
        threading.Thread(target=_wait_for_parent, args=(stop,), name="attached", daemon=True).start()
    listen(settings.database, settings.broker, name=words.name, stop=stop)
    return 0


def _wait_for_parent(stop: threading.Event) -> None:
    """Standard input closes when the parent is gone, however it went."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    stop.set()
