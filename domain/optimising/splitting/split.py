"""The engine for large problems: another engine solves their parts, round after round, several at once."""

import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import Random

from domain.optimising.engine import Engine, Told
from domain.optimising.plan import Plan
from domain.optimising.problem import Problem
from domain.optimising.splitting.cutting import Cutting
from domain.optimising.splitting.units import Unit, units
from domain.optimising.splitting.whole import Whole

#: How many jobs a part has at most.
SIZE = 150
#: How many seconds a part has in a round; less where time would not do for so many rounds.
TURN = 3.0
ROUNDS = 3


@dataclass(frozen=True)
class Split:
    """Cuts the plan along borders of territories and days, has the parts solved, and cuts anew across these borders.

    Parts share no tour and no job, so what each is better by the whole is better by, and no plan is broken.
    It ends after so many `rounds` where they are given.
    """

    engine: Engine
    threads: int = 2
    size: int = SIZE
    rounds: int | None = None

    @property
    def name(self) -> str:
        """That of the engine for the parts, too."""
        return f"split {self.engine.name}"

    def solve(self, problem: Problem, start: Plan, *, seconds: float, seed: int, told: Told) -> Plan:
        """The best plan found; parts that are under way at the end count with what they have."""
        whole, draw = Whole(problem, start, seconds, told), Random(seed)  # noqa: S311 - nothing secret
        pace = _Pace(whole, self.threads)
        with ThreadPoolExecutor(self.threads, thread_name_prefix="part") as pool:
            while whole.tell() and whole.goes_on and pace.done != self.rounds:
                parts = _parts(whole, self.size, draw)
                if not parts:
                    break
                turns = [_Turn(whole, self.engine, pace.turn(len(parts)), draw.getrandbits(30)) for _ in parts]
                list(pool.map(_Turn.take, turns, parts))
                pace.done += 1
        return whole.plan


def _parts(whole: Whole, size: int, draw: Random) -> list[list[Unit]]:
    """Those that have jobs, in the order of their making."""
    everything = units(whole.problem, whole.routes, draw)
    cut = Cutting(whole.problem, everything, draw).parts(size) if everything else ()
    return [part for part in cut if any(unit.jobs for unit in part)]


@dataclass
class _Pace:
    """Shares the time out among rounds, and the time of a round among its parts."""

    whole: Whole
    threads: int
    done: int = 0
    planned: int = 0

    def turn(self, parts: int) -> float:
        """How many seconds each part of the next round has."""
        in_a_row = max(1, math.ceil(parts / self.threads))
        if not self.done:
            self.planned = max(ROUNDS, round(self.whole.left / (in_a_row * TURN)))
        return self.whole.left / (max(1, self.planned - self.done) * in_a_row)


@dataclass(frozen=True)
class _Turn:
    """One part's turn in a round."""

    whole: Whole
    engine: Engine
    seconds: float
    seed: int

    def take(self, units: list[Unit]) -> None:
        """Solve the part, if there is still time."""
        if not self.whole.goes_on:
            return
        part = self.whole.cut_out(units)
        seconds = min(self.seconds, self.whole.left)
        plan = self.engine.solve(part.problem, part.plan, seconds=seconds, seed=self.seed, told=self._told)
        self.whole.take(part, plan)

    def _told(self, _seconds: float, _plan: Plan, _cost: float) -> bool:
        return self.whole.tell()
