"""The program that reckons reasons: one question on standard input, the answer on standard output."""

import sys

from domain.optimising.running.wire import Receiver, send
from domain.planning.reasons.apart import Answered, Asked
from domain.planning.reasons.asking import why_not


def main() -> None:
    """Answer once."""
    questions: Receiver[Asked] = Receiver(sys.stdin.buffer, Asked)
    asked = questions.receive()
    reasons = tuple(why_not(asked.problem, asked.plan, job, earliest=asked.earliest) for job in asked.jobs)
    send(sys.stdout.buffer, Answered(reasons))


if __name__ == "__main__":
    main()
