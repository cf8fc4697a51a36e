"""A name held by one process at a time."""

import subprocess
import sys
import threading

from domain.store.exclusive import alone

HOLD = """
import sys, threading
from domain.store.exclusive import alone
with alone(sys.argv[1], "listener one", threading.Event()) as held:
    print(held, flush=True)
    sys.stdin.read()
"""


def test_the_second_stands_by_until_the_first_is_gone(database_url: str) -> None:
    words = [sys.executable, "-c", HOLD, database_url]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "True\n"
        got = threading.Event()
        thread = threading.Thread(target=hold, args=(database_url, got))
        thread.start()
        assert not got.wait(0.5)
        first.kill()
        assert got.wait(10)
        thread.join()


def test_another_name_is_free_and_who_is_told_to_stop_holds_nothing(database_url: str) -> None:
    stop = threading.Event()
    stop.set()
    with alone(database_url, "listener one", threading.Event()) as first:
        with alone(database_url, "listener two", threading.Event()) as other:
            assert first
            assert other
        with alone(database_url, "listener one", stop) as second:
            assert not second


def hold(database_url: str, got: threading.Event) -> None:
    with alone(database_url, "listener one", threading.Event()) as held:
        if held:
            got.set()
