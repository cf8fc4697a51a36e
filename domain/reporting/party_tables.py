"""The lists of customers, sites and assets as tables, in the columns in which they are taken in again."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from domain.assets.model import Asset, AssetGroup, AssetModel
from domain.language import tr
from domain.parties.model import Customer, Site
from domain.reporting.exporting import Column, Table, Value
from domain.reporting.intake import INSIDE
from domain.sla.model import Sla

AT_ONCE = 1000
Rows = Iterator[tuple[Value, ...]]


def customer_table(session: Session) -> Table:
    """The customers in use."""
    columns = (
        Column("number", tr("Number")),
        Column("name", tr("Name")),
        Column("currency", tr("Currency")),
        Column("sla", tr("SLA")),
        *_address_columns(),
    )
    statement = (
        select(
            Customer.number,
            Customer.name,
            Customer.currency,
            Sla.name,
            Customer.street,
            Customer.postcode,
            Customer.city,
            Customer.country,
        )
        .outerjoin(Sla, Sla.id == Customer.sla_id)
        .where(Customer.active)
        .order_by(Customer.number)
    )
    rows = (tuple(row) for row in session.execute(statement.execution_options(yield_per=AT_ONCE)))
    return Table(tr("Customers"), columns, rows)


def site_table(session: Session) -> Table:
    """The sites in use, those outside before those inside them."""
    columns = (
        Column("customer", tr("Customer")),
        Column("name", tr("Name")),
        Column("parent", tr("Lies in")),
        *_address_columns(),
        Column("latitude", tr("Latitude")),
        Column("longitude", tr("Longitude")),
        Column("timezone", tr("Time zone")),
    )
    return Table(tr("Sites"), columns, _sites(session))


def asset_table(session: Session) -> Table:
    """The assets in use, wholes before their parts."""
    columns = (
        Column("customer", tr("Customer")),
        Column("site", tr("Site")),
        Column("part_of", tr("Part of")),
        Column("number", tr("Number")),
        Column("name", tr("Name")),
        Column("serial", tr("Serial number")),
        Column("maker", tr("Maker")),
        Column("model", tr("Model")),
        Column("kind", tr("Kind")),
        Column("group", tr("Group")),
        Column("intangible", tr("Intangible")),
        Column("installed_on", tr("Installed")),
        Column("warranty_until", tr("Warranty until")),
        Column("sla", tr("SLA")),
    )
    return Table(tr("Assets"), columns, _assets(session))


def _address_columns() -> tuple[Column, ...]:
    return (
        Column("street", tr("Street")),
        Column("postcode", tr("Postcode")),
        Column("city", tr("Town")),
        Column("country", tr("Country")),
    )


def _sites(session: Session) -> Rows:
    paths = _paths(session)
    statement = select(Site, Customer.number).join(Site.customer).where(Site.active, Customer.active)
    found = session.execute(statement.order_by(Customer.number, Site.name, Site.id)).all()
    for site, customer in sorted(found, key=lambda row: len(paths[row[0].id])):
        parent = "" if site.parent_id is None else f" {INSIDE} ".join(paths[site.parent_id])
        place = (site.street, site.postcode, site.city, site.country)
        yield customer, site.name, parent, *place, str(site.latitude), str(site.longitude), site.timezone


def _assets(session: Session) -> Rows:
    paths = _paths(session)
    whole = aliased(Asset)
    of_model = (AssetModel.maker, AssetModel.name, AssetModel.kind)
    statement = (
        select(Asset, Customer.number, *of_model, whole.number, Sla.name, AssetGroup.name)
        .join(Customer, Customer.id == Asset.customer_id)
        .join(AssetModel, AssetModel.id == Asset.model_id)
        .outerjoin(whole, whole.id == Asset.parent_id)
        .outerjoin(Sla, Sla.id == Asset.sla_id)
        .outerjoin(AssetGroup, AssetGroup.id == Asset.group_id)
        .where(Asset.active, Customer.active)
        .order_by(Asset.number)
    )
    found = session.execute(statement).all()
    depths = _depths({row[0].id: row[0].parent_id for row in found})
    for asset, customer, maker, model, kind, part_of, sla, group in sorted(found, key=lambda row: depths[row[0].id]):
        site = f" {INSIDE} ".join(paths[asset.site_id])
        what = (asset.number, asset.name, asset.serial, maker, model, kind, group, asset.intangible)
        yield customer, site, part_of, *what, asset.installed_on, asset.warranty_until, sla


def _paths(session: Session) -> dict[int, tuple[str, ...]]:
    """The names of the places that each site lies in, from the outside in, itself last."""
    found = {key: (name, above) for key, name, above in session.execute(select(Site.id, Site.name, Site.parent_id))}
    paths: dict[int, tuple[str, ...]] = {}

    def path(key: int) -> tuple[str, ...]:
        if key not in paths:
            name, above = found[key]
            paths[key] = (*(path(above) if above is not None else ()), name)
        return paths[key]

    return {key: path(key) for key in found}


def _depths(above: dict[int, int | None]) -> dict[int, int]:
    """How deep each asset is a part of others."""
    depths: dict[int, int] = {}

    def depth(key: int | None) -> int:
        if key is None or key not in above:
            return 0
        if key not in depths:
            depths[key] = depth(above[key]) + 1
        return depths[key]

    return {key: depth(key) for key in above}
