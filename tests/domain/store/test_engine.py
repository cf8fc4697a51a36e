"""How engines are set up."""

from domain.monitoring.telemetry import store as telemetry_store
from domain.monitoring.telemetry.store import Telemetry
from domain.store import engine
from domain.store.store import Store


def test_business_keeps_more_of_its_file_in_memory_than_telemetry(sqlite_url: str) -> None:
    store, telemetry = Store.open(sqlite_url), Telemetry.open(sqlite_url)
    with store.engine.connect() as business, telemetry.read() as readings:
        kept = [one.exec_driver_sql("pragma cache_size").scalar_one() for one in (business, readings)]
    assert kept == [-engine.CACHE_KIB, -telemetry_store.CACHE_KIB] == [-32_000, -8_000]
    telemetry.close()
    store.close()
