"""Which plans go on."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from domain.monitoring import plan_runs
from domain.monitoring.plans.plan import Notify
from domain.monitoring.response_model import PlanRun
from tests.support.plan_desk import NOW, PlanDesk


@pytest.fixture
def desk(database_url: str) -> Iterator[PlanDesk]:
    made = PlanDesk(database_url)
    yield made
    made.store.close()


def test_no_news_of_an_alert_is_lost_however_many_there_are(desk: PlanDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_runs, "MOST", 1)
    desk.follow(Notify(text="Look"))
    first = desk.alarm()
    desk.calm()
    desk.clock.advance(timedelta(minutes=1))
    second = desk.alarm()
    runs = [run.id for run in desk.all(PlanRun)]
    with desk.store.read() as session:
        assert plan_runs.due(session, NOW - timedelta(minutes=1), [first, second]) == runs
        assert plan_runs.due(session, desk.clock.now()) == runs[:1]
    assert len(runs) == 2
