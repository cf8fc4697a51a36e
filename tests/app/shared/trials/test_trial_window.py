"""A rule is tried on the past: two versions side by side, the list, the plot, limits, and what cannot be tried."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.modeltest import ModelTester

from app.shared.days import to_qt
from app.shared.plot import Band
from app.shared.trials.bar import BETWEEN
from app.shared.trials.values import Candidate, Verdict
from app.shared.trials.window import TrialWindow
from domain.monitoring.definitions.condition import Above
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure, OfAsset
from domain.monitoring.definitions.simple import above
from tests.app.pseudo import pseudo_language, untranslated
from tests.app.shared.trials.conftest import Open
from tests.support.past import METRIC, PastDesk, moment

THEIRS = frozenset({"Supply too warm", "A-00001 · Chiller 1", "A-00003 · Ward chiller"})


def said(window: TrialWindow) -> str:
    """What stands in the place of what was found."""
    return next(each.text() for each in window.empty.findChildren(QLabel) if each.text())


def choose(window: TrialWindow, words: str) -> None:
    window.happenings.shown.setCurrentText(words)


def test_two_versions_stand_side_by_side(open_window: Open, both: Candidate) -> None:
    window = open_window(both)
    assert window.outcome.difference.text() == (
        "7 orders fewer, 7 alerts fewer, no trouble missed that was foreseen before."
    )
    assert window.outcome.figures.rows() == [
        ["", "As saved", "As changed"],
        ["Alerts", "10", "3"],
        ["Orders", "10", "3"],
        ["Hits", "3", "3"],
        ["False alerts", "7", "0"],
        ["Foreseen", "3 of 3", "3 of 3"],
        ["Precision", "30 %", "100 %"],
        ["Recall", "100 %", "100 %"],
        ["Lead", "4 h 59 min", "4 h 59 min"],
        ["False per month", "1.78", "0"],
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Alerts and troubles", 16),
        ("Alerts: As saved", 10),
        ("Alerts: As changed", 3),
        ("False alerts", 7),
        ("Troubles", 3),
        ("Missed troubles", 0),
    ],
)
def test_the_list_shows_what_is_asked_for(open_window: Open, both: Candidate, words: str, count: int) -> None:
    window = open_window(both)
    choose(window, words)
    assert len(window.happenings.table.rows()) == count
    assert window.happenings.count.text() == str(count)


def test_the_list_behaves_as_a_model(open_window: Open, both: Candidate, qtmodeltester: ModelTester) -> None:
    window = open_window(both)
    qtmodeltester.check(window.happenings.table.row_model())  # type: ignore[no-untyped-call]
    choose(window, "Troubles")


def test_what_is_chosen_in_the_list_is_marked_on_the_time_line_and_plotted(open_window: Open, both: Candidate) -> None:
    window = open_window(both)
    choose(window, "Troubles")
    table = window.happenings.table
    table.setFocus()
    table.choose(table.rows()[0].id)
    assert "Foreseen" in window.outcome.timeline.accessibleDescription()
    plot = window.happenings.around.plot
    assert [series.name for series in plot._series] == ["Supply temperature"]
    assert [limit.text for limit in plot._limits] == ["As saved: 12 °C", "As changed: 13.5 °C"]
    assert [each.text for each in plot._instants] == [table.rows()[0].words]
    assert [type(each) for each in plot._bands] == [Band, Band]
    assert window.foot.order_button.isEnabled()


def test_a_limit_that_is_taken_is_tried_at_once(open_window: Open, both: Candidate) -> None:
    window = open_window(replace(both, draft=both.saved or both.draft))
    window.happenings.tabs.setCurrentWidget(window.happenings.limits_tab)
    limits = window.happenings.limits
    assert limits.limit.value() == 13.5
    assert limits.worth.text() == (
        "3 alerts, precision 100 %, recall 100 %. Suggested: 13.5 °C · equally good from 13.09 to 13.85 °C."
    )
    limits.limit.setValue(12.5)
    assert limits.worth.text().startswith("10 alerts, precision 30 %")
    QTest.mouseClick(limits.take_button, Qt.MouseButton.LeftButton)
    assert window.versions.text().splitlines()[1] == "As changed: Supply temperature above 12.5 °C for 30 seconds"
    assert window.outcome.difference.text().startswith("As many orders, as many alerts")


def test_only_the_time_that_is_asked_for_counts(open_window: Open, both: Candidate) -> None:
    window = open_window(both)
    window.bar.since.setDate(to_qt(moment(8).date()))
    window.bar.until.setDate(to_qt(moment(22).date()))
    window.bar.period.setCurrentIndex(window.bar.period.findData(BETWEEN))
    assert window.outcome.figures.rows()[1] == ["Alerts", "4", "1"]


def test_one_asset_alone_is_tried(open_window: Open, both: Candidate) -> None:
    window = open_window(both)
    window.bar.asset.setCurrentIndex(2)
    assert window.outcome.figures.rows()[1] == ["Alerts", "1", "0"]
    assert window.outcome.difference.text() == "1 order fewer, 1 alert fewer."


def test_a_shorter_horizon_makes_false_alerts_of_hits(open_window: Open, both: Candidate) -> None:
    window = open_window(both)
    window.bar.horizon.setValue(2)
    assert {each.verdict for each in window.happenings.table.rows()} == {Verdict.FALSE, Verdict.MISSED}


def test_a_trouble_that_is_missed_now_is_told(open_window: Open, past: PastDesk) -> None:
    worse = replace(past.saved, definition=above(METRIC, 20.0, 1.0, 30.0), opens_order=False)
    window = open_window(Candidate(worse, past.saved))
    assert window.outcome.difference.text() == "10 orders fewer, 10 alerts fewer, 3 troubles more missed."


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        (above("flow", 1.0), "Nothing that the rule looks at was measured in this time."),
        (
            Definition(Above(Measure(METRIC), OfAsset("most"))),
            "“A-00001” lacks the limit “most” that the rule asks for.",
        ),
    ],
)
def test_what_cannot_be_tried_is_said_in_one_sentence(
    open_window: Open, past: PastDesk, definition: Definition, sentence: str
) -> None:
    window = open_window(Candidate(replace(past.saved, definition=definition)))
    assert window.empty.isVisible()
    assert said(window) == sentence


def test_a_rule_without_assets_says_so(open_window: Open, past: PastDesk) -> None:
    window = open_window(Candidate(replace(past.saved, kind="boiler")))
    assert said(window) == "The rule holds for no asset with a device, so there is nothing to try it on."


def test_days_the_wrong_way_round_are_refused(open_window: Open, both: Candidate) -> None:
    window = open_window(both)
    window.bar.period.setCurrentIndex(window.bar.period.findData(BETWEEN))
    window.bar.since.setDate(to_qt(moment(30).date()))
    window.bar.until.setDate(to_qt(moment(20).date()))
    assert said(window) == "The first day must be before the last."


def test_all_of_it_is_translated(open_window: Open, both: Candidate, past: PastDesk) -> None:
    with pseudo_language():
        window = open_window(both)
        assert untranslated(window, THEIRS | {past.saved.name}) == set()
