"""People beside those there are, who may do what the one may whom they are like."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import Refusal
from domain.planning.model import ChangeKind
from domain.planning.translation.loaded import Loaded
from domain.planning.whatif.extras import with_extras
from domain.planning.whatif.supposed import Supposed
from domain.planning.whatif.values import ExtraVan
from domain.scheduling.board_rows import Membership
from domain.workforce.model import Bookable
from tests.domain.planning.asked import waits
from tests.domain.planning.whatif.supposing import KIM, LOU, changed, days
from tests.domain.scheduling.assistant.days import at, job


def test_extra_people_are_like_somebody_under_numbers_of_their_own() -> None:
    crew = (Membership(9, "Blue crew"),)
    supposed = with_extras(Supposed(Loaded([replace(KIM, crews=crew), LOU], []), days().scope), ExtraVan(1, 2))
    more = supposed.loaded.technicians[2:]
    assert [(each.id, each.name) for each in more] == [(-1, "Extra 1: like Kim"), (-2, "Extra 2: like Kim")]
    assert all(replace(each, id=1, name="Kim") == KIM for each in more)
    assert supposed.told == ()


def test_one_more_like_each_of_two_has_another_number() -> None:
    supposed = with_extras(with_extras(days(), ExtraVan(1)), ExtraVan(2))
    assert [(each.id, each.name) for each in supposed.loaded.technicians[2:]] == [
        (-1, "Extra: like Kim"),
        (-2, "Extra: like Lou"),
    ]


def test_an_extra_van_does_what_nobody_has_time_for_also_where_only_some_are_planned_for() -> None:
    full = [job(number, number, at(8), 16 * 60, where=0) for number in (1, 2)]
    full += [job(number + 2, number, at(8, 1), 8 * 60) for number in (1, 2)]
    supposed = days(full, [waits(50, 120)], technicians=frozenset({1}))
    assert [each.kind for each in changed(supposed)] in ([], [ChangeKind.LEFT_OUT])
    (change,) = changed(with_extras(supposed, ExtraVan(1)))
    assert change.after is not None
    assert change.after.technician_id == -1
    assert change.after.finish - change.after.start == timedelta(minutes=120)


def test_one_like_somebody_without_hours_is_told_of() -> None:
    supposed = with_extras(Supposed(Loaded([replace(KIM, working=())], []), days().scope), ExtraVan(1))
    assert supposed.told == ("Kim has no working hours in these days, so nobody like that has any.",)


@pytest.mark.parametrize("other", [{"id": 3}, {"kind": Bookable.CREW}, {"active": False}])
def test_nobody_can_be_like_a_crew_or_who_is_not_there(other: dict[str, object]) -> None:
    with pytest.raises(Refusal) as refused:
        with_extras(Supposed(Loaded([replace(KIM, **other)], []), days().scope), ExtraVan(1))  # type: ignore[arg-type]
    assert refused.value.field == "like_id"
