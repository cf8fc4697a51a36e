"""Scenarios of two technicians, compared."""

from datetime import datetime, timedelta

from app.dispatch.whatif.values import Compared, KeptLine
from domain.optimising.cost import Cost
from domain.planning.goals import Goals
from domain.planning.scope import Scope
from domain.planning.whatif.asked import Asked, Outcome
from domain.planning.whatif.figures import Figures
from domain.planning.whatif.queries import ScenarioRow
from domain.planning.whatif.values import Absence, ExtraVan, Supposition, Variation
from tests.app.dispatch.plans import at

KIM, LEA = 1, 2
PEOPLE = ((KIM, "Kim"), (LEA, "Lea"))
SLAS = ((5, "Gold"), (6, "Silver"))
SCOPE = Scope(at(0), at(0, 2), technicians=frozenset((KIM, LEA)))
AWAY = Absence(KIM, at(0), at(0, 1))
PLANNED = Figures(Cost(travel=120, left_out=800), left_out=2, travel_minutes=120, utilisation=0.4, orders=3)
AS_IS = Figures(Cost(travel=180, overtime=30), late=1, late_minutes=65, travel_minutes=180, utilisation=0.62, orders=5)
WITHOUT = Figures(Cost(travel=95, left_out=400), left_out=1, late=1, late_minutes=65, travel_minutes=95, orders=4)
ASKED = Asked(SCOPE, 1, 2.0, (Supposition("As is, optimised"), Supposition("Without Kim", (AWAY,))))


def column(
    key: str, figures: Figures | None, *variations: Variation, told: tuple[str, ...] = (), planned: bool = False
) -> Compared:
    outcome = Outcome(Supposition(key, variations), figures, told=told)
    return Compared(key, key, f"What {key} supposes", figures, told, outcome, ASKED, planned=planned)


def columns() -> tuple[Compared, ...]:
    """The plan in force, the days as they are, and somebody away."""
    return (
        column("As planned now", PLANNED, planned=True),
        column("As is, optimised", AS_IS),
        column("Without Kim", WITHOUT, AWAY, told=("SO-1 stays: it is under way.",)),
    )


def kept(scenario_id: int, name: str, created_at: datetime, *, shown: bool = False) -> KeptLine:
    when = created_at - timedelta(hours=scenario_id)
    variations = (ExtraVan(LEA),)
    row = ScenarioRow(scenario_id, 1, name, "Balanced", SCOPE, variations, when, "kim", 2.0, WITHOUT, Goals())
    return KeptLine(scenario_id, row, "1 more van like Lea", "Wed 4 Mar to Thu 5 Mar", shown)
