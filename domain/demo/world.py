"""What the demo company consists of once it is set up: the entities that its orders and alerts speak of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.assets.model import Asset
from domain.demo.files import CompanyData
from domain.monitoring.model import Device, Rule
from domain.orders.model import Stage, StageMeaning
from domain.parties.model import Contact
from domain.workforce.model import Skill, Technician
from domain.workforce.rosters import Roster


@dataclass(frozen=True, slots=True)
class Machines:
    """The assets of one kind, their devices by asset id, and the rules for them."""

    assets: Sequence[Asset]
    devices: Mapping[int, Device]
    rules: Sequence[Rule]


@dataclass(frozen=True, slots=True)
class World:
    """Everything that orders need; in the stage `held` they wait for the customer.

    `rosters` tells, for two moments, when each technician works between them.
    """

    data: CompanyData
    contacts: Mapping[int, Sequence[Contact]]
    skills: Mapping[str, Skill]
    technicians: Sequence[Technician]
    rosters: Callable[[datetime, datetime], Mapping[int, Roster]]
    stages: Mapping[StageMeaning, Stage]
    held: Stage
    machines: Mapping[str, Machines]
