"""Loads the demo company into an empty store, and tells the simulator what stands in it."""

from datetime import date
from functools import partial
from random import Random
from typing import TypedDict

from sqlalchemy import select

from domain.assets.model import Asset, AssetModel
from domain.demo import contracts, files, plans
from domain.demo.agreements import sign_agreements
from domain.demo.alerts import warnings
from domain.demo.books import keep_books
from domain.demo.fees import subscribe
from domain.demo.leave import give_leave
from domain.demo.machines import install
from domain.demo.meters import count_up
from domain.demo.parties import settle
from domain.demo.parts import fit_parts
from domain.demo.policies import agree
from domain.demo.record import record
from domain.demo.repairs import note_repairs
from domain.demo.templates import make_types
from domain.demo.territories import mark_out
from domain.demo.vans import load_vans
from domain.demo.workforce import furnish, hire
from domain.demo.world import World
from domain.errors import Refusal
from domain.language import tr
from domain.monitoring.model import Device
from domain.orders.standard_stages import make_standard_stages
from domain.parties.model import Customer
from domain.planning.standard import ensure_profiles
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.workforce.rosters import rosters

SEED = 20_260_302
LOADED = "demo.loaded"


class FleetDevice(TypedDict):
    """A device that the simulator plays."""

    device: str
    kind: str


def load(store: Store, today: date, actor: str = "demo") -> None:
    """Put the demo company into an empty store: half a year up to `today`, and what is booked from then on."""
    with store.write(actor) as work:
        if work.session.scalar(select(Customer.id).limit(1)) is not None:
            raise Refusal(tr("There are customers in this database; the demo company needs an empty one."))
        _build(work, today)


def is_loaded(store: Store) -> bool:
    """Whether the demo company is in the store."""
    with store.read() as session:
        return session.scalar(select(journal.c.id).where(journal.c.kind == LOADED).limit(1)) is not None


def fleet(store: Store) -> list[FleetDevice]:
    """Every device on an asset, with the kind of the asset; the kinds take turns, so the first few are a mixture."""
    statement = (
        select(Device.key, AssetModel.kind).join(Asset, Device.asset_id == Asset.id).join(AssetModel, Asset.model)
    )
    with store.read() as session:
        found = [FleetDevice(device=key, kind=kind) for key, kind in session.execute(statement)]
    return sorted(found, key=lambda each: (each["device"][3:], each["device"]))


def _build(work: UnitOfWork, today: date) -> None:
    dice = Random(SEED)  # noqa: S311  # the same at every build
    data = files.read()
    stages = make_standard_stages(work)
    places, contacts = settle(work, data.customers)
    agree(work, (place.site.customer for place in places))
    skills, technicians = hire(work, data.workforce, mark_out(work, data.workforce, places))
    furnish(work, data.workforce, technicians, skills)
    give_leave(work, technicians, today)
    world = World(
        data=data,
        contacts=contacts,
        skills=skills,
        technicians=technicians,
        rosters=partial(rosters, work.session),
        stages={stage.meaning: stage for stage in reversed(stages)},
        held=next(stage for stage in stages if stage.pauses_arrival),
        machines=install(work, data, places, skills, today, dice),
    )
    everything = [*plans.past(world, today, dice), *plans.present(world, today, dice)]
    record(work, world, everything, warnings(world, today, dice), dice)
    keep_books(work, world, today)
    load_vans(work, technicians)
    make_types(work)
    sign_agreements(work, world, today)
    agreed = contracts.read()
    contracts.promise_visits(work, agreed)
    subscribe(work, agreed, today)
    count_up(work, today, dice)
    note_repairs(work)
    fit_parts(work, world, today)
    ensure_profiles(work)
    work.note(LOADED, places[0].site.customer, today=today.isoformat())
