"""Which rules step on which series, rebuilt when the business changes, without losing how far each has come."""

from collections.abc import Collection, Iterable, Mapping

import msgspec

from devices.engine.building import Slot, UnknownLimitError, slots_of
from devices.engine.standing import Standing
from devices.listener.ears import Ears, own_assets
from devices.listener.neighbours import Name, Neighbours
from devices.listener.series import ANYTHING, Series, SeriesTable, Watcher
from domain.clock import to_ms
from domain.monitoring.definitions.looking import leading_metric
from domain.monitoring.watching import OpenAlert, Scope, Watch, WatchedDevice, WatchedRule

#: The subjects of facts after which the rules may stand otherwise.
SUBJECTS = frozenset(("rule", "device", "metric", "asset", "asset model", "asset limit"))


class Rulebook:
    """The rules in force, laid over the series in memory.

    `states` are how far they had come in an earlier run. `open_alerts` are followed to their end even if the state
    that led to them was lost in a crash. They are laid on the assets of our share, and `ears`
    are told what else they look at. Those in `learning` have learned while all was well, which is not stored yet.
    """

    def __init__(
        self,
        watch: Watch,
        states: Mapping[tuple[int, int], bytes],
        open_alerts: Iterable[OpenAlert],
        ears: Ears | None = None,
    ) -> None:
        self._ears = ears or Ears()
        self._watch = watch
        self._stored = dict(states)
        self._open = {(alert.rule_id, alert.asset_id, alert.device_id): alert for alert in open_alerts}
        self._dropped: set[tuple[int, int]] = set()
        self._series: dict[Name, Series] = {}
        self.learning: dict[Watcher, None] = {}
        self._sort()
        self._forget()

    @property
    def devices(self) -> Mapping[str, WatchedDevice]:
        """The known devices by key."""
        return self._watch.devices

    def wanted(self, heard: Mapping[str, Collection[str]]) -> set[Name]:
        """All series that some rule looks at, among the metrics that were `heard` of devices."""
        return {
            name
            for device in self._watch.devices.values()
            for rule in self._rules.get(device.key, ())
            if leading_metric(rule.definition) in (None, *heard.get(device.key, ()))
            for slot in self._slots[rule.id]
            for name in self._neighbours.names(slot, device)
        }

    def watches_whole(self, device: str) -> bool:
        """Whether some rule looks at any reading of the device."""
        return any(slot.metric is None for rule in self._rules.get(device, ()) for slot in self._slots[rule.id])

    def replace(self, watch: Watch, table: SeriesTable) -> None:
        """The business has changed: lay the rules anew over the series of `table`."""
        for series in table:
            self.learning.update(dict.fromkeys(series.hand_out()))
        self._watch = watch
        self._sort()
        self._forget()
        for series in table:
            self._lay(series)
        for series in table:
            self._feed(series)
        self._ears.settle()

    def adopt(self, series: Series) -> None:
        """Lay the rules over a series that is new in memory."""
        self._series[series.name] = series
        self._lay(series)
        self._feed(series)

    def dropped(self) -> set[tuple[int, int]]:
        """The stored states that hold no longer, since rule, asset or series went away; asked once each."""
        dropped, self._dropped = self._dropped, set()
        return dropped

    def settle(self) -> None:
        """All series that the rules need are in memory: what is left of the stored states belongs to nobody."""
        self._dropped.update(self._stored)
        self._stored = {}

    def alike(self, rule_id: int, asset_id: int) -> list[Watcher]:
        """The watchers of a rule on an asset: one for each of its devices that measure it."""
        return self._alike.get((rule_id, asset_id), [])

    def _sort(self) -> None:
        rules, devices = self._watch.rules, self._watch.devices
        self._slots: dict[int, tuple[Slot, ...]] = {rule.id: slots_of(rule.definition) for rule in rules}
        self._neighbours = Neighbours(devices)
        by_scope: dict[Scope, list[WatchedRule]] = {}
        for rule in rules:
            by_scope.setdefault(rule.scope, []).append(rule)
        self._rules: dict[str, list[WatchedRule]] = {
            key: [rule for scope in device.scopes for rule in by_scope.get(scope, ())]
            for key, device in own_assets(devices, self._ears.share).items()
        }

    def _forget(self) -> None:
        self._ears.begin_anew()
        self.on_silence: list[Watcher] = []
        self.pending: set[Watcher] = set()
        self._alike: dict[tuple[int, int], list[Watcher]] = {}
        self._wishes: dict[Name, list[tuple[Watcher, int]]] = {}

    def _lay(self, series: Series) -> None:
        """Put the rules that the series leads to work."""
        device = self._watch.devices.get(series.device)
        before = {watcher.rule_id: watcher for watcher in series.watchers}
        found = []
        for rule in self._rules.get(series.device, ()) if device is not None else ():
            if device is not None and (leading_metric(rule.definition) or ANYTHING) == series.metric:
                watcher = self._watcher(rule, device, series, before)
                if watcher is not None:
                    found.append(watcher)
                    self._note(watcher, device)
        series.watchers = tuple(found)
        for watcher in before.values():
            self._dropped.add(watcher.key)
            self.learning.pop(watcher, None)

    def _note(self, watcher: Watcher, device: WatchedDevice) -> None:
        """Remember where it wants readings from, and who must be looked at when time passes."""
        watcher.feeds.clear()
        self._alike.setdefault((watcher.rule_id, watcher.asset_id), []).append(watcher)
        for number, slot in enumerate(watcher.machine.slots):
            names = (watcher.series.name,) if number == 0 else self._neighbours.names(slot, device)
            for name in names:
                self._ears.need(name[0])
                series = self._series.get(name)
                self._wishes.setdefault(name, []).append((watcher, number))
                if series is not None:
                    self._feed(series)
        if watcher.machine.listens_for_silence:
            self.on_silence.append(watcher)
        elif watcher.machine.due() is not None:
            self.pending.add(watcher)

    def _feed(self, series: Series) -> None:
        wishes = self._wishes.get(series.name, ())
        self.learning.update(dict.fromkeys(series.hand_out()))
        series.feed(wishes)
        for feed in series.feeds:
            if series.newest:
                feed.watcher.machine.hear(feed.slot, series.newest)

    def _watcher(
        self, rule: WatchedRule, device: WatchedDevice, series: Series, before: dict[int, Watcher]
    ) -> Watcher | None:
        assert device.asset_id is not None
        known = before.pop(rule.id, None)
        same = known is not None and known.asset_id == device.asset_id
        if known is not None and same and known.definition == rule.definition and known.limits == device.limits:
            return known
        try:
            watcher = Watcher(rule.id, device, device.asset_id, rule.definition, series)
        except UnknownLimitError:
            return None
        if known is not None:
            self.learning.pop(known, None)
        if known is None:
            self._restore(watcher)
        elif same and known.is_active:
            watcher.machine.take_up(known.machine.standing)
        else:
            self._dropped.add(watcher.key)
        return watcher

    def _restore(self, watcher: Watcher) -> None:
        """Go on from the state that was stored; from the open alert where that was lost."""
        state = self._stored.pop(watcher.key, None)
        if state is not None:
            try:
                watcher.machine.load(state)
            except (msgspec.DecodeError, msgspec.ValidationError):
                self._dropped.add(watcher.key)
        alert = self._open.pop((watcher.rule_id, watcher.asset_id, watcher.device_id), None)
        if alert is not None and not watcher.is_active:
            watcher.machine.take_up(_standing(alert, max(watcher.machine.standing.now, watcher.series.newest)))


def _standing(alert: OpenAlert, now: int) -> Standing:
    last = to_ms(alert.last_at)
    return Standing(
        now=max(now, last),
        since=to_ms(alert.started_at),
        last=last,
        count=alert.count,
        first=alert.first_value,
        value=alert.last_value,
        peak=alert.peak_value,
    )
