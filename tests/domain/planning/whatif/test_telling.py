"""What cannot be planned is told of, once for the plan in force and after that only what is news."""

from dataclasses import replace

from domain.planning.scope import Touch
from domain.planning.translation.loaded import Loaded
from domain.planning.translation.values import Translated
from domain.planning.whatif.telling import misplaced, told_of
from tests.domain.planning.asked import ON_THE_ROAD, waits
from tests.domain.planning.whatif.supposing import KIM, days, translated
from tests.domain.scheduling.assistant.days import at, job, technician

NOBODY = frozenset({7})
WEEK = technician(2, "Lou", home=30, days=5)


def test_what_cannot_be_planned_is_told_with_its_reason_and_many_are_counted() -> None:
    made = translated(days([], [waits(50 + at, only=NOBODY) for at in range(8)]))
    told = told_of(made)
    assert told[0] == "None of what is asked for can be planned; each says why."
    assert all(sentence.startswith(f"SO-{50 + at}: ") for at, sentence in enumerate(told[1:6]))
    assert told[6:] == ("3 more are left as they are.",)


def test_beside_the_plan_in_force_only_news_are_told() -> None:
    one, other = (waits(50 + at, only=NOBODY, where=None) for at in range(2))
    able = waits(60, where=None)
    present = translated(days([], [one, able]))
    assert any("SO-60" in sentence for sentence in told_of(present))
    assert told_of(present, present) == ()
    (told,) = told_of(translated(days([], [one, other, able])), present)
    assert told.startswith("SO-51: ")


def test_what_is_booked_where_it_breaks_rules_is_told_of() -> None:
    def booked(count: int) -> Translated:
        rows = [job(number, 2, at(8, number), 60, where=200) for number in range(count)]
        return translated(replace(days(rows, touch=Touch.UNLOCKED), loaded=Loaded([KIM, WEEK], rows, (), ON_THE_ROAD)))

    assert misplaced(booked(0)) == ()
    assert misplaced(booked(1)) == ("SO-0 is booked where it breaks rules, and counts as left out.",)
    assert misplaced(booked(2)) == ("2 are booked where they break rules, and count as left out: SO-0, SO-1",)
