"""Several engines at once, on a core each, as one: each searches by itself, and the best plan of all counts."""

import threading

from domain.optimising.engine import Engine, Told
from domain.optimising.evaluation import evaluate
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem


class Together:
    """Engines that give up the interpreter while they reckon, side by side on threads."""

    def __init__(self, *engines: Engine) -> None:
        self._engines = engines
        self.name = "+".join(engine.name for engine in engines)

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:
        """The best of their plans; each draws from a seed of its own. What stops one of them stops all."""
        race = _Race(problem, start, told)
        threads = [
            threading.Thread(target=race.run, args=(engine, seconds, seed + number), name=engine.name, daemon=True)
            for number, engine in enumerate(self._engines)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return race.result()


class _Race:
    """What the engines have found so far, whoever it was."""

    def __init__(self, problem: Problem, start: Plan, told: Told) -> None:
        self._problem = problem
        self._start = start
        self._told = told
        self._best = start
        self._cost = evaluate(problem, start).price
        self._goes_on = True
        self._failure: Exception | None = None
        self._alone = threading.Lock()

    def run(self, engine: Engine, seconds: float, seed: int) -> None:
        """Let one engine search, on the thread that calls."""
        try:
            plan = engine.solve(self._problem, self._start, seconds=seconds, seed=seed, told=self._heard)
        except Exception as failure:  # noqa: BLE001 - raised again by whoever waits for the threads
            with self._alone:
                self._failure, self._goes_on = failure, False
        else:
            cost = evaluate(self._problem, plan).price
            with self._alone:
                self._keep(plan, cost)

    def result(self) -> Plan:
        """The best of all; raises what made an engine fail."""
        if self._failure is not None:
            raise self._failure
        return self._best

    def _heard(self, seconds: float, plan: Plan, cost: float) -> bool:
        with self._alone:
            self._keep(plan, cost)
            self._goes_on = self._goes_on and self._told(seconds, self._best, self._cost)
            return self._goes_on

    def _keep(self, plan: Plan, cost: float) -> None:
        if cost < self._cost:
            self._best, self._cost = plan, cost
