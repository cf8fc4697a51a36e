"""Who may send a command: anybody, or only those who are named; response plans are one of these names.

A plan acts in its own name, not in that of whoever made it, who may be gone by then. So whoever restricts a command
says whether plans may send it.
"""

from collections.abc import Collection, Sequence

from domain.errors import Refusal
from domain.language import tr

#: In whose name the steps of plans are done.
PLANS = "response plan"
MOST_SENDERS = 100
LONGEST_SENDER = 120


def may_send(senders: Collection[str], actor: str) -> bool:
    """Whether somebody may send a command; users are the same in upper and lower case."""
    return not senders or actor.casefold() in {sender.casefold() for sender in senders}


def check_sender(label: str, senders: Collection[str], actor: str) -> None:
    """Refuse a command that is not for `actor` to send."""
    if not may_send(senders, actor):
        raise Refusal(why_not(label, senders, actor), field="name")


def why_not(label: str, senders: Collection[str], actor: str) -> str:
    """What is said to somebody who may not send a command."""
    who = ", ".join(tr("response plans") if sender == PLANS else sender for sender in senders)
    if actor == PLANS:
        return tr("Response plans may not send “{command}”, only: {who}.", command=label, who=who)
    return tr("You ({user}) may not send “{command}”, only: {who}.", user=actor, command=label, who=who)


def senders_from(names: Sequence[str]) -> list[str]:
    """The names as they are kept, each once. Refuses what can be no user."""
    wanted = {name.strip().casefold(): name.strip() for name in names if name.strip()}
    if len(wanted) > MOST_SENDERS:
        raise Refusal(tr("At most {most} users can be named.", most=MOST_SENDERS), field="senders")
    for name in wanted.values():
        if len(name) > LONGEST_SENDER or not name.isprintable():
            raise Refusal(tr("“{name}” is no name of a user.", name=name[:LONGEST_SENDER]), field="senders")
    return sorted(wanted.values(), key=str.casefold)
