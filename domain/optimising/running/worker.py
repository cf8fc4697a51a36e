"""A child process that searches, as the console sees it."""

from contextlib import suppress

from domain import children
from domain.optimising.running.messages import Answer, Search, Stop
from domain.optimising.running.wire import Receiver, send

#: What the children run.
PROGRAM = "domain.optimising.running"


class Worker:
    """Takes one problem after the other; `ask` and `answer` wait and belong on a thread, the rest does not."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._process = children.start_behind(program)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._asked = self._process.stdin
        self._answers: Receiver[Answer] = Receiver(self._process.stdout, Answer)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._process.poll() is None

    def ask(self, search: Search) -> None:
        """Hand over a problem; raises OSError where the child is gone."""
        send(self._asked, search)

    def answer(self) -> Answer:
        """Wait for what it tells next; raises EOFError where it is gone."""
        return self._answers.receive()

    def stop(self) -> None:
        """Let it end the search that has begun and tell what it has found."""
        with suppress(OSError, ValueError):  # gone already, which whoever waits for its answer learns
            send(self._asked, Stop())

    def kill(self) -> None:
        """End it, whatever it does; who waits for its answer learns it."""
        self._process.kill()

    def close(self) -> int:
        """End it and give back what it held; its exit status."""
        self._process.kill()
        status = self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what waited to be written has nobody to read it
                pipe.close()  # type: ignore[union-attr]
        return status
