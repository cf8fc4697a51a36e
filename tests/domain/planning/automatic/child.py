"""The child of some tests: it puts in what waits, and dies where it shall look for better."""

import os
import signal

from domain.optimising.engine import Engine
from domain.optimising.running.child import serve
from domain.optimising.running.messages import Search
from tests.domain.planning.whatif.child import Greedy, Slow


def greedy_alone(search: Search) -> Engine:
    if search.engine != "greedy":
        os.kill(os.getpid(), signal.SIGKILL)
    return Greedy()


if __name__ == "__main__":
    serve(greedy_alone, Slow)
