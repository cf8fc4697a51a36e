"""What scenarios are called, and that every word of them on screen can be translated."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.dispatch.whatif.asking import Asking
from app.dispatch.whatif.comparison import Comparison
from app.dispatch.whatif.kept import Kept
from app.dispatch.whatif.running import Running
from app.dispatch.whatif.suppositions import Ground, Kind, fields
from app.dispatch.whatif.values import Draft, Names, Progress
from app.dispatch.whatif.words import as_is, as_planned, called, supposed
from app.shared.forms import Form
from app.shared.kit import Kit
from domain.planning.whatif.checking import LONGEST_NAME
from domain.planning.whatif.values import Absence, ExtraVan, OtherSla, Variation, Visits
from tests.app.dispatch.plans import at
from tests.app.dispatch.whatif import scenarios
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.sample_pages import fixed_times

NAMES = Names(dict(scenarios.PEOPLE), dict(scenarios.SLAS), {9: "Harbour Hotel"})
KIM, LEA = scenarios.KIM, scenarios.LEA
drafts = st.lists(
    st.builds(
        Draft,
        st.integers(1, 9),
        st.sampled_from([(), (ExtraVan(KIM),), (ExtraVan(KIM), ExtraVan(LEA, 2), scenarios.AWAY, OtherSla(5, 9))]),
        st.sampled_from(["", "Storm", "As is, optimised", "A" * LONGEST_NAME]),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("variation", "words"),
    [
        (scenarios.AWAY, "Without Kim on Wed 4 Mar"),
        (Absence(LEA, at(0), at(0, 3)), "Without Lea from Wed 4 Mar to Fri 6 Mar"),
        (Absence(LEA, at(9), at(12.5)), "Without Lea on Wed 4 Mar from 09:00 to 12:30"),
        (Absence(LEA, at(9), at(0, 1)), "Without Lea from Wed 4 Mar 09:00 to Thu 5 Mar 00:00"),
        (ExtraVan(LEA), "1 more van like Lea"),
        (ExtraVan(LEA, 3), "3 more vans like Lea"),
        (OtherSla(5), "Gold for all orders"),
        (OtherSla(6, 9), "Silver for Harbour Hotel"),
        (Visits(at(0, 7).date()), "Visits due until Wed 11 Mar"),
        (ExtraVan(77), "1 more van like somebody or something that is gone"),
    ],
)
def test_a_supposition_is_told_in_words(variation: Variation, words: str) -> None:
    assert supposed((variation,), NAMES, fixed_times()) == words


def test_several_suppositions_are_told_one_after_the_other() -> None:
    words = supposed((scenarios.AWAY, ExtraVan(LEA)), NAMES, fixed_times())
    assert words == "Without Kim on Wed 4 Mar · 1 more van like Lea"
    assert supposed((), NAMES, fixed_times()) == "The days as they are"


@given(drafts)
def test_no_two_scenarios_are_called_the_same_and_none_too_long(made: list[Draft]) -> None:
    found = called(made, NAMES, fixed_times())
    every = (as_planned(), as_is(), *found)
    assert len(set(every)) == len(every)
    assert all(0 < len(name) <= LONGEST_NAME for name in found)


def test_a_name_that_was_typed_is_kept() -> None:
    assert called([Draft(1, (ExtraVan(KIM),), "Storm"), Draft(2, (), "Storm")], NAMES, fixed_times()) == (
        "Storm",
        "Storm (2)",
    )


def test_no_word_was_forgotten(qtbot: QtBot, kit: Kit) -> None:
    data = frozenset(("Kim", "Lea", "Gold", "Silver", "Del", *(each.name for each in scenarios.columns())))
    ground = Ground(scenarios.PEOPLE, scenarios.SLAS, NAMES, at(0), at(0, 1))
    with pseudo_language():
        asking, running, comparison, kept = Asking(kit), Running(kit), Comparison(kit), Kept(kit)
        asking.offer_people(scenarios.PEOPLE)
        running.begin(scenarios.ASKED)
        running.show_progress(Progress(1, 2, "Kim", 0.4, 2.0, 931.0))
        comparison.show_columns(scenarios.columns()[:2])
        comparison.table.choose("As is, optimised")
        kept.set_lines([scenarios.kept(1, "Kim", kit.times.now() - timedelta(days=1))])
        forms = [Form(fields(kind, ground, kit.times)) for kind in Kind]
        made: tuple[QWidget, ...] = (asking, running, comparison, kept, *forms)
        tools = [tool for each in (asking, running, comparison, kept) for tool in each.tools]
        for each in (*made, *tools):
            qtbot.addWidget(each)
            assert untranslated(each, data) == set()
