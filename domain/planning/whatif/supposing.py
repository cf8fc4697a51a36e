"""Suppositions applied to the rows that a search reads, never to the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.planning.scope import Scope
from domain.planning.translation.loaded import Loaded
from domain.planning.whatif.absences import absent
from domain.planning.whatif.dues import due_otherwise
from domain.planning.whatif.extras import with_extras
from domain.planning.whatif.imagined import Imagined, with_visits
from domain.planning.whatif.supposed import Supposed
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla, Supposition, Variation, Visits


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read for suppositions: due moments by SLA and order, and the orders that visits would bring."""

    dues: Mapping[OtherSla, Mapping[int, datetime | None]] = field(default_factory=dict)
    visits: Mapping[Visits, Sequence[Imagined]] = field(default_factory=dict)


def suppose(loaded: Loaded, scope: Scope, supposition: Supposition, facts: Facts) -> Supposed:
    """All variations of a supposition; whoever is like somebody is so before that one is absent.

    Of several days up to which visits are planned the last one counts.
    """
    supposed = Supposed(loaded, scope)
    others = [each for each in supposition.variations if not isinstance(each, Visits)]
    visits = sorted((each for each in supposition.variations if isinstance(each, Visits)), key=_until)
    for variation in (*sorted(others, key=_turn), *visits[-1:]):
        supposed = _varied(supposed, variation, facts)
    return supposed


def _varied(supposed: Supposed, variation: Variation, facts: Facts) -> Supposed:
    match variation:
        case ExtraVan():
            return with_extras(supposed, variation)
        case Absence():
            return absent(supposed, variation)
        case OtherSla():
            return due_otherwise(supposed, facts.dues[variation])
        case Visits():
            return with_visits(supposed, facts.visits[variation])


def _turn(variation: Variation) -> tuple[int, bool]:
    """What is said of one customer comes after what is said of all."""
    particular = isinstance(variation, OtherSla) and variation.customer_id is not None
    return (ExtraVan, Absence, OtherSla, Visits).index(type(variation)), particular


def _until(visits: Visits) -> date:
    return visits.until
