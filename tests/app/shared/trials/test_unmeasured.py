"""What a try tells where no trouble is recorded, or where there are few readings."""

import pytest

from app.shared.days import to_qt
from app.shared.trials.bar import ALL, BETWEEN
from app.shared.trials.marks import TONES
from app.shared.trials.outcome import LegendMark
from app.shared.trials.table import verdict_chip
from app.shared.trials.values import Candidate, Verdict
from app.shared.trials.window import TrialWindow
from tests.app.shared.trials.conftest import Open
from tests.support.past import PastDesk, moment

NOTHING = (
    "Nothing is recorded to measure alerts against: troubles are orders that people open for these assets, "
    "and what “callout import troubles” reads."
)


def ask_between(window: TrialWindow, first: int, last: int) -> None:
    """Two of the days, both within."""
    window.bar.period.setCurrentIndex(window.bar.period.findData(BETWEEN))
    window.bar.until.setDate(to_qt(moment(last).date()))
    window.bar.since.setDate(to_qt(moment(first).date()))


def legend(window: TrialWindow) -> list[str]:
    """The words of the marks in sight."""
    return [verdict.label for verdict, entry in window.outcome._entries.items() if entry.isVisible()]


@pytest.fixture
def alone(past: PastDesk, open_window: Open) -> TrialWindow:
    """Tried on a chiller that nobody opened an order for."""
    window = open_window(Candidate(past.saved, past.saved))
    window.bar.asset.setCurrentIndex(2)
    return window


def test_figures_that_need_troubles_are_not_told(alone: TrialWindow) -> None:
    assert alone.outcome.difference.text() == "1 alert."
    assert alone.outcome.notes.text().startswith(NOTHING)
    assert alone.outcome.figures.rows()[1:] == [
        ["Alerts", "1"],
        ["Orders", "1"],
        *([title, "–"] for title in ("Hits", "False alerts", "Foreseen", "Precision", "Recall", "Lead")),
        ["False per month", "–"],
    ]


def test_an_alert_that_nothing_could_follow_is_no_false_one(alone: TrialWindow) -> None:
    (row,) = alone.happenings.table.rows()
    assert (row.verdict, verdict_chip(row).text) == (Verdict.ALERT, "Alert")
    assert legend(alone) == ["Alert"]
    shown = alone.happenings.shown
    assert [shown.itemText(at) for at in range(shown.count())] == ["Alerts"]


def test_no_limit_is_called_better_where_nothing_is_recorded(alone: TrialWindow) -> None:
    alone.happenings.tabs.setCurrentWidget(alone.happenings.limits_tab)
    assert alone.happenings.limits.said.text() == (
        "No trouble is recorded in this time, so no limit can be called a better one."
    )


def test_where_troubles_are_recorded_alerts_are_judged(alone: TrialWindow) -> None:
    alone.bar.asset.setCurrentIndex(0)
    assert legend(alone) == ["Hit", "False alert", "Foreseen", "Missed"]
    assert not alone.outcome.notes.text().startswith(NOTHING)


def test_a_few_days_tell_no_rate_per_month(open_window: Open, both: Candidate) -> None:
    window = open_window(both)
    ask_between(window, 8, 12)
    assert window.outcome.figures.rows()[-1] == ["False per month", "–", "–"]
    assert window.outcome.notes.text() == "The readings cover less than a week, too little for a rate per month."
    ask_between(window, 8, 16)
    assert window.outcome.figures.rows()[-1] != ["False per month", "–", "–"]
    assert not window.outcome.notes.isVisible()


def test_since_when_there_are_readings_is_told(open_window: Open, both: Candidate) -> None:
    window = open_window(both)
    first = window.found.read.since if window.found else 0
    assert window.outcome.notes.text().startswith("There are no readings before ")
    window.bar.period.setCurrentIndex(window.bar.period.findData(ALL))
    assert window.outcome.notes.text() == ""
    assert window.found is not None
    assert window.found.read.since == first


def test_each_verdict_has_a_mark(alone: TrialWindow) -> None:
    assert set(TONES) == set(Verdict)
    assert len(alone.outcome.findChildren(LegendMark)) == len(Verdict)
