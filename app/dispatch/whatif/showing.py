"""What was found, or kept, as columns of the comparison."""

from collections.abc import Sequence

from app.dispatch.whatif.comparing import Comparing
from app.dispatch.whatif.values import Compared, KeptLine, Names
from app.dispatch.whatif.words import as_planned, supposed
from app.shared.times import Times
from domain.language import tr
from domain.planning.whatif.asked import Outcome


def found_columns(
    comparing: Comparing, outcomes: Sequence[Outcome], names: Names, times: Times
) -> tuple[Compared, ...]:
    """The plan in force, then each scenario; after a stop, only those that were searched."""
    columns = (_found(comparing, at, outcome, names, times) for at, outcome in enumerate(outcomes))
    return tuple(each for each in columns if each.planned or each.figures is not None or not comparing.stopped)


def kept_column(line: KeptLine) -> Compared:
    """A kept scenario as it was found then."""
    when = tr("{supposed}; {days}, kept by {name}", supposed=line.supposed, days=line.days, name=line.row.created_by)
    return Compared(f"kept-{line.id}", line.row.name, when, line.row.figures, scenario_id=line.id)


def _found(comparing: Comparing, at: int, outcome: Outcome, names: Names, times: Times) -> Compared:
    told = tuple(dict.fromkeys(filter(None, (outcome.failure, *outcome.told))))
    supposition, planned = outcome.supposition, at == 0
    name = as_planned() if planned else supposition.name
    what = tr("The plan in force, unsearched") if planned else supposed(supposition.variations, names, times)
    key = f"found-{id(comparing)}-{at}"
    return Compared(key, name, what, outcome.figures, told, outcome, comparing.asked, planned=planned)
