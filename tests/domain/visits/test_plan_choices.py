"""What the form of a plan offers: all that is in use, and what the plan has already, so that saving drops nothing."""

from sqlalchemy import select

from domain.assets.model import Asset
from domain.orders.archiving import archive_asset, archive_site
from domain.scheduling.archiving import switch_technician
from domain.store.store import Store
from domain.visits.plan_choices import PlanChoices, plan_choices
from tests.support.contract import sign
from tests.support.workshop import Workshop


def offered(store: Store, line_id: int) -> PlanChoices:
    with store.read() as session:
        return plan_choices(session, line_id, None, None)


def ids(choices: tuple[tuple[int, str], ...]) -> set[int]:
    return {key for key, _ in choices}


def assets_at(store: Store, site_id: int) -> list[int]:
    with store.read() as session:
        return list(session.scalars(select(Asset.id).where(Asset.site_id == site_id).order_by(Asset.id.desc())))


def test_who_left_is_offered_only_where_the_plan_has_them(store: Store, workshop: Workshop) -> None:
    contract = store.run("setup", sign, workshop)
    assert workshop.kim in ids(offered(store, contract.cellar).technicians)
    store.run("kim", switch_technician, workshop.kim, active=False)
    assert workshop.kim in ids(offered(store, contract.chiller).technicians)
    assert workshop.kim not in ids(offered(store, contract.cellar).technicians)


def test_a_site_that_is_archived_is_offered_only_where_the_plan_has_it(store: Store, workshop: Workshop) -> None:
    contract = store.run("setup", sign, workshop)
    for asset_id in assets_at(store, workshop.site):
        store.run("kim", archive_asset, asset_id)
    store.run("kim", archive_site, workshop.site)
    assert workshop.site in ids(offered(store, contract.cellar).sites)
    assert workshop.site not in ids(offered(store, contract.chiller).sites)
