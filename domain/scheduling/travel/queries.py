"""Ways that were entered for two sites, as rows for the settings."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from domain.parameters.service import read
from domain.parties.model import Customer, Site
from domain.scheduling.board_model import TravelOverride
from domain.scheduling.travel.loading import estimate_of
from domain.scheduling.travel.places import Place
from domain.scheduling.travel.service import WayDraft


@dataclass(frozen=True, slots=True)
class WayRow:
    """One way with the estimate that it stands in for, in minutes."""

    id: int
    start: str
    end: str
    estimate: int
    draft: WayDraft


def way_rows(session: Session) -> tuple[WayRow, ...]:
    """All entered ways, by the names of their sites."""
    one, other = aliased(Site), aliased(Site)
    statement = (
        select(TravelOverride, one, other)
        .join(one, one.id == TravelOverride.from_site_id)
        .join(other, other.id == TravelOverride.to_site_id)
        .order_by(one.name, other.name, TravelOverride.id)
    )
    estimate = estimate_of(read(session)).estimate
    return tuple(
        WayRow(
            way.id,
            start.name,
            end.name,
            estimate(Place(start.latitude, start.longitude), Place(end.latitude, end.longitude)).minutes,
            WayDraft(way.from_site_id, way.to_site_id, way.minutes, way.km),
        )
        for way, start, end in session.execute(statement)
    )


def site_choices(session: Session) -> list[tuple[int, str]]:
    """All sites in use, with the names of their customers."""
    statement = (
        select(Site.id, Site.name, Customer.name).join(Customer).where(Site.active).order_by(Customer.name, Site.name)
    )
    return [(site_id, f"{customer} · {site}") for site_id, site, customer in session.execute(statement)]
