"""Measures over a stretch of time, for all readings at once, are those of the engine to the last digit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.backtest.stretched import stretched
from devices.engine.stretches import Stretch
from domain.monitoring.definitions.measure import How, Measure

steps = st.lists(st.tuples(st.sampled_from((1, 400, 1_000, 7_000, 60_000)), st.floats(-1e6, 1e6)), max_size=80)


@pytest.mark.parametrize("how", How)
@given(steps=steps, over=st.sampled_from((0.01, 1.0, 48.0, 600.0)))
def test_a_measure_is_the_same_for_all_readings_at_once(how: How, steps: list[tuple[int, float]], over: float) -> None:
    times = np.cumsum(np.array([passed for passed, _ in steps], np.int64))
    values = np.array([value for _, value in steps], np.float64)
    measure = Measure("a", over, how)
    stretch = Stretch(measure)
    expected = [stretch.take(int(at), float(value)) for at, value in zip(times, values, strict=True)]
    found = [None if np.isnan(value) else float(value) for value in stretched(times, values, measure)]
    assert found == expected
