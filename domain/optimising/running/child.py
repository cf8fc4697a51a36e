"""The process that searches: one problem after the other, until whoever started it is gone."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from queue import SimpleQueue
from threading import Lock, Thread
from typing import IO

import msgspec
from msgspec.structs import replace

from domain.optimising.engine import Engine
from domain.optimising.plan import Plan, nothing
from domain.optimising.problem import Problem
from domain.optimising.running.messages import Answer, Asked, Failed, Failure, Search
from domain.optimising.running.searching import Judge, Searching
from domain.optimising.running.tiny import TINY
from domain.optimising.running.wire import Receiver, send
from domain.optimising.soundness import fault

#: Which engine a search is for.
Engines = Callable[[Search], Engine]
Judging = Callable[[Problem], Judge]

#: A search of so many seconds had nothing to compile; no engine takes more searches until then.
COMPILED = 0.1
MOST_COMPILED = 6


class Child:
    """Reads what is asked on a thread of its own, so that a search under way can be ended; searches on the main one."""

    def __init__(self, source: IO[bytes], sink: IO[bytes], engines: Engines, judging: Judging) -> None:
        self._source: Receiver[Asked] = Receiver(source, Asked)
        self._sink = sink
        self._engines = engines
        self._judging = judging
        self._writing = Lock()
        self._waiting: SimpleQueue[Search] = SimpleQueue()
        self._compiled: set[str] = set()
        self._searching: Searching | None = None

    def serve(self) -> None:
        """Search until this process is ended."""
        Thread(target=self._listen, name="asked", daemon=True).start()
        while True:
            self._search(self._waiting.get())

    def _listen(self) -> None:
        try:
            while True:
                asked, searching = self._source.receive(), self._searching
                if isinstance(asked, Search):
                    self._waiting.put(asked)
                elif searching is not None:
                    searching.stop()
        except (msgspec.DecodeError, MemoryError) as error:  # what follows in the pipe cannot be told apart any more
            self._tell(Failed(Failure.PROBLEM, str(error), leaving=True))
        except (EOFError, OSError):
            pass
        finally:
            _leave()

    def _search(self, search: Search) -> None:
        try:
            wrong = fault(search.problem, search.start)
            if wrong:
                self._tell(Failed(Failure.PROBLEM, wrong))
                return
            engine = self._ready(search)
            searching = self._searching = Searching(search, self._judging, self._tell, _leave)
        except Exception:  # noqa: BLE001 - whatever it is, the other side is told
            self._tell(Failed(Failure.ENGINE, traceback.format_exc()))
            return
        self._improve(engine, search, searching)
        self._searching = None

    def _improve(self, engine: Engine, search: Search, searching: Searching) -> None:
        searching.begin()
        try:
            plan = engine.solve(
                search.problem, search.start, seconds=searching.seconds, seed=search.seed, told=searching.told
            )
        except Exception:  # noqa: BLE001 - whatever it is, the other side is told
            searching.fail(Failed(Failure.ENGINE, traceback.format_exc()))
        else:
            searching.finish(plan)

    def _ready(self, search: Search) -> Engine:
        """An engine whose code has been compiled, so that the search has all of its seconds."""
        if search.engine not in self._compiled:
            _compile(self._engines(replace(search, problem=TINY, start=nothing(TINY))))
            self._compiled.add(search.engine)
        return self._engines(search)

    def _tell(self, answer: Answer) -> None:
        with self._writing:
            send(self._sink, answer)


def serve(engines: Engines, judging: Judging) -> None:
    """Be the child of whoever holds our standard input and output; what engines print goes to the error output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as sink:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        Child(sys.stdin.buffer, sink, engines, judging).serve()


def _compile(engine: Engine) -> None:
    """Let it search until it does so at once: it compiles the more the further it comes, which it does not wait for."""
    for _ in range(MOST_COMPILED):
        began = time.monotonic()
        engine.solve(TINY, nothing(TINY), seconds=COMPILED / 2, seed=1, told=_go_on)
        if time.monotonic() - began < COMPILED:
            return


def _go_on(_seconds: float, _plan: Plan, _cost: float) -> bool:
    return True


def _leave() -> None:
    """At once, whatever an engine does meanwhile: there is nobody left to tell."""
    os._exit(0)
