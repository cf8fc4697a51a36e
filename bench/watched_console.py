"""A console without a screen that prints one JSON object about itself.

It measures itself: the time to its first usable page, how long its thread was deaf at worst while it showed each
page, and, with the board in front, how long after the reading an order was committed and drawn. It runs until its
standard input is closed, or for `--seconds`.
"""

import argparse
import json
import sys
import time
from typing import Any

import psutil

from app.commands.console import Console, open_desk
from app.commands.headless import WaitingProbe
from app.commands.screen import application
from app.commands.stopwatch import Stopwatch
from app.dispatch.view import DispatchPage
from app.shared.links import Link
from app.shell.window import Window
from bench.lingering import Leaving, pause
from domain.monitoring.watching import watch
from domain.settings import load

TURN_MS = 3000


def main() -> None:
    """Run as told and print what was measured."""
    words = _words()
    settings = load({"database": words.database, "profile": words.profile}, {})
    running = application(headless=True)
    console = Console(running, open_desk(settings), None)
    window = console.open()
    window.resize(1600, 1000)
    usable = _usable(console, window, words.spawned)
    console.heartbeat.reset()
    measured: dict[str, Any] = {"start_ms": usable}
    if words.page:
        measured |= _stay(console, window, words.page)
    else:
        measured |= _walk(console, window, words.seconds)
    measured["memory_mb"] = psutil.Process().memory_info().rss / 1024**2
    console.close()
    sys.stdout.write(json.dumps(measured) + "\n")


def _words() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--database", required=True)
    parser.add_argument("--profile", required=True, type=str)
    parser.add_argument("--spawned", type=float, default=time.time(), help="when this process was asked for")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--page", help="stay on this page until standard input is closed")
    return parser.parse_args()


def _usable(console: Console, window: Window, spawned: float) -> float:
    """Wait until the first page has loaded and been drawn; milliseconds since the process was asked for."""
    while console.kit.tasks.busy or not window.isVisible():
        pause(5)
    pause(0)
    return (time.time() - spawned) * 1000


def _walk(console: Console, window: Window, seconds: float) -> dict[str, Any]:
    """Show page after page and find the longest block on each."""
    blocks: dict[str, float] = {}
    work: dict[str, float] = {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for key in window.places.pages:
            console.heartbeat.reset()
            window.go(Link(key))
            pause(TURN_MS)
            blocks[key] = max(blocks.get(key, 0.0), console.heartbeat.longest_ms)
            work[key] = max(work.get(key, 0.0), console.heartbeat.hardest_ms)
    return {"longest_block_ms": max(blocks.values()), "blocks_ms": blocks, "work_ms": work}


def _stay(console: Console, window: Window, page: str) -> dict[str, Any]:
    window.go(Link(page))
    board = window.places.pages["dispatch"]
    assert isinstance(board, DispatchPage)
    with console.desk.store.read() as session:
        rules = watch(session).rules
    probe = WaitingProbe(board)
    stopwatch = Stopwatch(console.changes, probe.viewport, probe.order_ids, rules, console)
    pause(300)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    Leaving().wait()
    return {
        "to_order_ms": stopwatch.to_order_ms,
        "to_screen_ms": stopwatch.to_screen_ms,
        "longest_block_ms": console.heartbeat.longest_ms,
    }
