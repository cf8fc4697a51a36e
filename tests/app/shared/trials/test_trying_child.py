"""The process that tries rules: its answers, its refusals, and what becomes of it when it dies."""

from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import active_children

import pytest

from app.shared.trials.child import TryingChild
from app.shared.trials.past import Past
from app.shared.trials.values import Candidate, Found, Question
from domain.clock import to_ms
from domain.errors import Refusal, Unavailable
from tests.support.past import PastDesk
from tests.support.service_desk import NOW


@pytest.fixture
def child(past: PastDesk) -> Iterator[TryingChild]:
    made = TryingChild(past.desk.store.url.render_as_string(hide_password=False))
    yield made
    made.close()


def asked(past: PastDesk) -> Question:
    return Question(Candidate(past.better, past.saved).versions(), to_ms(NOW))


def wanted(_done: int, _total: int) -> bool:
    return True


def unwanted(_done: int, _total: int) -> bool:
    return False


def test_it_finds_what_would_be_found_here(child: TryingChild, past: PastDesk) -> None:
    here = Past(past.desk.store, past.desk.telemetry)
    assert child.try_out(asked(past), wanted) == here.try_out(asked(past), wanted)
    assert child.limits(asked(past), wanted) == here.limits(asked(past), wanted)


def test_it_refuses_with_the_sentence_and_its_field(child: TryingChild, past: PastDesk) -> None:
    with pytest.raises(Refusal, match="The first day must be before the last") as refused:
        child.try_out(replace(asked(past), since=to_ms(NOW), until=0), wanted)
    assert refused.value.field == "since"


def test_what_is_not_wanted_any_more_is_left_and_the_next_answered(child: TryingChild, past: PastDesk) -> None:
    assert child.try_out(asked(past), unwanted) is None
    assert isinstance(child.try_out(asked(past), wanted), Found)


def test_one_that_dies_is_told_of_and_followed_by_another(child: TryingChild, past: PastDesk) -> None:
    def dies(_done: int, _total: int) -> bool:
        for process in active_children():
            process.kill()
            process.join()
        return True

    with pytest.raises(Unavailable, match="broken off"):
        child.try_out(asked(past), dies)
    assert isinstance(child.try_out(asked(past), wanted), Found)
    child.close()
    assert active_children() == []
