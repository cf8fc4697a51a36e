"""What was measured around an alert or a trouble, with the limits of all versions."""

from collections.abc import Iterator

import numpy as np

from app.shared.trials.past import Past
from app.shared.trials.values import Around, Found, Happening, Line, Version
from devices.backtest.readings import Moments, Numbers
from devices.backtest.stretched import stretched
from devices.engine.building import From, Slot
from domain.language import tr
from domain.monitoring.definitions.condition import Above, Below, Condition, Inside, Outside
from domain.monitoring.definitions.looking import leading, measure_of, metric_of
from domain.monitoring.definitions.measure import Measure, OfAsset, Whose
from domain.monitoring.definitions.wording import describe_measure

MOST_POINTS = 8_000
AHEAD = 2_000
"""A measure over so many seconds is known after as many; twice that long (ms) before, so that gaps do no harm."""


def around(past: Past, found: Found, happening: Happening, label: str) -> Around:
    """From before what happened until after it, as far as the horizon reaches."""
    since, until = _ends(happening, found.question.horizon)
    beside = tuple(
        each
        for each in found.happenings
        if each.lane == happening.lane and each.at <= until and (each.cleared or each.at) >= since
    )
    versions = [result.version for result in found.results]
    lines = tuple(_lines(past, versions, happening.asset.number, since, until, label))
    limits = tuple(dict.fromkeys(_limits(past, versions, happening.asset.number)))
    return Around(happening, since, until, lines, limits, beside)


def _ends(happening: Happening, horizon: int) -> tuple[int, int]:
    if happening.is_trouble:
        return happening.at - round(1.2 * horizon), happening.at + horizon // 4
    over = max(happening.cleared or happening.at, happening.at + (happening.lead or horizon // 2))
    return happening.at - horizon // 2, over + horizon // 8


def _lines(past: Past, versions: list[Version], asset: str, since: int, until: int, label: str) -> Iterator[Line]:
    """The metric itself, and what the versions make of it over a stretch of time."""
    measures = dict.fromkeys(_measure(leading(version.definition)) for version in versions)
    for slot in dict.fromkeys(_slot(each) for each in measures if each.metric):
        stretches = [each for each in measures if each.over > 0 and _slot(each) == slot]
        before = max((round(AHEAD * each.over) for each in stretches), default=0)
        readings = past.stretch(asset, slot, since - before, until)
        numbers = readings.are_numbers
        times, values = readings.times[numbers], readings.values[numbers]
        yield _line(label or slot.metric or "", times, values, since, until)
        for measure in stretches:
            yield _line(describe_measure(measure, label), times, stretched(times, values, measure), since, until)


def _slot(measure: Measure) -> Slot:
    return Slot(measure.metric, From(measure.whose.value))


def _line(title: str, times: Moments, values: Numbers, since: int, until: int) -> Line:
    first, last = (int(np.searchsorted(times, at)) for at in (since, until))
    moments, numbers = thinned(times[first:last], values[first:last])
    known = ~np.isnan(numbers)
    return Line(title, moments[known].tolist(), numbers[known].tolist())


def thinned(times: Moments, values: Numbers) -> tuple[Moments, Numbers]:
    """Of many readings the least and the greatest of each stretch, so that no peak is lost."""
    if len(times) <= MOST_POINTS:
        return times, values
    begins = np.linspace(0, len(times), MOST_POINTS // 2, endpoint=False).astype(np.intp)
    parts = np.split(np.nan_to_num(values), begins[1:])
    offsets = zip(begins.tolist(), parts, strict=True)
    places = np.unique([begin + at for begin, part in offsets for at in (int(part.argmin()), int(part.argmax()))])
    return times[places], values[places]


def _limits(past: Past, versions: list[Version], asset: str) -> Iterator[tuple[str, float]]:
    own = past.source.limits(asset)
    for version in versions:
        for limit in _of(leading(version.definition)):
            value = own.get(limit.name, limit.otherwise) if isinstance(limit, OfAsset) else limit
            if value is not None:
                yield (version.title if len(versions) > 1 else tr("Limit")), float(value)


def _of(leaf: Condition) -> tuple[float | OfAsset, ...]:
    match leaf:
        case Above() | Below():
            return (leaf.limit,)
        case Outside() | Inside():
            return leaf.low, leaf.high
    return ()


def _measure(leaf: Condition) -> Measure:
    measure = measure_of(leaf)
    return measure if measure.metric else Measure(metric_of(leaf) or "", whose=Whose.OWN)
