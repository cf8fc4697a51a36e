"""Why there is nothing to plan at all, where that is so."""

from collections.abc import Collection, Iterator

from domain.language import tr
from domain.planning.scope import Scope
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.outlines import Outline
from domain.planning.translation.values import Translated


def why_empty(loaded: Loaded, scope: Scope, days: Collection[Outline], translated: Translated) -> str:
    """The first thing that leaves nothing to plan, in a sentence; empty where there is something."""
    if days and any(work is not None for work in translated.work):
        return ""
    told = (*_of_days(loaded, scope), *_of_people(loaded, scope, days), _of_work(translated))
    return told[0]


def _of_days(loaded: Loaded, scope: Scope) -> Iterator[str]:
    now = loaded.terms.now
    if scope.until <= scope.since:
        yield tr("The days that are to be planned end before they begin.")
    if now is not None and scope.until <= now:
        yield tr("The days that are to be planned are over.")


def _of_people(loaded: Loaded, scope: Scope, days: Collection[Outline]) -> Iterator[str]:
    if not any(scope.covers(each.id) and each.active for each in loaded.technicians):
        yield tr("There is nobody for whom it could be planned.")
    if not days:
        yield tr("Nobody for whom is planned works on these days.")


def _of_work(translated: Translated) -> str:
    if translated.untouched:
        return tr("None of what is asked for can be planned; each says why.")
    if translated.later:
        return tr("Nothing waits but visits that come later, and nothing that is planned may change.")
    return tr("Nothing waits, and nothing that is planned may change.")
