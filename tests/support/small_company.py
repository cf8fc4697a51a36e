"""A handful of records to ask about: two customers, a tree of sites, assets with a part, devices, a rule, stages."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from domain.assets.model import Asset, AssetModel
from domain.monitoring.definitions.definition import encode
from domain.monitoring.definitions.simple import above
from domain.monitoring.model import Alert, Device, Metric, Rule
from domain.orders.model import Order, Origin, Stage, StageMeaning
from domain.parties.model import Contact, Customer, Site
from domain.scheduling.model import Booking
from domain.store.base import Entity
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority, Severity
from domain.workforce.model import Skill, Team, Technician

E = TypeVar("E", bound=Entity)

#: Each with the stage it follows.
STAGES = (
    ("New", StageMeaning.NEW, None),
    ("Planned", StageMeaning.PLANNED, "New"),
    ("On site", StageMeaning.ACTIVE, "Planned"),
    ("Done", StageMeaning.DONE, "On site"),
    ("Cancelled", StageMeaning.CANCELLED, "New"),
)
FIRST_SEEN = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)


class SmallCompany:
    """Makes the records inside a unit of work; the attributes are what tests ask about."""

    def __init__(self, work: UnitOfWork) -> None:
        self._work = work
        self.skill = self._add(Skill(name="Refrigerant circuit"))
        self.chiller_model = self._add(
            AssetModel(kind="chiller", maker="Nordfrost", name="CX 400", skill_id=self.skill.id)
        )
        self.compressor_model = self._add(AssetModel(kind="compressor", maker="Airon", name="S 11", skill_id=None))
        self.brewery = self._add(Customer(number="C-0001", name="Harbour Brewery"))
        self.clinic = self._add(Customer(number="C-0002", name="Clinic on the Hill"))
        self.plant = self.site(self.brewery, "Plant North", "Hamburg")
        self.cellar = self.site(self.brewery, "Cellar", "Hamburg", self.plant)
        self.ward = self.site(self.clinic, "East wing", "Kiel")
        self.chiller = self.asset(1, "Chiller 1", self.chiller_model, self.cellar)
        self.compressor = self.asset(2, "Compressor of chiller 1", self.compressor_model, self.cellar, self.chiller)
        self.ward_chiller = self.asset(3, "Ward chiller", self.chiller_model, self.ward)
        self.device = self.add_device("chiller-1", self.chiller)
        self.temperature = self.add_metric(self.device, "supply_temperature", "Supply temperature", "°C")
        self.stranger = self.add_device("unknown-7", None)
        self.add_metric(self.stranger, "pressure", "Pressure", "")
        self.rule = self._add_rule()
        self.stages: list[Stage] = []
        for at, (name, meaning, parent) in enumerate(STAGES):
            above = next((stage.id for stage in self.stages if stage.name == parent), None)
            self.stages.append(self._add(Stage(name=name, position=at, meaning=meaning, parent_id=above)))
        self._add(
            Contact(
                customer_id=self.brewery.id, site_id=None, name="Ada Berg", role="Owner", phone="1", email="a@b.example"
            )
        )
        self._add(
            Contact(
                customer_id=self.brewery.id,
                site_id=self.cellar.id,
                name="Bo Falk",
                role="Cellarman",
                phone="2",
                email="",
            )
        )

    def site(self, customer: Customer, name: str, city: str, parent: Site | None = None) -> Site:
        return self._add(
            Site(
                customer_id=customer.id,
                parent_id=None if parent is None else parent.id,
                name=name,
                street="Kai 1",
                postcode="20457",
                city=city,
                country="DE",
                latitude=53.5,
                longitude=10.0,
                timezone="Europe/Berlin",
            )
        )

    def asset(self, number: int, name: str, model: AssetModel, site: Site, parent: Asset | None = None) -> Asset:
        return self._add(
            Asset(
                number=f"A-{number:05}",
                name=name,
                serial=f"NF{number:06}",
                model_id=model.id,
                site_id=site.id,
                customer_id=site.customer_id,
                parent_id=None if parent is None else parent.id,
                installed_on=date(2021, 4, 1),
            )
        )

    def add_device(self, key: str, asset: Asset | None) -> Device:
        return self._add(Device(key=key, asset_id=None if asset is None else asset.id, first_seen_at=FIRST_SEEN))

    def add_metric(self, device: Device, name: str, label: str, unit: str) -> Metric:
        return self._add(Metric(device_id=device.id, name=name, label=label, unit=unit))

    def add_alert(self, asset: Asset, started: datetime, severity: Severity = Severity.CRITICAL, **more: Any) -> Alert:
        values: dict[str, Any] = {
            "acknowledged_at": None,
            "acknowledged_by": None,
            "shelved_until": None,
            "shelved_by": None,
            "cleared_at": None,
            "cleared_by": None,
            "order_id": None,
        }
        return self._add(
            Alert(
                rule_id=self.rule.id,
                asset_id=asset.id,
                device_id=self.device.id,
                severity=severity,
                started_at=started,
                raised_at=started,
                last_at=started,
                count=1,
                first_value=13.0,
                last_value=13.0,
                peak_value=13.0,
                decision={},
                **(values | more),
            )
        )

    def add_order(self, asset: Asset, opened: datetime, due_in: timedelta, stage: int = 0, **more: Any) -> Order:
        count = more.pop("count", 0)
        return self._add(
            Order(
                number=f"SO-{opened:%m%d%H%M}-{count}",
                title="Supply too warm",
                description="",
                customer_id=asset.customer_id,
                site_id=asset.site_id,
                asset_id=asset.id,
                contact_id=None,
                priority=more.pop("priority", Priority.HIGH),
                stage_id=self.stages[stage].id,
                origin=Origin.HAND,
                source=None,
                minutes=60,
                opened_at=opened,
                due_at=opened + due_in,
                closed_at=more.pop("closed_at", None),
            )
        )

    def book(self, order: Order, start: datetime) -> Booking:
        team = self._add(Team(name="North"))
        technician = self._add(
            Technician(
                name="Kim", phone="", email="", team_id=team.id, latitude=0, longitude=0, timezone="Europe/Berlin"
            )
        )
        return self._add(
            Booking(
                order_id=order.id, technician_id=technician.id, start_at=start, finish_at=start + timedelta(hours=1)
            )
        )

    def _add(self, entity: E) -> E:
        return self._work.add(entity, f"{entity.subject}.created")

    def _add_rule(self) -> Rule:
        condition = above("supply_temperature", 12.0, 1.0, 30.0)
        return self._add(
            Rule(
                name="Supply too warm",
                kind="chiller",
                asset_model_id=None,
                asset_id=None,
                definition_json=encode(condition),
                severity=Severity.CRITICAL,
                active=True,
                opens_order=True,
                priority=Priority.HIGH,
                skill_id=None,
                minutes=90,
                advice="",
            )
        )
