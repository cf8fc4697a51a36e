"""Plans as people edit them."""

from hypothesis import given
from hypothesis import strategies as st

from domain.monitoring.plans.editing import (
    KINDS,
    Way,
    added,
    followed,
    lanes,
    moved,
    removed,
    replaced,
    turned,
    ways,
)
from domain.monitoring.plans.plan import END, AnyStep, Escalate, Mail, Notify, Only, OpenOrder, Steps, Wait
from domain.words import Severity

FIRST, SECOND, THIRD = Notify(text="1", then="b"), Wait(seconds=1, otherwise="end"), Notify(name="b", text="3")
PLAN: Steps = (FIRST, SECOND, THIRD)
SOME_WAYS = st.lists(
    st.builds(Way, st.integers(0, 8), st.integers(0, 9), st.booleans()).filter(lambda way: way.start != way.to),
    max_size=12,
    unique=True,
)


def test_steps_are_added_moved_and_removed() -> None:
    assert added(PLAN, 1) == (FIRST, Notify(), SECOND, THIRD)
    assert moved(PLAN, 0, 1) == (SECOND, FIRST, THIRD)
    assert moved(PLAN, 0, -1) == PLAN
    assert moved(PLAN, 2, 1) == PLAN
    assert removed(PLAN, 1) == (FIRST, THIRD)


def test_what_leads_to_a_step_follows_its_new_name() -> None:
    renamed, led = followed(replaced(PLAN, 2, Notify(name="c", text="3")), 2, "b")
    assert (renamed[0].then, led) == ("c", "c")


def test_while_a_name_is_typed_nothing_is_led_astray() -> None:
    steps, led = PLAN, "b"
    for typed in ("", "e", "en", "end", "ends"):
        steps, led = followed(replaced(steps, 2, Notify(name=typed, text="3")), 2, led)
    assert (steps[0].then, steps[1].otherwise, led) == ("ends", END, "ends")


def test_a_name_that_another_step_has_takes_nothing_over() -> None:
    steps, led = followed((*PLAN, Notify(name="b", text="4")), 3, "")
    assert (steps, led) == ((*PLAN, Notify(name="b", text="4")), "")


def test_a_step_of_another_kind_keeps_what_both_have() -> None:
    only = Only(severity=Severity.MAJOR)
    mail = Mail(name="m", to=("a@b",), text="Look", then="end", only=only)
    assert turned(mail, Escalate) == Escalate(name="m", to=("a@b",), text="Look", then="end", only=only)
    assert turned(OpenOrder(minutes=90), Escalate) == Escalate()
    assert turned(mail, Mail) is mail


@given(st.sampled_from(KINDS), st.sampled_from(KINDS))
def test_any_kind_turns_into_any_other_and_back(kind: type[AnyStep], other: type[AnyStep]) -> None:
    step = kind(name="x", then="end")
    assert turned(turned(step, other), kind) == step


def test_ways_are_those_that_say_where_they_lead() -> None:
    assert ways(PLAN) == (Way(0, 2, then=True), Way(1, 3, then=False))
    assert ways((Notify(then="nowhere"),)) == ()


@given(SOME_WAYS)
def test_no_two_ways_in_one_lane_touch_unless_they_lead_to_the_same(found: list[Way]) -> None:
    placed = lanes(tuple(found))
    assert set(placed) == set(found)
    for one in found:
        for other in found:
            if one != other and placed[one] == placed[other]:
                low, high = sorted((one.start, one.to))
                begin, end = sorted((other.start, other.to))
                assert high < begin or end < low or (one.to, one.then) == (other.to, other.then)
