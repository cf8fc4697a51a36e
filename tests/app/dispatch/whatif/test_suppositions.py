"""The forms of suppositions: what they begin with, what they come to, what is refused beside which field."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.dispatch.whatif.suppositions import Ground, Kind, filled, meant, usual
from app.dispatch.whatif.values import Names
from app.shared.type_ahead import Found
from domain.errors import Refusal
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla, Variation, Visits
from tests.app.dispatch.whatif import scenarios
from tests.app.sample_pages import fixed_times

TIMES = fixed_times()
TODAY = TIMES.now().replace(hour=0, minute=0)
DAY = timedelta(days=1)
NAMES = Names(dict(scenarios.PEOPLE), dict(scenarios.SLAS), {9: "Harbour Hotel"})
GROUND = Ground(scenarios.PEOPLE, scenarios.SLAS, NAMES, TODAY, TODAY + 2 * DAY)
NOBODY = Ground((), (), Names(), TODAY, TODAY + DAY)

moments = st.integers(1, 40).map(lambda hour: TODAY + timedelta(hours=hour))
variations = st.one_of(
    st.builds(Absence, st.sampled_from((1, 2)), moments, moments),
    st.builds(ExtraVan, st.sampled_from((1, 2)), st.integers(1, 20)),
    st.builds(OtherSla, st.sampled_from((5, 6)), st.sampled_from((None, 9))),
    st.builds(Visits, st.dates()),
)


@given(variations)
def test_what_is_filled_into_a_form_comes_back(variation: Variation) -> None:
    assert meant(Kind.of(variation), filled(variation, NAMES), "", GROUND) == variation


def test_a_form_begins_with_what_makes_sense() -> None:
    assert meant(Kind.ABSENCE, usual(Kind.ABSENCE, GROUND, TIMES), "", GROUND) == Absence(1, TODAY, TODAY + DAY)
    assert meant(Kind.VAN, usual(Kind.VAN, GROUND, TIMES), "", GROUND) == ExtraVan(1)
    assert meant(Kind.SLA, usual(Kind.SLA, GROUND, TIMES), "", GROUND) == OtherSla(5)
    week = (TODAY + timedelta(days=8)).date()
    assert meant(Kind.VISITS, usual(Kind.VISITS, GROUND, TIMES), "", GROUND) == Visits(week)


def test_on_other_days_an_absence_begins_with_the_first_of_them() -> None:
    later = Ground(scenarios.PEOPLE, (), NAMES, TODAY + 7 * DAY, TODAY + 9 * DAY)
    values = usual(Kind.ABSENCE, later, TIMES)
    assert (values["since"], values["until"]) == (TODAY + 7 * DAY, TODAY + 8 * DAY)


@pytest.mark.parametrize(
    ("kind", "values", "typed", "field"),
    [
        (Kind.ABSENCE, {"technician_id": None, "since": TODAY, "until": TODAY + DAY}, "", "technician_id"),
        (Kind.ABSENCE, {"technician_id": 1, "since": TODAY + 2 * DAY, "until": TODAY + 3 * DAY}, "", "since"),
        (Kind.ABSENCE, {"technician_id": 1, "since": TODAY - 3 * DAY, "until": TODAY}, "", "until"),
        (Kind.VAN, {"like_id": None, "count": 1}, "", "like_id"),
        (Kind.SLA, {"sla_id": None, "customer_id": None}, "", "sla_id"),
        (Kind.SLA, {"sla_id": 5, "customer_id": None}, "Harb", "customer_id"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    kind: Kind, values: dict[str, Any], typed: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        meant(kind, values, typed, GROUND)
    assert refused.value.field == field


def test_with_nobody_there_forms_begin_empty() -> None:
    assert usual(Kind.VAN, NOBODY, TIMES) == {"like_id": None, "count": 1}
    assert usual(Kind.SLA, NOBODY, TIMES) == {"sla_id": None, "customer_id": None}


def test_a_customer_that_was_chosen_has_a_name_in_the_form() -> None:
    assert filled(OtherSla(5, 9), NAMES)["customer_id"] == Found(9, "Harbour Hotel")
    assert meant(Kind.SLA, {"sla_id": 5, "customer_id": Found(9, "")}, "Harb", GROUND) == OtherSla(5, 9)
