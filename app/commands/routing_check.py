"""Whether the routing service answers, where one is set: asked for the way between two real sites."""

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.language import tr
from domain.parameters.registry import RoutingKind
from domain.parameters.service import read
from domain.parties.model import Site
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.routing_services import ways_from
from domain.settings import Settings
from domain.store import migrations
from domain.store.engine import open_engine, parse_url
from domain.store.failures import explained


def routing(settings: Settings) -> str:
    """One sentence. Raises Unavailable."""
    url = parse_url(settings.database)
    none = tr("none is set; ways are reckoned from the distance")
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return none
    engine = open_engine(url)
    try:
        with explained():
            present, newest = migrations.revision_of(engine, migrations.BUSINESS)
            if present != newest:
                return none
            with Session(engine) as session:
                parameters, places = read(session), _two_places(session)
    finally:
        engine.dispose()
    kind, address = parameters.routing_kind, parameters.routing_url
    if kind is RoutingKind.OFF or not address:
        return none
    if len(places) > 1:
        ways_from(kind, address, places[0], places[1:])
    return tr("{kind} at {url}", kind=kind.label, url=address)


def _two_places(session: Session) -> list[Place]:
    statement = select(Site.latitude, Site.longitude).where(Site.active).distinct().limit(2)
    return [Place(latitude, longitude) for latitude, longitude in session.execute(statement)]
