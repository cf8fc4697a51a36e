"""Reasons from a process of their own, so that whoever asks need not load what reckons them."""

import subprocess
import time
from collections.abc import Callable, Sequence
from threading import Event, Thread

import msgspec

from domain import children
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.running.wire import Receiver, send
from domain.planning.reasons.values import Reason

PROGRAM = "domain.planning.reasons"
#: Longer than this nobody waits for reasons.
LIMIT_S = 20.0
#: How often it is asked whether they are still wanted.
STEP_S = 0.1


class Asked(msgspec.Struct, frozen=True):
    """Why are these jobs not in this plan?"""

    problem: Problem
    plan: Plan
    jobs: tuple[int, ...]
    earliest: int | None = None
    """Before this tick nothing begins, whatever is agreed."""


class Answered(msgspec.Struct, frozen=True):
    """For each of them the reasons, the nearest first."""

    reasons: tuple[tuple[Reason, ...], ...]


def whatever() -> bool:
    """Reasons are wanted, however long they take."""
    return True


def why_not_apart(
    problem: Problem,
    plan: Plan,
    jobs: Sequence[int],
    wanted: Callable[[], bool] = whatever,
    earliest: int | None = None,
) -> tuple[tuple[Reason, ...], ...]:
    """Like `why_not` for each of the jobs; takes some seconds, so belongs on a thread.

    Raises EOFError or OSError where the process ends before it has answered, as it has to after LIMIT_S or when nobody
    wants the answer any more.
    """
    with children.start_behind(PROGRAM) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        answered = Event()
        Thread(target=_watch, args=(process, answered, wanted), name="reasons", daemon=True).start()
        try:
            send(process.stdin, Asked(problem, plan, tuple(jobs), earliest))
            answers: Receiver[Answered] = Receiver(process.stdout, Answered)
            return answers.receive().reasons
        finally:
            answered.set()


def _watch(process: subprocess.Popen[bytes], answered: Event, wanted: Callable[[], bool]) -> None:
    """End the process where nobody waits for it."""
    latest = time.monotonic() + LIMIT_S
    while not answered.wait(STEP_S):
        if not wanted() or time.monotonic() > latest:
            process.kill()
            return
