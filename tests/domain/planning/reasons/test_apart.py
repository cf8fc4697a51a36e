"""Reasons from a process of their own."""

import subprocess
import sys

import msgspec
import numpy as np
import pytest

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


def test_what_is_over_is_over_there_too() -> None:
    drawn = generate(Service(3, 12), 1)
    over = max(tour.latest for tour in drawn.tours)
    jobs = (msgspec.structs.replace(drawn.jobs[0], windows=((over, over),)), *drawn.jobs[1:])
    problem = msgspec.structs.replace(drawn, jobs=jobs, people=np.zeros_like(drawn.people))
    (found,) = why_not_apart(problem, nothing(problem), (0,), earliest=over)
    assert found == why_not(problem, nothing(problem), 0, earliest=over)
    assert found != why_not(problem, nothing(problem), 0)


def test_where_nobody_waits_any_more_the_process_ends() -> None:
    problem = generate(Service(3, 12), 1)
    with pytest.raises((EOFError, OSError)):
        why_not_apart(problem, nothing(problem), (0, 5), wanted=bool)


def test_whoever_asks_does_not_load_what_reckons() -> None:
    told = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == ""
