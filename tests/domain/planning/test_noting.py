"""What whoever decides should know besides the changes is told in sentences that stay with a proposal."""

from domain.optimising.cost import Cost, Evaluated
from domain.planning.changes import Found
from domain.planning.goals import Goals
from domain.planning.noting import notes
from domain.planning.profiles import ProfileDraft, create_profile, encode
from domain.planning.proposals import store_proposal
from domain.planning.queries import proposal
from domain.planning.translation.loaded import Loaded
from domain.store.store import Store
from tests.domain.planning.asked import ON_THE_ROAD, asked, waits
from tests.domain.scheduling.assistant.days import at, technician


def test_orders_that_nobody_can_find_are_named_and_beyond_some_counted() -> None:
    few = asked(Loaded([technician()], [], [waits(3, where=None), waits(4)], ON_THE_ROAD))
    assert notes(few, None) == ("Nobody knows where 1 order is, so that ways to it take no time here: SO-3.",)
    rows = [waits(number, where=None) for number in range(1, 44)]
    (many,) = notes(asked(Loaded([technician()], [], rows, ON_THE_ROAD)), None)
    assert "where 43 orders are" in many
    assert many.endswith("SO-40 and 3 more.")


def test_visits_that_come_later_are_counted_and_those_of_the_planned_days_are_not() -> None:
    rows = [waits(number) for number in range(3, 7)]
    later, over, here = (((at(0, first), at(0, first + 2)),) for first in (20, -9, 0))
    one = asked(Loaded([technician()], [], rows, ON_THE_ROAD, agreed={3: later, 4: over, 5: here}))
    (told,) = notes(one, None)
    words = "1 order that waits was not asked for: the time agreed for its visit comes after the days that are planned."
    assert told == words
    assert [each.order_id for each in one.untouched] == [4]
    several = asked(Loaded([technician()], [], rows, ON_THE_ROAD, agreed=dict.fromkeys(range(3, 6), later)))
    (told,) = notes(several, None)
    assert told.startswith("3 orders that wait were not asked for: the times agreed for their visits come after")
    named = asked(Loaded([technician()], [], rows, ON_THE_ROAD, agreed={3: later}), orders=frozenset({3, 6}))
    assert notes(named, None) == ()


def test_where_nothing_waits_but_visits_that_come_later_it_is_said_so() -> None:
    later = ((at(0, 20), at(0, 22)),)
    made = asked(Loaded([technician()], [], [waits(3)], ON_THE_ROAD, agreed={3: later}))
    nothing, told = notes(made, None)
    assert nothing == "Nothing waits but visits that come later, and nothing that is planned may change."
    assert told.startswith("1 order that waits was not asked for")


def test_a_plan_that_breaks_rules_has_no_cost_and_says_so() -> None:
    known = asked(Loaded([technician()], [], [waits(3)], ON_THE_ROAD))
    broken = Evaluated(Cost(travel=3.0), {}, ("a break", "a window"))
    assert notes(known, Evaluated(Cost(), {})) == ()
    (told,) = notes(known, broken)
    assert told == "The plan in force breaks rules in 2 places, so that its cost cannot be reckoned."


def test_notes_stay_with_the_proposal(store: Store) -> None:
    profile = store.run("kim", create_profile, ProfileDraft("Balanced"))
    found = Found(profile, encode(Goals()), "{}", notes=("Know this.", "And that."))
    key = store.run("kim", store_proposal, found)
    with store.read() as session:
        head = proposal(session, key)
    assert head is not None
    assert head.notes == ("Know this.", "And that.")
