"""What is told of a command that was sent, as a table of cases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.shared.commands.log_columns import sender, story, took
from app.shared.times import Times
from domain.clock import FixedClock
from domain.monitoring.command_queries import SentCommand
from domain.monitoring.command_senders import PLANS
from domain.monitoring.response_model import CommandState

AT = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
QUEUED = SentCommand(
    1, 1, "Chiller 1", 1, "chiller-1", None, "Restart", "Delay: 5 s", CommandState.QUEUED, AT, "kim", None, None,
    AT + timedelta(seconds=30), "",
)  # fmt: skip
SENT = replace(QUEUED, state=CommandState.SENT, sent_at=AT)
DONE = replace(SENT, state=CommandState.SUCCEEDED, reply="running")


def times(seconds: float) -> Times:
    return Times(FixedClock(AT + timedelta(seconds=seconds)), UTC)


@pytest.mark.parametrize(
    ("command", "seconds", "words"),
    [
        (QUEUED, 1, "An answer is waited for until Tuesday, 3 March 2026 12:00:30 UTC"),
        (QUEUED, 31, "No listener is at work: the command times out as soon as one is."),
        (replace(SENT, ended_at=AT), 1, "Devices of this kind do not answer."),
        (replace(DONE, ended_at=AT), 1, "Reply: running"),
        (replace(QUEUED, requested_by=PLANS), 1, "Delay: 5 s\nAsked for by response plan"),
    ],
)
def test_a_story_says_what_happened_and_what_is_waited_for(command: SentCommand, seconds: float, words: str) -> None:
    assert words in story(command, times(seconds))


@pytest.mark.parametrize(
    ("command", "seconds", "words"),
    [(QUEUED, 0, ""), (SENT, 3, ""), (DONE, 0.24, "0.2 s"), (DONE, 12.4, "12 s"), (DONE, 90, "2 min")],
)
def test_how_long_it_took_is_told_once_it_was_answered(command: SentCommand, seconds: float, words: str) -> None:
    ended = AT + timedelta(seconds=seconds) if seconds else None
    assert took(replace(command, ended_at=ended)) == words


def test_whoever_asked_is_told_by_name() -> None:
    assert [sender(QUEUED), sender(replace(QUEUED, requested_by=PLANS))] == ["kim", "response plan"]
