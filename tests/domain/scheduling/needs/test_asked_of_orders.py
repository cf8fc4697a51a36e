"""What an order asks of the board: skills with ratings, requirements, what must be done before; kept as one form."""

from dataclasses import replace

import pytest

from domain.errors import Overtaken, Refusal
from domain.orders.model import Order
from domain.orders.timeline import tell
from domain.orders.wording import Wording
from domain.reporting.order_choices import open_orders_matching
from domain.reporting.order_history import order_facts
from domain.scheduling.needs.asking_service import Asked, ask, asked_of
from domain.scheduling.needs.loading import needs
from domain.scheduling.needs.requirement_service import RequirementDraft
from domain.store.store import Store
from domain.workforce.model import Bookable
from tests.support.workshop import Workshop, order

NOTHING = Asked()
FITTER, LIFT = RequirementDraft("Fitter", 60), RequirementDraft("Lift", 30, kind=Bookable.EQUIPMENT)


def asked(store: Store, order_id: int) -> Asked:
    with store.read() as session:
        return asked_of(session, order_id)


def orders(store: Store, workshop: Workshop, count: int) -> list[int]:
    return [store.run("kim", order, workshop) for _ in range(count)]


def after(*order_ids: int, minutes: int = 0) -> Asked:
    return Asked(after=frozenset((key, minutes) for key in order_ids))


def test_everything_is_asked_changed_and_taken_back(store: Store, workshop: Workshop) -> None:
    first, second = orders(store, workshop, 2)
    all_of_it = Asked(frozenset({(workshop.skill, 3)}), ((None, FITTER), (None, LIFT)), frozenset({(first, 30)}))
    store.run("kim", ask, second, NOTHING, all_of_it)
    there = asked(store, second)
    assert there.skills == {(workshop.skill, 3)}
    assert [draft for _, draft in there.requirements] == [FITTER, LIFT]
    with store.read() as session:
        assert [(each.number, each.minutes) for each in needs(session, [second])[second].after] == [("SO-000001", 30)]
    (fitter, _), _ = there.requirements
    less = replace(there, requirements=((fitter, replace(FITTER, minutes=90)),), after=frozenset({(first, 45)}))
    store.run("kim", ask, second, there, less)
    assert asked(store, second) == less
    store.run("kim", ask, second, less, NOTHING)
    assert asked(store, second) == NOTHING
    with store.read() as session:
        told = [tell(fact, Wording({}, str)) for fact in order_facts(session, second)]
    assert {
        "Skills now Refrigerant circuit ≥ 3",
        "Needed: Fitter, 60 min",
        "Needed no more: Lift",
        "Begins only after SO-000001",
        "Begins only 45 min after SO-000001",
        "Waits no more for SO-000001",
    } <= set(told)


def test_a_circle_of_orders_is_refused(store: Store, workshop: Workshop) -> None:
    first, second, third = orders(store, workshop, 3)
    store.run("kim", ask, second, NOTHING, after(first))
    store.run("kim", ask, third, NOTHING, after(second))
    for last in (first, second, third):
        with pytest.raises(Refusal, match="in a circle") as refused:
            store.run("kim", ask, first, NOTHING, after(last))
        assert refused.value.field == "after"
    assert asked(store, first) == NOTHING


WRONG: list[tuple[str, str]] = [
    ("twice", "after"),
    ("minutes", "after"),
    ("skill twice", "skills"),
    ("best", "skills"),
    ("nameless", "requirements"),
    ("needs twice", "requirements"),
]


@pytest.mark.parametrize(("what", "field"), WRONG)
def test_what_makes_no_sense_is_refused_at_its_field(store: Store, workshop: Workshop, what: str, field: str) -> None:
    first, second = orders(store, workshop, 2)
    skill = workshop.skill
    wanted = {
        "twice": Asked(after=frozenset({(first, 0), (first, 5)})),
        "minutes": after(first, minutes=-1),
        "skill twice": Asked(skills=frozenset({(skill, 1), (skill, 2)})),
        "nameless": Asked(requirements=((None, RequirementDraft(" ", 60)),)),
        "needs twice": Asked(requirements=((None, replace(FITTER, skills=frozenset({(skill, 1), (skill, 2)}))),)),
        "best": Asked(skills=frozenset({(skill, 6)})),
    }[what]
    with pytest.raises(Refusal) as refused:
        store.run("kim", ask, second, NOTHING, wanted)
    assert refused.value.field == field
    assert asked(store, second) == NOTHING


def test_two_people_may_change_different_parts_but_not_the_same(store: Store, workshop: Workshop) -> None:
    first, second, third = orders(store, workshop, 3)
    store.run("kim", ask, third, NOTHING, after(first))
    store.run("lou", ask, third, NOTHING, Asked(requirements=((None, FITTER),)))
    with pytest.raises(Overtaken) as overtaken:
        store.run("lou", ask, third, NOTHING, after(second))
    assert overtaken.value.field == "after"
    assert asked(store, third).after == {(first, 0)}


def test_a_rating_counts_as_a_change_of_the_order(store: Store, workshop: Workshop) -> None:
    (first,) = orders(store, workshop, 1)
    store.run("kim", ask, first, NOTHING, Asked(skills=frozenset({(workshop.skill, 2)})))
    with store.read() as session:
        assert session.get_one(Order, first).version == 2


def test_other_open_orders_are_found_by_words(store: Store, workshop: Workshop) -> None:
    first, second = orders(store, workshop, 2)
    with store.read() as session:
        assert [key for key, _ in open_orders_matching(session, "warm harbour", besides=second)] == [first]
        assert open_orders_matching(session, "SO-000001", besides=second) == ((first, "SO-000001  Warm water"),)
        assert open_orders_matching(session, "nothing", besides=second) == ()
