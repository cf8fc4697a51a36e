"""`callout bench NAME`: runs a benchmark and prints what it measured."""

import argparse
import importlib
import json
import sys
from collections.abc import Callable, Container
from inspect import signature
from typing import Any

from domain.errors import Unavailable
from domain.language import tr
from domain.settings import Settings

NAMES = (
    "ingest",
    "fuzz",
    "latency",
    "screen",
    "board",
    "together",
    "orders",
    "visits",
    "backtest",
    "charts",
    "dispatch",
)
#: What some of them let one choose.
OPTIONS = ("messages", "pairs", "devices", "rules", "minutes", "rate", "slow", "listeners", "seconds")
TEXTS = ("data", "parts", "engines")


def run(_settings: Settings, words: argparse.Namespace) -> int:
    """Run the benchmark called `words.name`; its module in `bench/` has a function `run() -> dict`."""
    if words.name not in NAMES:
        raise Unavailable(
            tr("There is no benchmark “{name}”; there are {names}.", name=words.name, names=", ".join(NAMES))
        )
    measure: Callable[..., dict[str, Any]] = importlib.import_module(f"bench.{words.name}").run
    figures = measure(**_chosen(words, signature(measure).parameters))
    if words.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        _print(figures, "")
    return 0


def _chosen(words: argparse.Namespace, known: Container[str]) -> dict[str, Any]:
    chosen = {name: value for name in (*OPTIONS, *TEXTS) if (value := getattr(words, name, None)) is not None}
    for name in chosen:
        if name not in known:
            raise Unavailable(tr("The benchmark “{name}” has no option --{option}.", name=words.name, option=name))
    return chosen


def _print(figures: dict[str, Any], indent: str) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            sys.stdout.write(f"{indent}{name}\n")
            _print(value, indent + "  ")
        else:
            sys.stdout.write(
                f"{indent}{name}: {value:.3f}\n" if isinstance(value, float) else f"{indent}{name}: {value}\n"
            )
