"""What is shown of commands that were sent."""

from app.shared.chips import Chip, Shape
from app.shared.columns import RIGHT, Column
from app.shared.times import Times
from domain.language import figure, tr
from domain.monitoring.command_queries import SentCommand
from domain.monitoring.command_senders import PLANS
from domain.monitoring.response_model import CommandState

LEAST = {"device": 860, "took": 780, "by": 680, "values": 520, "reply": 400, "at": 320}
TENTHS_BELOW = 10
MINUTE = 60
_MARKS = {
    CommandState.QUEUED: ("neutral", Shape.DOT),
    CommandState.SENT: ("accent", Shape.DOT),
    CommandState.ACKNOWLEDGED: ("accent", Shape.DOT),
    CommandState.SUCCEEDED: ("good", Shape.DOT),
    CommandState.FAILED: ("critical", Shape.OCTAGON),
    CommandState.TIMED_OUT: ("major", Shape.TRIANGLE),
    CommandState.WITHDRAWN: ("neutral", Shape.SQUARE),
}


def log_columns(times: Times) -> tuple[Column[SentCommand], ...]:
    """When, what, where to, by whom, and what came of it."""
    return (
        Column(
            "at",
            tr("When"),
            lambda row: times.short(row.requested_at),
            sort=lambda row: row.id,
            tip=lambda row: times.full(row.requested_at),
            width=84,
        ),
        Column("command", tr("Command"), lambda row: row.label, width=140, strong=True, stretch=True),
        Column("device", tr("Device"), lambda row: row.device, width=120, muted=True),
        Column("values", tr("Values"), lambda row: row.words, width=130, stretch=True, tip=lambda row: row.words),
        Column("by", tr("By"), sender, width=90, muted=True),
        Column(
            "state",
            tr("State"),
            lambda row: row.state.label,
            sort=lambda row: list(CommandState).index(row.state),
            chip=lambda row: state_chip(row.state),
            tip=lambda row: story(row, times),
            width=116,
        ),
        Column("took", tr("Took"), took, sort=_seconds, width=72, align=RIGHT, muted=True),
        Column("reply", tr("Reply"), lambda row: row.reply, width=140, stretch=True, tip=lambda row: row.reply),
    )


def state_chip(state: CommandState) -> Chip:
    """How far a command is."""
    tone, shape = _MARKS[state]
    return Chip(state.label, tone, shape)


def sender(row: SentCommand) -> str:
    """Who asked for it."""
    return tr("response plan") if row.requested_by == PLANS else row.requested_by


def took(row: SentCommand) -> str:
    """From sending to its end."""
    seconds = _seconds(row)
    if seconds is None:
        return ""
    if seconds >= MINUTE:
        return tr("{minutes} min", minutes=round(seconds / MINUTE))
    return tr("{seconds} s", seconds=figure(seconds, 1 if seconds < TENTHS_BELOW else 0))


def story(row: SentCommand, times: Times) -> str:
    """Each thing that happened to it with its time, and what is waited for."""
    told = [row.words] if row.words else []
    told.append(tr("Asked for by {user}: {when}", user=sender(row), when=times.full(row.requested_at)))
    if row.sent_at is not None:
        told.append(tr("Sent: {when}", when=times.full(row.sent_at)))
    if row.ended_at is None and row.expires_at <= times.now():
        told.append(tr("No listener is at work: the command times out as soon as one is."))
    elif row.ended_at is None:
        told.append(tr("An answer is waited for until {when}", when=times.full(row.expires_at)))
    elif row.state is CommandState.SENT:
        told.append(tr("Devices of this kind do not answer."))
    else:
        told.append(f"{row.state.label}: {times.full(row.ended_at)}")
    if row.reply:
        told.append(tr("Reply: {reply}", reply=row.reply))
    return "\n".join(told)


def _seconds(row: SentCommand) -> float | None:
    if row.sent_at is None or row.ended_at is None or row.state is CommandState.SENT:
        return None
    return (row.ended_at - row.sent_at).total_seconds()
