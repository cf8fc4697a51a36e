"""Ways between places as the service centre knows them: its settings, entered ways, what a routing service said."""

from collections.abc import Collection, Mapping
from math import ceil, inf

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.parameters.registry import Parameters, RoutingKind
from domain.parameters.service import read
from domain.scheduling.board_model import TravelOverride, travel_leg
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.travel import Band, LegKey, Travel, Way, step

NEAR_KM, MIDDLE_KM = 5, 20
#: Above so many places it is cheaper to read every way that is known.
MANY = 100


def load(session: Session, places: Collection[Place] | None = None) -> Travel:
    """All that is known; of the routing service's ways only those from and to `places`, if they are given."""
    parameters = read(session)
    plain = estimate_of(parameters)
    legs = {} if parameters.routing_kind is RoutingKind.OFF else _legs(session, places)
    return Travel(plain.road_factor, plain.access_minutes, plain.bands, _overrides(session), legs)


def estimate_of(parameters: Parameters, *, learned: bool = True) -> Travel:
    """Ways from their distance alone, as the parameters say; without what was learned, if that is wanted."""
    percents = (parameters.travel_percent_near, parameters.travel_percent_middle, parameters.travel_percent_far)
    near, middle, far = percents if learned and parameters.travel_learned else (100, 100, 100)
    return Travel(
        road_factor=float(parameters.road_factor),
        access_minutes=parameters.access_minutes,
        bands=(
            Band(NEAR_KM, parameters.speed_near, near / 100),
            Band(MIDDLE_KM, parameters.speed_middle, middle / 100),
            Band(inf, parameters.speed_far, far / 100),
        ),
    )


def _overrides(session: Session) -> Mapping[tuple[int, int], tuple[int, float | None]]:
    columns = (TravelOverride.from_site_id, TravelOverride.to_site_id, TravelOverride.minutes, TravelOverride.km)
    found = session.execute(select(*columns))
    return {(min(one, other), max(one, other)): (minutes, km) for one, other, minutes, km in found}


def _legs(session: Session, places: Collection[Place] | None) -> Mapping[LegKey, Way]:
    statement = select(travel_leg).where(travel_leg.c.seconds.is_not(None))
    if places is not None and len(places) <= MANY:
        rows = {step(place)[0] for place in places}
        statement = statement.where(travel_leg.c.from_latitude.in_(rows), travel_leg.c.to_latitude.in_(rows))
    found = session.execute(statement)
    return {
        (from_lat, from_lon, to_lat, to_lon): Way(ceil(seconds / 60), metres / 1000)
        for from_lat, from_lon, to_lat, to_lon, seconds, metres, _asked in found
    }
