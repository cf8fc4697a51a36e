"""Asset models, assets at their sites, the devices fixed to them, and the rules that watch them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from domain.assets.model import Asset, AssetGroup, AssetModel
from domain.demo.answers import make_answers
from domain.demo.files import CompanyData, KindData, RuleData
from domain.demo.parties import Place
from domain.demo.world import Machines
from domain.monitoring.command_fields import Field, FieldKind, Fields
from domain.monitoring.command_fields import encode as encode_fields
from domain.monitoring.definitions.definition import encode
from domain.monitoring.model import Device, Metric, ResponsePlan, Rule
from domain.monitoring.response_model import CommandType
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.model import Skill

#: So many of the oldest machines have nothing that publishes.
WITHOUT_DEVICE = 80
ALWAYS_WATCHED = ("chiller", "ups")
DEVICES_SINCE = timedelta(days=200)
COOLING = "chiller"
SET_POINT = (Field("value", FieldKind.NUMBER, "Supply temperature", "°C", 4, 18),)


def install(
    work: UnitOfWork,
    company: CompanyData,
    places: Sequence[Place],
    skills: dict[str, Skill],
    today: date,
    dice: Random,
) -> dict[str, Machines]:
    """Store every machine and what watches it; returns them by kind."""
    models = work.add_all(_models(company, skills), "asset_model.created")
    work.add_all(_commands(models), "command_type.created")
    groups = work.add_all((AssetGroup(name=kind.group) for kind in company.kinds.values()), "asset_group.created")
    foreman = _Foreman(company.kinds, models, groups, today, dice)
    assets = work.add_all((asset for place in places for asset in foreman.stand(place)), "asset.created")
    pumps = [foreman.pump_of(asset) for asset in assets if asset.model.kind == "chiller"]
    assets += work.add_all(pumps, "asset.created")
    since = datetime.combine(today, time(9), UTC) - DEVICES_SINCE
    watched = sorted(_watched(assets), key=lambda asset: asset.number)
    devices = work.add_all(
        (Device(key=a.number.lower(), asset=a, first_seen_at=since) for a in watched), "device.added"
    )
    strangers = [Device(key=key, asset_id=None, first_seen_at=since) for key in ("node-a41c", "node-b007")]
    work.add_all(strangers, "device.discovered")
    work.add_all(_metrics(company, devices, strangers), "metric.added")
    answers = make_answers(work, company)
    rules = work.add_all((_rule(each, skills, answers) for each in company.rules), "rule.created")
    return {
        kind: Machines(
            assets=[asset for asset in assets if asset.model.kind == kind],
            devices={device.asset.id: device for device in devices if device.asset and device.asset.model.kind == kind},
            rules=[rule for rule in rules if rule.kind == kind],
        )
        for kind in company.kinds
    }


class _Foreman:
    """Numbers and names machines as they are put up."""

    def __init__(
        self,
        kinds: dict[str, KindData],
        models: Sequence[AssetModel],
        groups: Sequence[AssetGroup],
        today: date,
        dice: Random,
    ) -> None:
        self._kinds = kinds
        self._groups = {group.name: group for group in groups}
        self._models = {kind: [model for model in models if model.kind == kind] for kind in kinds}
        self._today = today
        self._dice = dice
        self._numbers: Counter[str] = Counter()
        self._names: Counter[tuple[int, str]] = Counter()

    def stand(self, place: Place) -> list[Asset]:
        """The machines that the files want at `place`."""
        return [
            self._asset(kind, self._name(kind, place), place.site.id, place.site.customer_id)
            for kind, count in place.machines.items()
            for _ in range(count)
        ]

    def pump_of(self, chiller: Asset) -> Asset:
        """The pump that belongs to a chiller and is serviced by itself."""
        name = f"Chilled water pump of {chiller.name.lower()}"
        pump = self._asset("pump", name, chiller.site_id, chiller.customer_id)
        pump.parent_id, pump.installed_on = chiller.id, chiller.installed_on
        return pump

    def _name(self, kind: str, place: Place) -> str:
        name = self._dice.choice(self._kinds[kind].names)
        self._names[place.root.id, name] += 1
        return f"{name} {self._names[place.root.id, name]}"

    def _asset(self, kind: str, name: str, site_id: int, customer_id: int) -> Asset:
        self._numbers[kind] += 1
        return Asset(
            number=f"{self._kinds[kind].prefix}-{self._numbers[kind]:04d}",
            name=name,
            serial=f"{self._dice.randrange(2**32):08X}-{self._numbers[kind]:03d}",
            model=self._dice.choice(self._models[kind]),
            site_id=site_id,
            customer_id=customer_id,
            group_id=self._groups[self._kinds[kind].group].id,
            installed_on=self._today - timedelta(days=self._dice.randint(220, 6500)),
        )


def _models(company: CompanyData, skills: dict[str, Skill]) -> Iterable[AssetModel]:
    for kind, data in company.kinds.items():
        for maker, name in data.models:
            yield AssetModel(kind=kind, maker=maker, name=name, skill=skills[data.skill])


def _commands(models: Sequence[AssetModel]) -> Iterable[CommandType]:
    """What the simulated fleet obeys."""
    for model in models:
        yield _command(model, "restart", "Restart", dangerous=True)
        yield _command(model, "stop", "Stop until it is restarted", dangerous=True)
        if model.kind == COOLING:
            yield _command(model, "set_point", "Set point of the supply", SET_POINT)


def _command(model: AssetModel, name: str, label: str, fields: Fields = (), *, dangerous: bool = False) -> CommandType:
    return CommandType(
        asset_model_id=model.id,
        name=name,
        label=label,
        fields_json=encode_fields(fields),
        dangerous=dangerous,
        timeout_seconds=30,
    )


def _watched(assets: Sequence[Asset]) -> list[Asset]:
    old = [asset for asset in assets if asset.model.kind not in ALWAYS_WATCHED]
    old.sort(key=lambda asset: (asset.installed_on or date.max, asset.number))
    without = {asset.number for asset in old[:WITHOUT_DEVICE]}
    return [asset for asset in assets if asset.number not in without]


def _metrics(company: CompanyData, devices: Sequence[Device], strangers: Sequence[Device]) -> Iterable[Metric]:
    for device in devices:
        assert device.asset
        for name, label, unit in company.kinds[device.asset.model.kind].metrics:
            yield Metric(device=device, name=name, label=label, unit=unit)
    for device in strangers:
        yield Metric(device=device, name="temperature", label="Temperature", unit="")


def _rule(data: RuleData, skills: dict[str, Skill], answers: Mapping[str, ResponsePlan]) -> Rule:
    return Rule(
        name=data.name,
        kind=data.kind,
        definition_json=encode(data.definition),
        severity=data.severity,
        active=True,
        opens_order=data.opens_order,
        priority=data.priority,
        skill=skills[data.skill] if data.skill else None,
        minutes=data.minutes,
        advice=data.advice,
        plan_id=answers[data.plan].id if data.plan else None,
    )
