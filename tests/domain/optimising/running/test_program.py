"""The program of the children, with our engines, and what the console's process is spared by it."""

import os
import subprocess
import sys
from queue import Queue

import psutil

from bench.planning.days import Service, generate
from bench.planning.reference import judge
from domain import children
from domain.optimising.plan import Plan, nothing
from domain.optimising.running.ending import How, Progress
from domain.optimising.running.run import Run
from domain.optimising.running.worker import PROGRAM
from domain.optimising.running.workers import Workers

DAY = generate(Service(5, 30), 1)
IMPORTS = """
import importlib, pkgutil, sys
import app
import domain.optimising.running.run
for module in pkgutil.walk_packages(app.__path__, "app."):
    importlib.import_module(module.name)
print(*({"numba", "llvmlite", "pyvrp", "domain.optimising.evaluation"} & set(sys.modules)))
"""


def test_it_plans_a_day_and_finds_the_same_again() -> None:
    workers = Workers()
    plans = [_ruined(workers, seed) for seed in (1, 1)]
    chosen = Run(workers, DAY, nothing(DAY), seconds=4.0).start().wait()
    workers.close()
    assert plans[0] == plans[1]
    assert (chosen.how, chosen.engine, chosen.better) == (How.FINISHED, "chosen", True)
    assert chosen.after is not None
    judged = judge(DAY, chosen.plan)
    assert (judged.broken, round(judged.cost.total, 3)) == ((), round(chosen.after.cost.total, 3))


def _ruined(workers: Workers, seed: int) -> Plan:
    run = Run(workers, DAY, nothing(DAY), seconds=60.0, engines=("ruin",), seed=seed, iterations=200)
    ending = run.start().wait()
    assert ending.better
    return ending.plan


def test_all_threads_of_a_child_stand_back() -> None:
    heard: Queue[Progress] = Queue()
    workers = Workers()
    run = Run(workers, DAY, nothing(DAY), seconds=30.0, told=heard.put).start()
    while not heard.get(timeout=300).engine:
        pass
    (child,) = [each for each in psutil.Process().children() if PROGRAM in each.cmdline()]
    behind = {os.getpriority(os.PRIO_PROCESS, thread.id) for thread in child.threads()}
    run.kill()
    run.wait()
    workers.close()
    assert behind == {children.BEHIND}


def test_neither_a_run_nor_anything_of_the_console_loads_an_engine() -> None:
    told = subprocess.run(
        [sys.executable, "-c", IMPORTS], env=children.environment(), capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == ""
