"""Reasons from a process of their own, so that whoever asks need not load what reckons them."""

import subprocess
from collections.abc import Sequence
from threading import Timer

import msgspec

from domain import children
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.running.wire import Receiver, send
from domain.planning.reasons.values import Reason

PROGRAM = "domain.planning.reasons"
#: Longer than this nobody waits for reasons.
LIMIT_S = 20.0


class Asked(msgspec.Struct, frozen=True):
    """Why are these jobs not in this plan?"""

    problem: Problem
    plan: Plan
    jobs: tuple[int, ...]


class Answered(msgspec.Struct, frozen=True):
    """For each of them the reasons, the nearest first."""

    reasons: tuple[tuple[Reason, ...], ...]


def why_not_apart(problem: Problem, plan: Plan, jobs: Sequence[int]) -> tuple[tuple[Reason, ...], ...]:
    """Like `why_not` for each of the jobs; takes some seconds, so belongs on a thread.

    Raises EOFError where the process ends before it has answered, as it has to after LIMIT_S.
    """
    with subprocess.Popen(  # noqa: S603 - our own program
        children.command(PROGRAM), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=children.environment()
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        limit = Timer(LIMIT_S, process.kill)
        limit.daemon = True
        limit.start()
        try:
            send(process.stdin, Asked(problem, plan, tuple(jobs)))
            answers: Receiver[Answered] = Receiver(process.stdout, Answered)
            return answers.receive().reasons
        finally:
            limit.cancel()
