"""Reasons from a process of their own."""

import subprocess
import sys

from bench.planning.days import Service, generate
from domain.optimising.plan import nothing
from domain.planning.reasons.apart import why_not_apart
from domain.planning.reasons.asking import why_not

IMPORTS = """
import sys
import domain.planning.reasons.apart
import domain.planning.reasons.words
print(*({"numba", "llvmlite", "pyvrp"} & set(sys.modules)))
"""


def test_they_are_the_same_as_here() -> None:
    problem = generate(Service(3, 12), 1)
    plan = nothing(problem)
    assert why_not_apart(problem, plan, (0, 5)) == (why_not(problem, plan, 0), why_not(problem, plan, 5))


def test_whoever_asks_does_not_load_what_reckons() -> None:
    told = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
