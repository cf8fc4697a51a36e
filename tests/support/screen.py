"""A screen of its own for a test, and the real mouse on it."""

import os
import subprocess
from collections.abc import Iterator

import pytest

SIZE = "1600x1000x24"

Point = tuple[int, int]


class Screen:
    """An X server without anything on it, and the mouse and keyboard that belong to it."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        words = ["Xvfb", "-displayfd", str(writing), "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"]
        self._server = subprocess.Popen(words, pass_fds=(writing,), stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{told.readline().strip()}"

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to know to show its windows here."""
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def close(self) -> None:
        self._server.terminate()
        self._server.wait()

    def point(self, at: Point) -> None:
        self._do("mousemove", *_words(at))

    def click(self, at: Point, *held: str) -> None:
        self._held(held, "mousemove", *_words(at), "click", "1")

    def drag(self, start: Point, *through: Point) -> None:
        """Press at the start, go through the other points and let go at the last."""
        self._do("mousemove", *_words(start), "mousedown", "1")
        for each in through:
            self._do("mousemove", *_words(each))
        self._do("mouseup", "1")

    def wheel(self, at: Point, notches: int, *held: str) -> None:
        """Turn the wheel: up is positive."""
        button = "4" if notches > 0 else "5"
        self._held(held, "mousemove", *_words(at), "click", "--repeat", str(abs(notches)), button)

    def press(self, keys: str) -> None:
        self._do("key", keys)

    def _held(self, modifiers: tuple[str, ...], *words: str) -> None:
        down = [word for each in modifiers for word in ("keydown", each)]
        up = [word for each in modifiers for word in ("keyup", each)]
        self._do(*down, *words, *up)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self.environment, check=True, timeout=30)


def _words(at: Point) -> tuple[str, str]:
    return str(at[0]), str(at[1])


@pytest.fixture
def screen() -> Iterator[Screen]:
    """A screen for one test."""
    made = Screen()
    yield made
    made.close()
