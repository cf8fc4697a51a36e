"""Whether somebody listens for every share of a fleet that several listeners divide."""

from pathlib import Path

from domain.clock import SystemClock, to_ms
from domain.errors import Unavailable
from domain.language import tr
from domain.monitoring.telemetry.shares import missing_shares, told
from domain.monitoring.telemetry.store import SCHEMA, beside
from domain.settings import Settings
from domain.store import migrations
from domain.store.engine import open_engine, parse_url
from domain.store.failures import explained


def listeners(settings: Settings) -> str:
    """That nobody is missing; looks without making or changing anything. Raises Unavailable."""
    url = beside(parse_url(settings.database))
    well = tr("no share of the fleet is without a listener")
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return well
    engine = open_engine(url, search_path=SCHEMA)
    try:
        with explained():
            if migrations.revision_of(engine, migrations.TELEMETRY)[0] is None:
                return well
            with engine.connect() as connection:
                missing = missing_shares(connection, to_ms(SystemClock().now()))
    finally:
        engine.dispose()
    if missing:
        raise Unavailable(told(missing))
    return well
