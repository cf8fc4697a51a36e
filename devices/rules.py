"""The conditions of rules, stepped reading by reading, tick by tick: pure, state in, state and outcomes out.

*Holding.* Between two readings the earlier one holds. A duration that ends between them ends there: `step`
first does what a `tick` at the reading's time would have done. So the outcomes are the same however the
readings were batched, wherever the ticks fell, and when the same readings are stepped again after a crash.

*Whose clock.* Durations are counted in the time of the series, since a device's clock may differ from ours
and old readings arrive in one go after an outage. `own_time` turns our clock into that of the series: the
newest reading's time plus what has passed since it arrived.

*Limits.* Only a reading beyond the limit counts towards the duration, any other begins it anew; once
raised, only a reading back by the hysteresis counts towards clearing.

*Order.* The caller leaves out readings at or before the newest one it has stepped; what slips through changes
nothing in an alert, and cannot open again what is over.
"""

from collections.abc import Callable

from devices.messages import Reading
from devices.states import NORMAL, Active, Cleared, Folded, Normal, Outcome, Pending, Raised, State, Stepped
from domain.monitoring.conditions import Condition, NoData, Side, Threshold

_NOTHING: tuple[Outcome, ...] = ()


def own_time(newest: int, arrived: int, now: int) -> int:
    """What time it is for a series whose newest reading, taken at `newest`, arrived at `arrived`."""
    return newest + max(0, now - arrived)


def step(state: State, reading: Reading, condition: Condition, newest: int | None = None) -> Stepped:
    """One more reading of the metric that the condition is about.

    `newest` is the time of the series' reading before this one, where there is one; only silence needs it.
    """
    if type(condition) is Threshold:
        value = reading.value
        if value is None:
            return state, _NOTHING
        if type(state) is Normal and not _beyond(value, condition):
            return state, _NOTHING
        return _step_threshold(state, reading.at, value, condition)
    assert isinstance(condition, NoData)
    return _step_silence(state, reading, condition, newest)


def tick(state: State, now: int, condition: Condition, newest: int | None = None) -> Stepped:
    """It is now `now` in the time of the series, and no further reading came; `newest` as in `step`."""
    if isinstance(condition, NoData):
        return _tick_silence(state, now, condition, newest)
    if isinstance(state, Pending) and now - state.since >= _ms(condition.duration):
        return _raise(state, state.since + _ms(condition.duration))
    if (
        isinstance(state, Active)
        and state.clear_since is not None
        and now - state.clear_since >= _ms(condition.clear_duration)
    ):
        return _clear(state, state.seen, state.clear_since + _ms(condition.clear_duration), state.value)
    return state, _NOTHING


def _step_threshold(state: State, at: int, value: float, condition: Threshold) -> Stepped:
    state, before = tick(state, at, condition)
    if type(state) is Normal:
        after = _begin(state, at, value, condition)
    elif type(state) is Pending:
        after = _continue(state, at, value, condition)
    else:
        assert isinstance(state, Active)
        after = _follow(state, at, value, condition)
    return after[0], before + after[1]


def _begin(state: Normal, at: int, value: float, condition: Threshold) -> Stepped:
    if at <= state.after or not _beyond(value, condition):
        return state, _NOTHING
    pending = Pending(at, at, value, value, 1)
    return (pending, _NOTHING) if condition.duration > 0 else _raise(pending, at)


def _continue(state: Pending, at: int, value: float, condition: Threshold) -> Stepped:
    if at <= state.last:
        return state, _NOTHING
    if not _beyond(value, condition):
        return Normal(at), _NOTHING
    return Pending(state.since, at, value, _worse(condition)(state.peak, value), state.count + 1), _NOTHING


def _follow(state: Active, at: int, value: float, condition: Threshold) -> Stepped:
    if at <= state.seen:
        return state, _NOTHING
    if _beyond(value, condition):
        peak = value if state.peak is None else _worse(condition)(state.peak, value)
        count = state.count + 1
        active = Active(state.since, at, at, count, peak, value)
        return active, (Folded(state.since, count, at, peak, value),)
    if not _back(value, condition):
        return Active(state.since, at, state.last, state.count, state.peak, value), _NOTHING
    if condition.clear_duration <= 0:
        return _clear(state, at, at, value)
    back = at if state.clear_since is None else state.clear_since
    return Active(state.since, at, state.last, state.count, state.peak, value, back), _NOTHING


def _step_silence(state: State, reading: Reading, condition: NoData, newest: int | None) -> Stepped:
    if newest is not None and reading.at <= newest:
        return state, _NOTHING
    state, before = _tick_silence(state, reading.at, condition, newest)
    if isinstance(state, Active):
        if reading.at <= state.since:
            return state, before
        at = max(reading.at, state.since + _ms(condition.silence))
        return NORMAL, (*before, Cleared(state.since, at, reading.value))
    return (state if type(state) is Normal else NORMAL), before


def _tick_silence(state: State, now: int, condition: NoData, newest: int | None) -> Stepped:
    if isinstance(state, Active) or newest is None or now - newest < _ms(condition.silence):
        return state, _NOTHING
    active = Active(newest, newest, newest, 1)
    return active, (Raised(newest, newest + _ms(condition.silence), None, None, 1),)


def _raise(state: Pending, at: int) -> Stepped:
    active = Active(state.since, state.last, state.last, state.count, state.peak, state.value)
    return active, (Raised(state.since, at, state.value, state.peak, state.count),)


def _clear(state: Active, seen: int, at: int, value: float | None) -> Stepped:
    return Normal(seen), (Cleared(state.since, at, value),)


def _beyond(value: float, condition: Threshold) -> bool:
    return value > condition.limit if condition.side is Side.ABOVE else value < condition.limit


def _back(value: float, condition: Threshold) -> bool:
    if condition.side is Side.ABOVE:
        return value <= condition.limit - condition.hysteresis
    return value >= condition.limit + condition.hysteresis


def _worse(condition: Threshold) -> Callable[[float, float], float]:
    return max if condition.side is Side.ABOVE else min


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
