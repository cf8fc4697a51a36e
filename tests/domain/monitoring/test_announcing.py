"""What devices tell of themselves fills in what is lacking, and never undoes what somebody chose."""

from sqlalchemy import select

from domain.monitoring.announcing import AnnouncedDevice, AnnouncedMetric, announce
from domain.monitoring.model import Device
from domain.monitoring.service import discover
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork

PUMP = "sparkplug:plant/edge/pump"
NODE = "sparkplug:plant/edge"
RPM = AnnouncedMetric("motor_rpm", "Speed of the motor", "rpm")


def told(*metrics: AnnouncedMetric, maker: str = "", through: str | None = NODE, key: str = PUMP) -> AnnouncedDevice:
    return AnnouncedDevice(key, "sparkplug", "pump", maker, "", through, metrics)


def seen(store: Store, key: str = PUMP) -> tuple[str, str, str | None, list[tuple[str, str, str]]]:
    with store.read() as session:
        device = session.scalars(select(Device).where(Device.key == key)).one()
        metrics = [(metric.name, metric.label, metric.unit) for metric in device.metrics]
        return device.dialect, device.maker, device.through.key if device.through else None, metrics


def facts(store: Store) -> int:
    with store.read() as session:
        return len(session.scalars(select(journal.c.id)).all())


def test_a_device_that_nobody_knew_waits_to_be_claimed_with_its_gateway(store: Store) -> None:
    store.run("listener", announce, [told(RPM, maker="Acme")])
    assert seen(store) == ("sparkplug", "Acme", NODE, [("motor_rpm", "Speed of the motor", "rpm")])
    assert seen(store, NODE) == ("sparkplug", "", None, [])


def test_what_is_told_again_changes_nothing(store: Store) -> None:
    store.run("listener", announce, [told(RPM)])
    before = facts(store)
    store.run("listener", announce, [told(RPM), told(RPM)])
    assert facts(store) == before


def test_what_a_discovery_guessed_is_named_better(store: Store) -> None:
    store.run("listener", discover, {PUMP: frozenset({"motor_rpm"})})
    assert seen(store) == ("sparkplug", "", None, [("motor_rpm", "Motor rpm", "")])
    store.run("listener", announce, [told(RPM, maker="Acme")])
    assert seen(store) == ("sparkplug", "Acme", NODE, [("motor_rpm", "Speed of the motor", "rpm")])


def test_what_somebody_chose_stays(store: Store) -> None:
    store.run("listener", announce, [told(RPM, maker="Acme")])
    store.run("ada", _rename, "Revolutions", "1/min")
    store.run("listener", announce, [told(RPM)])
    assert seen(store) == ("sparkplug", "Acme", NODE, [("motor_rpm", "Revolutions", "1/min")])


def test_a_device_is_not_its_own_gateway(store: Store) -> None:
    store.run("listener", announce, [told(key=NODE)])
    assert seen(store, NODE) == ("sparkplug", "", None, [])


def _rename(work: UnitOfWork, label: str, unit: str) -> None:
    metric = work.session.scalars(select(Device).where(Device.key == PUMP)).one().metrics[0]
    metric.label, metric.unit = label, unit
    work.note("metric.changed", metric)
