"""Reasons as sentences that somebody can repeat on the phone."""

import pytest

from domain.optimising.insertion import Insertion
from domain.planning.reasons.values import Binding, Miss, Reason, Remedy
from domain.planning.reasons.words import what_it_takes, why


class Plain:
    """Everything is called by its number."""

    def who(self, tour: int) -> str:
        return f"Kim {tour}"

    def order(self, job: int) -> str:
        return f"SO-{job}"

    def moment(self, tick: int) -> str:
        return f"{tick // 60:02}:{tick % 60:02}"

    def part(self, kind: int, amount: int) -> str:
        return f"{amount} × {('filter', 'pump')[kind]}"

    def forbidden(self, job: int, tour: int) -> str:
        return f"the skill F-gas is missing for SO-{job} of Kim {tour}."


def reason(binding: Binding, insertion: Insertion | None = None, *misses: Miss) -> Reason:
    return Reason(4, 2, 1, binding, 500.0, insertion, misses)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (reason(Binding.FORBIDDEN), "Kim 2 may not do it: the skill F-gas is missing for SO-4 of Kim 2."),
        (reason(Binding.BEFORE), "What has to be done before is left out itself."),
        (reason(Binding.STOCK), "Kim 2 has too little on board."),
        (reason(Binding.REST), "Too little is left of the day of Kim 2, even with nothing else to do."),
        (
            reason(Binding.WINDOW),
            "Kim 2 cannot be there within the time window, even with nothing else to do.",
        ),
        (reason(Binding.HOURS), "The day of Kim 2 is too short for it, even with nothing else to do."),
        (reason(Binding.FULL), "Kim 2 has no gap for it."),
        (reason(Binding.SEVERAL), "More than one thing stands against Kim 2."),
        (
            reason(Binding.DEAR, Insertion(2, 0, 540, 512.4)),
            "Kim 2 could begin at 09:00, which costs 12 points more than leaving it out.",
        ),
        (
            reason(Binding.PAYS, Insertion(2, 0, 540, 400.0)),
            "Kim 2 could begin at 09:00, which saves 100 points: a longer search finds more.",
        ),
    ],
)
def test_each_reason_is_a_sentence(given: Reason, sentence: str) -> None:
    assert why(given, Plain()) == sentence


def test_each_remedy_is_a_sentence_and_what_does_not_pay_comes_last() -> None:
    misses = (
        Miss(Remedy.WINDOW, 540, 20.0, ticks=30),
        Miss(Remedy.OVERTIME, 960, 700.0, ticks=45),
        Miss(Remedy.STOCK, 540, 20.0, more=(0, 2)),
        Miss(Remedy.INSTEAD, 600, 480.0, other=7),
        Miss(Remedy.ALLOWED, 660, 20.0),
    )
    assert what_it_takes([reason(Binding.FULL, None, *misses)], Plain()) == (
        "Time window 30 min longer: Kim 2 at 09:00.",
        "On board besides, 2 × pump: Kim 2 at 09:00.",
        "In place of SO-7: Kim 2 at 10:00.",
        "If Kim 2 may do it: at 11:00. So far not, for: the skill F-gas is missing for SO-4 of Kim 2.",
        "Working day 45 min longer: Kim 2 at 16:00. Even then it costs 200 points more than leaving it out.",
    )
