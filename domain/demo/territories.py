"""The territories of the demo company, and which sites lie in them."""

from collections.abc import Mapping, Sequence

from domain.demo.files import WorkforceData
from domain.demo.parties import Place
from domain.parties.model import Territory
from domain.store.unit_of_work import UnitOfWork


def mark_out(work: UnitOfWork, data: WorkforceData, places: Sequence[Place]) -> Mapping[str, Territory]:
    """Store the territories and put each site into one; returns them by name."""
    names = data.territories
    territories = {each.name: each for each in work.add_all(map(_territory, names), "territory.created")}
    for place in places:
        site = place.site
        site.territory = next(territories[name] for name, begin in names.items() if site.postcode.startswith(begin))
        work.note("site.changed", site)
    work.session.flush()
    return territories


def _territory(name: str) -> Territory:
    return Territory(name=name)
