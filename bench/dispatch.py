"""How good the plans of the optimiser are: public problems, made-up service days, repairs, and two large weeks.

Every plan is judged by `bench.planning.reference`, which shares nothing with the engines. `heartbeat` asks instead
whether the window answers meanwhile.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.planning import contestants, damm, heartbeat, large, public, services, vrptw
from bench.planning.contestants import OTHERS, OURS
from domain.errors import Unavailable
from domain.optimising.engine import Engine

PARTS = ("damm", "vrptw", "days", "repair", "large", "heartbeat")
#: The seconds that engines have for one problem, unless others are asked for.
SECONDS = {"damm": 20, "vrptw": 10, "days": 10, "large": 300, "heartbeat": 10}
#: The engines that make the days, unless others are asked for; all other parts are the work of ours alone.
COMPARED = (OURS, *OTHERS)
#: What measures public problems, and the file in their folder that knows the best of each.
_PUBLIC = {"damm": (public.technicians, damm.BEST), "vrptw": (public.vehicles, vrptw.BEST)}


def run(parts: str = "", engines: str = "", data: str | None = None, seconds: int | None = None) -> dict[str, Any]:
    """The figures of each part, and how many hard rules all plans together break.

    `data` is a folder with the folders `damm` and `vrptw` in it; without it there are no figures of these.
    """
    wanted = _asked(parts, PARTS) or PARTS
    asked = _asked(engines, contestants.names())
    by_part = {part: asked or (COMPARED if part == "days" else (OURS,)) for part in wanted}
    found = {name: contestants.missing(name) for names in by_part.values() for name in names}
    ready = {name: contestants.engine(name) for name, why in found.items() if why is None}
    figures: dict[str, Any] = {
        part: _part(part, {name: ready[name] for name in names if name in ready}, data, seconds)
        for part, names in by_part.items()
    }
    missing = {name: why for name, why in found.items() if why is not None}
    return {**figures, **({"missing": missing} if missing else {}), "violations": sum(map(len, _violations(figures)))}


def _part(part: str, engines: Mapping[str, Engine], data: str | None, seconds: int | None) -> Any:
    if part == "repair":
        return services.repairs(engines) if seconds is None else services.repairs(engines, (float(seconds),))
    limit = float(SECONDS[part] if seconds is None else seconds)
    if part == "heartbeat":
        return heartbeat.heartbeats(int(limit))
    if part == "days":
        return services.whole_days(engines, limit)
    if part == "large":
        return {name: large.growth(name, seconds=limit) for name in engines}
    if data is None:
        return "not measured: --data names no folder of public problems"
    folder = Path(data) / part
    if not folder.is_dir():
        raise Unavailable(f"There is no folder “{folder}”.")
    measured, best = _PUBLIC[part]
    if not (folder / best).is_file():
        raise Unavailable(f"There is no file “{folder / best}”.")
    return {name: measured(folder, engine, limit) for name, engine in engines.items()}


def _asked(words: str, known: tuple[str, ...]) -> tuple[str, ...]:
    asked = tuple(word.strip() for word in words.split(",") if word.strip())
    for word in asked:
        if word not in known:
            raise Unavailable(f"There is no “{word}”; there are {', '.join(known)}.")
    return asked


def _violations(figures: Any) -> Iterator[list[str]]:
    """The breaches of all plans, wherever they stand."""
    if isinstance(figures, dict):
        if "violations" in figures:
            yield figures["violations"]
        for each in figures.values():
            yield from _violations(each)
