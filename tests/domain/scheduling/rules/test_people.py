"""Kind, skills, certificates, territory, van and wishes: worked cases."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.scheduling.board_rows import Ability, Membership
from domain.scheduling.needs.needs import Need, Part
from domain.scheduling.rules.checks import Kind, Placement, check
from domain.workforce.model import Bookable
from tests.support.board_made import at, technician

FILTERS = Part(1, "Filter", Decimal("2.5"))
COOLING = "Refrigeration"
CASES: list[tuple[str, Need, dict[str, Any], list[str]]] = [
    (
        "a crane is no person",
        Need(),
        {"kind": Bookable.EQUIPMENT, "name": "Crane"},
        ["Crane is “Equipment”; needed is “Person”."],
    ),
    ("a crew does what a person does", Need(), {"kind": Bookable.CREW}, []),
    ("a person is no crew", Need(kind=Bookable.CREW), {}, ["Kim is “Person”; needed is “Crew”."]),
    ("who has left", Need(), {"active": False}, ["Kim is not active any more."]),
    ("unwanted", Need(restricted=frozenset({1})), {}, ["The customer does not want Kim to come."]),
    ("somebody else is unwanted", Need(restricted=frozenset({2})), {}, []),
    (
        "unwanted in a crew",
        Need(restricted=frozenset({8})),
        {"kind": Bookable.CREW, "members": (Membership(7, "Lou"), Membership(8, "Max")), "name": "Crew"},
        ["The customer does not want Crew to come."],
    ),
    (
        "others alone",
        Need(only=frozenset({2, 3})),
        {},
        ["Kim is not among those who alone may come to this customer."],
    ),
    ("one of those alone", Need(only=frozenset({1, 2})), {}, []),
    ("others preferred", Need(preferred=frozenset({2})), {}, ["Kim is not among those whom the customer prefers."]),
    ("preferred", Need(preferred=frozenset({1})), {}, []),
    (
        "rated too low",
        Need(skills=frozenset({COOLING}), ratings=((COOLING, 4),)),
        {"abilities": (Ability(COOLING, 3),)},
        ["Kim is rated 3 in Refrigeration; 4 is needed."],
    ),
    (
        "not rated",
        Need(skills=frozenset({COOLING}), ratings=((COOLING, 4),)),
        {"abilities": (Ability(COOLING),)},
        ["Kim is not rated in Refrigeration; 4 is needed."],
    ),
    (
        "well rated",
        Need(skills=frozenset({COOLING}), ratings=((COOLING, 4),)),
        {"abilities": (Ability(COOLING, 4),)},
        [],
    ),
    (
        "lacking is told once",
        Need(skills=frozenset({"Lifts"}), ratings=(("Lifts", 4),)),
        {},
        ["Kim lacks the skill Lifts."],
    ),
    (
        "another territory",
        Need(territory="Coast"),
        {"territories": frozenset({"Hills"})},
        ["Coast is no territory of Kim."],
    ),
    ("an own territory", Need(territory="Coast"), {"territories": frozenset({"Coast", "Hills"})}, []),
    ("who has none goes anywhere", Need(territory="Coast"), {}, []),
    (
        "too few parts",
        Need(parts=(FILTERS,)),
        {"van": ((1, Decimal(2)),)},
        ["2.5 × Filter needed, 2 in the van of Kim."],
    ),
    (
        "none of the part",
        Need(parts=(FILTERS,)),
        {"van": ((9, Decimal(2)),)},
        ["2.5 × Filter needed, 0 in the van of Kim."],
    ),
    ("parts enough", Need(parts=(FILTERS,)), {"van": ((1, Decimal("2.5")),)}, []),
    ("a van without account", Need(parts=(FILTERS,)), {}, []),
]


@pytest.mark.parametrize(("need", "changes", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_worked_cases(need: Need, changes: dict[str, Any], expected: list[str]) -> None:
    found = check(Placement(1, at(9), at(10)), technician(**changes), [], need, zone=UTC)
    assert [finding.sentence for finding in found] == expected


@pytest.mark.parametrize(
    ("finish", "until", "valid"),
    [
        (at(10), date(2026, 3, 2), True),
        (at(10), date(2026, 3, 1), False),
        (at(23), date(2026, 3, 2), True),
        (at(23, 1), date(2026, 3, 2), False),
    ],
    ids=["its last day", "the day after", "until midnight in Berlin", "into the next day in Berlin"],
)
def test_a_certificate_holds_through_its_last_day(finish: datetime, until: date, valid: bool) -> None:
    certified = technician(working=((at(0), at(0, day=4)),), abilities=(Ability(COOLING, 5, until),))
    need = Need(skills=frozenset({COOLING}))
    found = check(Placement(1, at(9), finish), certified, [], need, zone=ZoneInfo("Europe/Berlin"))
    assert [finding.kind for finding in found] == ([] if valid else [Kind.EXPIRED])
