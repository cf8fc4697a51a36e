"""Which rules of placing a plan must keep: all that are checked, but for warnings on which the goals set a price."""

from dataclasses import replace
from datetime import timedelta

from domain.parameters.placement_rules import Kind
from domain.planning.goals import Goals
from domain.planning.translation.clock import MINUTE
from domain.scheduling.rules.findings import Level
from domain.scheduling.rules.terms import Terms


def binding(terms: Terms, goals: Goals) -> Terms:
    """The terms without what the goals allow at a price; that a place is not known is told, and hinders nobody."""
    priced = {kind for kind in _priced(goals) if terms.levels.get(kind) is Level.WARNING}
    return replace(terms, levels={kind: level for kind, level in terms.levels.items() if kind not in priced})


def overtime(terms: Terms, goals: Goals) -> timedelta:
    """How long after a working day somebody may come home: by the goals, unless the rules refuse it altogether."""
    refused = Level.REFUSAL in (terms.levels.get(Kind.HOURS), terms.levels.get(Kind.COMMUTE))
    return (0 if refused else goals.overtime_minutes) * MINUTE


def _priced(goals: Goals) -> set[Kind]:
    prices = {
        Kind.TERRITORY: goals.other_territory is not None,
        Kind.PREFERRED: goals.not_preferred is not None,
        Kind.DUE: goals.late is not None,
        Kind.PLACE: True,
    }
    return {kind for kind, is_priced in prices.items() if is_priced}
