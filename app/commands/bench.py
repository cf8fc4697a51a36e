"""`callout bench NAME`: runs a benchmark and prints what it measured."""

import argparse
import importlib
import json
import sys
from typing import Any

from domain.errors import Unavailable
from domain.language import tr
from domain.settings import Settings

NAMES = ("ingest", "latency", "screen", "board", "together", "orders", "visits")


def run(_settings: Settings, words: argparse.Namespace) -> int:
    """Run the benchmark called `words.name`; its module in `bench/` has a function `run() -> dict`."""
    if words.name not in NAMES:
        raise Unavailable(
            tr("There is no benchmark “{name}”; there are {names}.", name=words.name, names=", ".join(NAMES))
        )
    figures: dict[str, Any] = importlib.import_module(f"bench.{words.name}").run()
    if words.json:
        sys.stdout.write(json.dumps(figures) + "\n")
    else:
        _print(figures, "")
    return 0


def _print(figures: dict[str, Any], indent: str) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            sys.stdout.write(f"{indent}{name}\n")
            _print(value, indent + "  ")
        else:
            sys.stdout.write(
                f"{indent}{name}: {value:.3f}\n" if isinstance(value, float) else f"{indent}{name}: {value}\n"
            )
