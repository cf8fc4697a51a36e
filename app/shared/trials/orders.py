"""The orders that the alerts of a try would have raised, as the listener opens them, or joins those that are open."""

from dataclasses import replace

from devices.backtest.answering import follow
from devices.backtest.judging import Tried
from devices.backtest.scoring import Trial
from devices.backtest.source import Source
from domain.monitoring.answering import Answer


def orders_opened(source: Source, trial: Trial, answer: Answer, found: list[Tried], until: int) -> int:
    """How many; what people did with them is assumed as `devices.backtest.aftermath` says."""
    raised = ((0, each.asset, judged.alert) for each in found for judged in each.alerts)
    return len(follow(source, [replace(trial, answer=answer)], raised, until).orders)
