"""`callout simulate`: a fleet of simulated devices publishes to a broker."""

import argparse

from devices.simulator.command import main
from domain.settings import Settings


def run(_settings: Settings, words: argparse.Namespace) -> int:
    """Hand the words over to the simulator."""
    return main(words.rest)
