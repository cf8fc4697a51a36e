"""How a program without a window is asked to stop by the system."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from types import FrameType

_ASKING = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def stop_on_signals() -> Iterator[threading.Event]:
    """An event that is set once the system asks the program to end (SIGTERM) or somebody presses Ctrl+C (SIGINT).

    A handler of signals runs in the midst of the main thread, which may hold the lock of the very event just then and
    would wait for itself for ever. So the handler only puts into a queue made for that, and a thread sets the event.
    """
    stop = threading.Event()
    signals: SimpleQueue[int] = SimpleQueue()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        signals.put(number)

    before = {number: signal.signal(number, on_signal) for number in _ASKING}
    thread = threading.Thread(target=_pass_on, args=(signals, stop), name="signals", daemon=True)
    thread.start()
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        signals.put(0)
        thread.join()


def _pass_on(signals: SimpleQueue[int], stop: threading.Event) -> None:
    signals.get()
    stop.set()
