"""What administrators do with ways between sites that no estimate gets right: enter, change, take away."""

from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from domain.errors import Refusal
from domain.language import tr
from domain.parties.model import Site
from domain.scheduling.board_model import TravelOverride
from domain.store.merging import lay_over
from domain.store.unit_of_work import UnitOfWork

MOST_MINUTES = 24 * 60
MOST_KM = 5_000


@dataclass(frozen=True, slots=True)
class WayDraft:
    """A way between two sites as entered, either way; without `km` the distance stays an estimate."""

    from_site_id: int | None
    to_site_id: int | None
    minutes: int
    km: float | None = None


def create_way(work: UnitOfWork, draft: WayDraft) -> int:
    """Enter a way; returns its id."""
    _check(work, draft, None)
    made = TravelOverride(
        from_site_id=draft.from_site_id, to_site_id=draft.to_site_id, minutes=draft.minutes, km=draft.km
    )
    return work.add(made, "travel_override.created").id


def change_way(work: UnitOfWork, way_id: int, seen: WayDraft, draft: WayDraft) -> None:
    """Give a way what `draft` says otherwise than `seen`. Raises Overtaken."""
    way = work.get(TravelOverride, way_id, lock=True)
    _check(work, draft, way_id)
    if lay_over(way, seen, draft):
        work.note("travel_override.changed", way)


def delete_way(work: UnitOfWork, way_id: int) -> None:
    """Let the estimate hold again."""
    way = work.get(TravelOverride, way_id, lock=True)
    work.session.delete(way)
    work.note("travel_override.deleted", way)


def _check(work: UnitOfWork, draft: WayDraft, own_id: int | None) -> None:
    for name, site_id in (("from_site_id", draft.from_site_id), ("to_site_id", draft.to_site_id)):
        if site_id is None:
            raise Refusal(tr("Choose a site."), field=name)
        work.get(Site, site_id)
    if draft.from_site_id == draft.to_site_id:
        raise Refusal(tr("A way leads to another site."), field="to_site_id")
    if not 0 <= draft.minutes <= MOST_MINUTES:
        raise Refusal(tr("Between {lowest} and {highest}.", lowest=0, highest=MOST_MINUTES), field="minutes")
    if draft.km is not None and not 0 <= draft.km <= MOST_KM:
        raise Refusal(tr("Between {lowest} and {highest}.", lowest=0, highest=MOST_KM), field="km")
    _check_single(work, draft, own_id)


def _check_single(work: UnitOfWork, draft: WayDraft, own_id: int | None) -> None:
    one, other = TravelOverride.from_site_id, TravelOverride.to_site_id
    there = and_(one == draft.from_site_id, other == draft.to_site_id)
    back = and_(one == draft.to_site_id, other == draft.from_site_id)
    statement = select(TravelOverride.id).where(or_(there, back))
    if own_id is not None:
        statement = statement.where(TravelOverride.id != own_id)
    with work.session.no_autoflush:
        taken = work.session.scalar(statement.limit(1))
    if taken is not None:
        raise Refusal(tr("The way between these two sites is entered already."), field="to_site_id")
