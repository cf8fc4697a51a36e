"""Unknown devices are told to the business in small numbers; who floods us with names is held off."""

from devices.listener.discovery import AT_ONCE, DEVICES_PER_MINUTE, MINUTE_MS, Discovery
from devices.listener.series import Series
from domain.monitoring.watching import WatchedDevice

NOW = 1_764_000_000_000
KNOWN = {"pump": WatchedDevice(1, "pump", frozenset({"flow"}), None, None, None)}


def series(device: str, metric: str = "flow") -> Series:
    return Series(1, device, metric, 0, 0)


def drained(discovery: Discovery) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    while some := discovery.next():
        assert len(some) <= AT_ONCE
        found |= some
        discovery.told(some)
    return found


def test_what_is_known_is_not_told() -> None:
    discovery = Discovery()
    discovery.look(series("pump"), KNOWN, NOW)
    discovery.look(series("pump", ""), KNOWN, NOW)
    assert drained(discovery) == {}


def test_new_devices_and_new_metrics_are_told() -> None:
    discovery = Discovery()
    discovery.look(series("pump", "pressure"), KNOWN, NOW)
    discovery.look(series("fan", "rpm"), KNOWN, NOW)
    discovery.look(series("fan", "power"), KNOWN, NOW)
    assert drained(discovery) == {"pump": frozenset({"pressure"}), "fan": frozenset({"rpm", "power"})}


def test_a_metric_that_comes_while_its_device_is_told_of_is_told_next() -> None:
    discovery = Discovery()
    discovery.look(series("fan", "rpm"), KNOWN, NOW)
    some = discovery.next()
    discovery.look(series("fan", "power"), KNOWN, NOW)
    discovery.told(some)
    assert drained(discovery) == {"fan": frozenset({"power"})}


def test_a_flood_of_names_is_taken_minute_by_minute() -> None:
    discovery = Discovery()
    flood = [series(f"invented-{number}") for number in range(DEVICES_PER_MINUTE + 7)]
    for each in flood:
        discovery.look(each, {}, NOW)
    assert len(drained(discovery)) == DEVICES_PER_MINUTE
    assert discovery.overlooked == 7
    discovery.look_again(flood, {}, NOW + 1000)
    assert discovery.overlooked == 7
    known = {each.device: WatchedDevice(1, each.device, frozenset({"flow"}), None, None, None) for each in flood[:-7]}
    discovery.look_again(flood, known, NOW + MINUTE_MS)
    assert len(drained(discovery)) == 7
