"""Readings from files are the past: no rule of a listener takes them for news."""

from datetime import timedelta
from pathlib import Path

import main
from domain.monitoring.definitions.simple import above, silent
from tests.devices.conftest import until
from tests.devices.listener.conftest import House

METRIC = "supply_temperature"


def _import(house: House, folder: Path, *rows: str) -> None:
    file = folder / "readings.csv"
    file.write_text("\n".join([f"time,asset,{METRIC}", *rows]))
    assert main.main(["import", "readings", str(file), "--database", house.database_url]) == 0


def test_a_device_known_from_files_alone_has_not_fallen_silent(small_house: House, tmp_path: Path) -> None:
    small_house.watch_for(silent(1.0, METRIC))
    _import(small_house, tmp_path, "2026-01-05,A-00003,5")
    small_house.start()
    small_house.reading(5.0)
    until(lambda: len(small_house.alerts()) == 1)
    assert [alert.asset_id for alert in small_house.alerts()] == [small_house.company.chiller.id]
    small_house.reading(5.0, device="A-00003")
    until(lambda: len(small_house.alerts()) == 2)


def test_what_was_wrong_in_a_file_raises_nothing(small_house: House, tmp_path: Path) -> None:
    small_house.watch_for(above(METRIC, 12.0))
    small_house.start()
    small_house.reading(5.0, ago=60)
    until(lambda: len(small_house.values()) == 1)
    hour_ago = small_house.store.clock.now() - timedelta(hours=1)
    _import(small_house, tmp_path, f"{hour_ago.isoformat()},A-00001,50", f"{hour_ago.isoformat()},A-00003,50")
    small_house.stop()
    small_house.start()
    small_house.reading(13.0)
    until(lambda: len(small_house.alerts()) == 1)
    assert [alert.first_value for alert in small_house.alerts()] == [13.0]
