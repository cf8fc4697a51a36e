"""What the desk reads when the watch over promises has something to tell."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.shared.changes import Changes
from app.shared.links import Mood, Notice
from app.shared.times import Times
from app.shared.warnings import Warnings
from domain.clock import FixedClock
from domain.store.journal import FactRow
from domain.visits.ahead import MADE_AHEAD

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
DUE: dict[str, Any] = {"number": "SO-000007", "target": "completion", "deadline": "2026-03-02T11:30:00+00:00"}


class Listening(QObject):
    """A desk without a window."""

    def __init__(self) -> None:
        super().__init__()
        self.changes = Changes()
        self.warnings = Warnings(self.changes, Times(FixedClock(NOW), UTC))
        self.notices: list[Notice] = []
        self.warnings.told.connect(self.hear)

    def hear(self, notice: Notice) -> None:
        self.notices.append(notice)

    def tell(self, qtbot: QtBot, *facts: FactRow) -> list[tuple[str, Mood]]:
        with qtbot.waitSignal(self.warnings.told):
            self.changes.publish(facts)
        return [(notice.text, notice.mood) for notice in self.notices]


def fact(kind: str, order_id: int = 7, ago: timedelta = timedelta(), **after: Any) -> FactRow:
    return FactRow(1, NOW - ago, "clock", kind, "order", order_id, {}, after)


@pytest.mark.parametrize(
    ("told", "text", "mood"),
    [
        (
            fact("order.promise_warned", percent=75, **DUE),
            "SO-000007: 75 % of the time is used up. Completion is due 11:30.",
            Mood.WARNING,
        ),
        (
            fact("booking.late", number="SO-000007", technician="Kim", start="2026-03-02T08:30:00+00:00"),
            "Nobody is at SO-000007 yet; Kim was to be there 08:30.",
            Mood.WARNING,
        ),
        (fact("order.promise_broken", **DUE), "SO-000007 is late. Completion was due 11:30.", Mood.ERROR),
        (
            fact("order.escalated", number="SO-000007", priority="high"),
            "SO-000007 has the priority “High” now.",
            Mood.WARNING,
        ),
        (
            fact("order.escalated", number="SO-000007", responsible="lou"),
            "lou looks after SO-000007 now.",
            Mood.WARNING,
        ),
        (fact(MADE_AHEAD, visits=12, troubles=0), "12 visits were ordered ahead.", Mood.INFO),
        (fact(MADE_AHEAD, visits=0, troubles=1), "1 visit could not be ordered; “Visits” says why.", Mood.WARNING),
        (
            fact(MADE_AHEAD, visits=1, troubles=3),
            "1 visit was ordered ahead. 3 visits could not be ordered; “Visits” says why.",
            Mood.WARNING,
        ),
        (
            fact("plan.notified", rule="Too warm", asset="Chiller 1", text="Look at it"),
            "Chiller 1: Look at it",
            Mood.WARNING,
        ),
        (
            fact("plan.escalated", rule="Too warm", asset="Chiller 1", text="Call them."),
            "Nobody has acknowledged Too warm on Chiller 1. Call them.",
            Mood.ERROR,
        ),
    ],
)
def test_each_kind_of_news_has_a_sentence(qtbot: QtBot, told: FactRow, text: str, mood: Mood) -> None:
    assert Listening().tell(qtbot, told) == [(text, mood)]


def test_many_at_once_are_one_notice(qtbot: QtBot) -> None:
    desk = Listening()
    for order_id in range(1, 5):
        desk.changes.publish((fact("order.promise_broken", order_id, **DUE),))
    again = fact("order.promise_warned", 5, percent=90, **DUE)
    assert desk.tell(qtbot, again, again) == [("5 orders are late or about to be.", Mood.WARNING)]


def test_visits_made_ahead_are_told_of_beside_many_others(qtbot: QtBot) -> None:
    desk = Listening()
    late = [fact("order.promise_broken", order_id, **DUE) for order_id in range(1, 5)]
    with qtbot.waitSignals([desk.warnings.told] * 2):
        desk.changes.publish((*late, fact(MADE_AHEAD, visits=2, troubles=0)))
    assert [notice.text for notice in desk.notices] == [
        "2 visits were ordered ahead.",
        "4 orders are late or about to be.",
    ]


def test_many_alerts_of_plans_are_one_notice(qtbot: QtBot) -> None:
    news = [fact("plan.notified", alert, rule="Too warm", asset="Chiller 1", text="Look") for alert in range(1, 6)]
    assert Listening().tell(qtbot, *news) == [("Response plans tell of 5 alerts.", Mood.WARNING)]


def test_what_was_told_long_ago_or_is_something_else_is_not_told(qtbot: QtBot) -> None:
    desk = Listening()
    desk.changes.publish((fact("order.promise_broken", ago=timedelta(minutes=5), **DUE), fact("order.opened")))
    assert len(desk.tell(qtbot, fact("order.promise_broken", **DUE))) == 1
