"""A rule is tried on the past: two versions side by side."""

from app.shared.trials.values import Candidate
from tests.app.shared.trials.conftest import Open


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
