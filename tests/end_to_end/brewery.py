"""What a service centre has entered before the first call comes: a customer with machines, and a technician."""

from datetime import date, time

from domain.assets.model import Asset, AssetModel
from domain.orders.defaults import ensure_defaults
from domain.parties.model import Customer, Site
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Shift, Team, Technician

SERIAL = "NF-2044-17"
CUSTOMER = "Brauerei Hafen"


def enter_brewery(work: UnitOfWork, *further: str) -> None:
    """Enter a brewery with a chiller, and with a machine for each further serial number; Kim works at all hours."""
    ensure_defaults(work)
    customer = work.add(Customer(number="C-0007", name=CUSTOMER), "customer.created")
    site = Site(
        customer_id=customer.id,
        parent_id=None,
        name="Kellerei",
        street="Kai 1",
        postcode="20457",
        city="Hamburg",
        country="DE",
        latitude=53.5,
        longitude=10.0,
        timezone="Europe/Berlin",
    )
    work.add(site, "site.created")
    model = AssetModel(kind="chiller", maker="Nordfrost", name="CX 400", skill_id=None)
    work.add(model, "asset_model.created")
    for at, serial in enumerate((SERIAL, *further), 1):
        work.add(_asset(at, serial, model.id, site), "asset.created")
    _hire_kim(work)


def _asset(at: int, serial: str, model_id: int, site: Site) -> Asset:
    return Asset(
        number=f"A-{16 + at:05}",
        name=f"Chiller {at}",
        serial=serial,
        model_id=model_id,
        site_id=site.id,
        customer_id=site.customer_id,
        parent_id=None,
        installed_on=date(2021, 4, 1),
    )


def _hire_kim(work: UnitOfWork) -> None:
    team = work.add(Team(name="North"), "team.created")
    kim = Technician(
        name="Kim", phone="", email="", team_id=team.id, latitude=53.5, longitude=10.0, timezone="Europe/Berlin"
    )
    work.add(kim, "technician.created")
    for weekday in range(7):
        shift = Shift(technician_id=kim.id, weekday=weekday, start=time(0, 0), finish=time(23, 59))
        work.add(shift, "shift.created")
