"""What cannot be planned is told of, once for the plan in force and after that only what is news."""

from domain.planning.whatif.telling import told_of
from tests.domain.planning.asked import waits
from tests.domain.planning.whatif.supposing import days, translated

NOBODY = frozenset({7})


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
