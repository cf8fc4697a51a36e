"""What is told of the memory of a benchmark is that of its own process."""

import subprocess
import sys

from tests.support.source import ROOT

HUNGRY = """
import subprocess, sys
from bench.memory import peak_mb
kept = bytearray(200_000_000)
command = [sys.executable, "-c", "from bench.memory import peak_mb; print(peak_mb())"]
print(peak_mb(), float(subprocess.run(command, capture_output=True).stdout))
"""


def test_what_began_a_process_does_not_count_for_it() -> None:
    done = subprocess.run([sys.executable, "-c", HUNGRY], capture_output=True, text=True, check=True, cwd=ROOT)
    parent, child = map(float, done.stdout.split())
    assert parent > 190
    assert 1 < child < 150
