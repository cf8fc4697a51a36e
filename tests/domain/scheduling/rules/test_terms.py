"""How strict a rule is follows from the parameters, and a reason is asked for where they say so."""

from datetime import UTC

import pytest

from domain.errors import Refusal
from domain.parameters import service
from domain.parameters.placement_rules import PLACEMENT_RULES, Kind, Strictness
from domain.scheduling.needs.needs import Need
from domain.scheduling.rules import terms
from domain.scheduling.rules.checks import Finding, Level, Placement, check, enforce, level
from domain.store.store import Store
from tests.support.board_made import at, booking, technician

OVERLAP, LATE = booking(at(9), at(11)), Need(due=at(9))
WISH = Placement(1, at(10), at(12))
WARNING = Finding(Kind.DUE, Level.WARNING, "Hm.")


def load(store: Store) -> terms.Terms:
    with store.read() as session:
        return terms.load(session)


def test_without_being_set_they_are_the_default(store: Store) -> None:
    loaded = load(store)
    assert (loaded.levels, loaded.reason_required) == (terms.DEFAULT.levels, True)


def test_a_rule_is_softened_sharpened_or_off(store: Store) -> None:
    rules = {**PLACEMENT_RULES, Kind.OVERLAP: Strictness.WARNING, Kind.DUE: Strictness.REFUSAL}
    store.run("admin", service.change, "placement_rules", rules)
    found = check(WISH, technician(), [OVERLAP], LATE, load(store), UTC)
    assert [(each.kind, each.level) for each in found] == [
        (Kind.DUE, Level.REFUSAL),
        (Kind.OVERLAP, Level.WARNING),
    ]
    off = {**rules, Kind.DUE: Strictness.OFF}
    store.run("admin", service.change, "placement_rules", off)
    found = check(WISH, technician(), [OVERLAP], LATE, load(store), UTC)
    assert [each.kind for each in found] == [Kind.OVERLAP]
    assert level(WISH, technician(), [OVERLAP], LATE, load(store)) is Level.WARNING


def test_an_empty_span_is_refused_whatever_is_set() -> None:
    nothing = terms.Terms({})
    assert level(Placement(1, at(9), at(9)), technician(), [], Need(), nothing) is Level.REFUSAL
    assert level(WISH, technician(active=False), [OVERLAP], LATE, nothing) is None


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_override_without_a_reason_is_refused_at_its_field(reason: str) -> None:
    with pytest.raises(Refusal, match="Say why") as refused:
        enforce([WARNING], override=True, reason=reason, reason_required=True)
    assert refused.value.field == "reason"
    enforce([WARNING], override=True, reason=reason, reason_required=False)


def test_a_reason_is_asked_for_only_where_something_warns() -> None:
    enforce([WARNING], override=True, reason="The customer waits", reason_required=True)
    enforce([], override=True, reason_required=True)
