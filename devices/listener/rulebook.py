"""Which rules step on which series, rebuilt when the business changes, without losing how far each has come."""

from collections.abc import Iterable, Mapping

from devices.listener.series import ANYTHING, Series, SeriesTable, Watcher
from devices.states import NORMAL, Active, Pending, State
from domain.clock import to_ms
from domain.monitoring.watching import OpenAlert, Watch, WatchedDevice, WatchedRule

#: The subjects of facts after which the rules may stand otherwise.
SUBJECTS = frozenset(("rule", "device", "metric", "asset", "asset model"))


class Rulebook:
    """The rules in force, laid over the series in memory.

    `open_alerts` are followed to their end even if the state that led to them was lost in a crash.
    """

    def __init__(self, watch: Watch, states: Mapping[tuple[int, int], State], open_alerts: Iterable[OpenAlert]) -> None:
        self._watch = watch
        self._stored = dict(states)
        self._open = {(alert.rule_id, alert.asset_id, alert.device_id): alert for alert in open_alerts}
        self._dropped: set[tuple[int, int]] = set()
        self._rules: dict[str, tuple[WatchedRule, ...]] = {}
        self._sort()
        self.on_silence: list[Watcher] = []
        self.pending: set[Watcher] = set()
        self._alike: dict[tuple[int, int], list[Watcher]] = {}

    @property
    def devices(self) -> Mapping[str, WatchedDevice]:
        """The known devices by key."""
        return self._watch.devices

    @property
    def watched(self) -> frozenset[str]:
        """The devices that some rule holds for."""
        return frozenset(key for key, rules in self._rules.items() if rules)

    def needs(self, device: str, metrics: frozenset[str]) -> set[str]:
        """The series that the rules need of a device with these metrics."""
        wanted = (rule.condition.metric for rule in self._rules.get(device, ()))
        return {ANYTHING if metric is None else metric for metric in wanted if metric is None or metric in metrics}

    def replace(self, watch: Watch, table: SeriesTable) -> None:
        """The business has changed: lay the rules anew over the series of `table`."""
        self._watch = watch
        self._sort()
        self.on_silence = []
        self.pending = set()
        self._alike = {}
        for series in table:
            self._lay(series)
            self._list(series)

    def adopt(self, series: Series) -> None:
        """Lay the rules over a series that is new in memory."""
        self._lay(series)
        self._list(series)

    def dropped(self) -> set[tuple[int, int]]:
        """The stored states that hold no longer, since rule, asset or series went away; asked once each."""
        dropped, self._dropped = self._dropped, set()
        return dropped

    def settle(self) -> None:
        """All series that the rules need are in memory: what is left of the stored states belongs to nobody."""
        self._dropped.update(self._stored)
        self._stored = {}

    def still_wrong(self, watcher: Watcher) -> bool:
        """Whether another device of the same asset keeps the alert of `watcher` open."""
        alike = self._alike[watcher.rule_id, watcher.asset_id]
        return any(isinstance(other.state, Active) for other in alike if other is not watcher)

    def _sort(self) -> None:
        rules = self._watch.rules
        self._rules = {
            key: tuple(rule for rule in rules if rule.holds_for(device)) for key, device in self._watch.devices.items()
        }

    def _list(self, series: Series) -> None:
        """Note the watchers that must be looked at when time passes."""
        self.on_silence += [watcher for watcher in series.watchers if watcher.is_silence]
        self.pending.update(watcher for watcher in series.watchers if waits(watcher.state))
        for watcher in series.watchers:
            self._alike.setdefault((watcher.rule_id, watcher.asset_id), []).append(watcher)

    def _lay(self, series: Series) -> None:
        device = self._watch.devices.get(series.device)
        before = {watcher.rule_id: watcher for watcher in series.watchers}
        rules = self._rules.get(series.device, ())
        series.watchers = tuple(
            self._watcher(rule, device, series, before.pop(rule.id, None))
            for rule in rules
            if device is not None and (rule.condition.metric or ANYTHING) == series.metric
        )
        self._dropped.update(watcher.key for watcher in before.values())

    def _watcher(self, rule: WatchedRule, device: WatchedDevice, series: Series, known: Watcher | None) -> Watcher:
        assert device.asset_id is not None
        if known is not None and known.asset_id == device.asset_id and known.condition == rule.condition:
            return known
        watcher = Watcher(rule.id, device.asset_id, device.id, rule.condition, series)
        if known is None:
            watcher.state = self._stored.pop(watcher.key, NORMAL)
            self._take_up(watcher)
        elif known.asset_id == device.asset_id and isinstance(known.state, Active):
            watcher.state = known.state
        else:
            self._dropped.add(watcher.key)
        return watcher

    def _take_up(self, watcher: Watcher) -> None:
        alert = self._open.pop((watcher.rule_id, watcher.asset_id, watcher.device_id), None)
        if alert is None or isinstance(watcher.state, Active):
            return
        since, last = to_ms(alert.started_at), to_ms(alert.last_at)
        newest = watcher.state.last if isinstance(watcher.state, Pending) else watcher.series.newest
        watcher.state = Active(since, max(last, newest), last, alert.count, alert.peak_value, alert.last_value)


def waits(state: State) -> bool:
    """Whether passing time alone can bring a threshold's state further."""
    return isinstance(state, Pending) or (isinstance(state, Active) and state.clear_since is not None)
