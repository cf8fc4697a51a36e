"""What a suggestion says, with the figures behind it."""

from datetime import timedelta

from app.orders.lines_table import decimal_text
from app.shared.times import Times, duration
from domain.language import tr, trn
from domain.repairs.suggestions import Scope, Suggestion, Suggestions


def suggestion_words(found: Suggestion, times: Times) -> str:
    """Diagnosis and resolution, and below them how often, how long, with what."""
    what = " → ".join(part for part in (found.diagnosis, found.resolution) if part)
    return f"{what}\n{figures(found)}" + (f"\n{parts_words(found, times)}" if found.parts else "")


def figures(found: Suggestion) -> str:
    """How often it was done, how many came back, how long it took."""
    told = [trn("{count} time", "{count} times", found.times)]
    if found.judged:
        told.append(tr("{back} of {judged} came back within 30 days", back=found.came_back, judged=found.judged))
    if found.minutes is not None:
        told.append(tr("usually {span}", span=duration(timedelta(minutes=found.minutes))))
    return " · ".join(told)


def parts_words(found: Suggestion, times: Times) -> str:
    """What was used."""
    parts = [
        tr(
            "{quantity} × {name} ({times}×)",
            quantity=decimal_text(part.quantity, times),
            name=part.name,
            times=part.times,
        )
        for part in found.parts
    ]
    return ", ".join(parts)


def heading(found: Suggestions) -> str:
    """Whose history speaks."""
    if not found.cases:
        return tr("Nothing like this in the history yet.")
    told = trn("From {count} repair", "From {count} repairs", found.cases)
    whose = tr("of this model") if found.scope is Scope.MODEL else tr("of all models of this kind")
    return f"{told} {whose}"
