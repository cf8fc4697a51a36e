"""What is drawn around an alert: measures over a stretch of time too, and no peak lost of many readings."""

from dataclasses import replace

import numpy as np
import pytest

from app.shared.trials.around import MOST_POINTS, around, thinned
from app.shared.trials.past import Past
from app.shared.trials.values import Candidate, Found, Question
from domain.clock import to_ms
from domain.monitoring.definitions.condition import Above, Outside
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure, OfAsset
from tests.support.past import METRIC, PastDesk
from tests.support.service_desk import NOW

HOUR = 3600.0


def wanted(_done: int, _total: int) -> bool:
    return True


def tried(past: PastDesk, definition: Definition) -> tuple[Past, Found]:
    source = Past(past.desk.store, past.desk.telemetry)
    draft = replace(past.saved, definition=definition)
    found = source.try_out(Question(Candidate(draft).versions(), to_ms(NOW)), wanted)
    assert found is not None
    return source, found


def test_a_mean_is_drawn_beside_what_it_is_made_of(past: PastDesk) -> None:
    source, found = tried(past, Definition(Above(Measure(METRIC, 4 * HOUR), 9.0)))
    drawn = around(source, found, found.happenings[0], "Supply temperature")
    assert [line.title for line in drawn.lines] == ["Supply temperature", "mean of Supply temperature over 4 hours"]
    raw, mean = drawn.lines
    assert max(mean.values) < max(raw.values)
    assert all(drawn.since <= at < drawn.until for line in drawn.lines for at in line.ms)
    assert drawn.limits == (("Limit", 9.0),)


@pytest.mark.parametrize(
    ("condition", "limits"),
    [
        (Above(Measure(METRIC), OfAsset("most", 12.0)), [12.0]),
        (Outside(Measure(METRIC), 2.0, 12.0), [2.0, 12.0]),
    ],
)
def test_the_limits_are_those_of_the_asset(past: PastDesk, condition: Above | Outside, limits: list[float]) -> None:
    source, found = tried(past, Definition(condition))
    assert [value for _, value in around(source, found, found.happenings[0], "").limits] == limits


def test_of_many_readings_no_peak_is_lost() -> None:
    times = np.arange(10 * MOST_POINTS, dtype=np.int64)
    values = np.zeros(len(times))
    values[[7, 12_345]] = 9.0, -9.0
    moments, found = thinned(times, values)
    assert len(moments) <= MOST_POINTS
    assert set(moments.tolist()) >= {7, 12_345}
    assert (found.max(), found.min()) == (9.0, -9.0)
