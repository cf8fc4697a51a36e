"""The small company with two technicians, as ids to call services with."""

from dataclasses import dataclass
from datetime import time

from domain.orders.model import Origin, StageMeaning
from domain.orders.service import OrderDraft, open_order
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from domain.workforce.model import Shift, Team, Technician
from tests.support.small_company import SmallCompany

HOURS = (time(8), time(17))


@dataclass(frozen=True, slots=True)
class Workshop:
    """Kim can work on refrigerant circuits, Lou cannot; both work Monday to Friday, 08:00 to 17:00 in Berlin.

    They live next to the plant.
    """

    kim: int
    lou: int
    skill: int
    site: int
    asset: int
    other_asset: int
    model: int
    device: int
    stranger: int
    rule: int
    stages: dict[StageMeaning, int]


def build(work: UnitOfWork) -> Workshop:
    """Make everything in this unit of work."""
    company = SmallCompany(work)
    team = work.add(Team(name="North"), "team.created")
    kim, lou = work.add_all((_technician(name, team) for name in ("Kim", "Lou")), "technician.created")
    kim.skills.append(company.skill)
    work.add_all(
        (
            Shift(technician_id=each.id, weekday=weekday, start=HOURS[0], finish=HOURS[1])
            for each in (kim, lou)
            for weekday in range(5)
        ),
        "shift.created",
    )
    return Workshop(
        kim=kim.id,
        lou=lou.id,
        skill=company.skill.id,
        site=company.cellar.id,
        asset=company.chiller.id,
        other_asset=company.ward_chiller.id,
        model=company.chiller_model.id,
        device=company.device.id,
        stranger=company.stranger.id,
        rule=company.rule.id,
        stages={stage.meaning: stage.id for stage in company.stages},
    )


def order(work: UnitOfWork, workshop: Workshop, *, priority: Priority = Priority.LOW, skilled: bool = False) -> int:
    """Open an order for the chiller; returns its id."""
    skills = frozenset({workshop.skill}) if skilled else frozenset[int]()
    draft = OrderDraft("Warm water", priority, Origin.HAND, 60, asset_id=workshop.asset, skill_ids=skills)
    return open_order(work, draft).id


def _technician(name: str, team: Team) -> Technician:
    return Technician(
        name=name, phone="", email="", team_id=team.id, latitude=53.5, longitude=10, timezone="Europe/Berlin"
    )
