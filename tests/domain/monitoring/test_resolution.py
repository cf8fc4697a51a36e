"""How fine a chart reads: worked cases, and what holds for every range and every screen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.monitoring.telemetry.resolution import AT_ONCE, Resolution, Source, coarser, fallbacks, resolution_of
from domain.monitoring.telemetry.rollups import DAY, HOUR, MINUTE

YEAR = 365 * DAY
SECOND = 1000


@pytest.mark.parametrize(
    ("span", "pixels", "source", "bucket"),
    [
        (10 * MINUTE, 800, Source.READINGS, 0),
        (50 * MINUTE, 800, Source.READINGS, 0),
        (2 * HOUR, 800, Source.READINGS, 10 * SECOND),
        (12 * HOUR, 800, Source.MINUTES, MINUTE),
        (DAY, 800, Source.MINUTES, 2 * MINUTE),
        (DAY, 3600, Source.READINGS, 30 * SECOND),
        (7 * DAY, 800, Source.MINUTES, 15 * MINUTE),
        (30 * DAY, 800, Source.HOURS, HOUR),
        (30 * DAY, 3600, Source.MINUTES, 15 * MINUTE),
        (YEAR, 800, Source.HOURS, 12 * HOUR),
        (YEAR, 3600, Source.HOURS, 3 * HOUR),
        (10 * YEAR, 800, Source.DAYS, 7 * DAY),
        (100 * YEAR, 800, Source.DAYS, 28 * DAY),
        (MINUTE, 0, Source.MINUTES, MINUTE),
    ],
)
def test_the_resolution_follows_the_range_and_the_pixels(span: int, pixels: int, source: Source, bucket: int) -> None:
    assert resolution_of(span, pixels) == Resolution(source, bucket)


@pytest.mark.parametrize(
    ("wanted", "span", "first"),
    [
        (Resolution(Source.READINGS, 0), HOUR, None),
        (Resolution(Source.READINGS, 30 * SECOND), DAY, Resolution(Source.MINUTES, MINUTE)),
        (Resolution(Source.MINUTES, 15 * MINUTE), 30 * DAY, Resolution(Source.HOURS, HOUR)),
        (Resolution(Source.HOURS, 3 * HOUR), YEAR, None),
        (Resolution(Source.DAYS, 28 * DAY), 100 * YEAR, None),
    ],
)
def test_what_takes_long_is_shown_coarsely_first(wanted: Resolution, span: int, first: Resolution | None) -> None:
    assert coarser(wanted, span) == first


def test_only_readings_are_ever_forgotten() -> None:
    assert [each.source for each in fallbacks(Resolution(Source.READINGS, 0))] == [Source.MINUTES, Source.HOURS]
    assert fallbacks(Resolution(Source.HOURS, HOUR)) == ()


@given(span=st.integers(SECOND, 50 * YEAR), pixels=st.integers(1, 8000))
def test_no_range_asks_for_more_points_than_pixels_show(span: int, pixels: int) -> None:
    resolution = resolution_of(span, pixels)
    if resolution.bucket and resolution.bucket < 28 * DAY:
        assert span / resolution.bucket <= pixels
    first = coarser(resolution, span)
    if first is not None:
        assert resolution.rows(span) > AT_ONCE
        assert first.rows(span) < resolution.rows(span)
        assert first.bucket >= resolution.bucket


@given(st.integers(-YEAR, YEAR), st.sampled_from([0, SECOND, MINUTE, 12 * HOUR, 7 * DAY]))
def test_a_moment_lies_in_its_bucket(at: int, bucket: int) -> None:
    begin = Resolution(Source.READINGS, bucket).start_of(at)
    assert begin <= at <= begin + bucket
