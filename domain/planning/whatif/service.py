"""Keeping what a supposition came to, throwing it away, and proposing it where it could be made."""

from datetime import tzinfo

import msgspec

from domain.errors import Refusal
from domain.language import tr
from domain.planning.model import PlanningProfile
from domain.planning.proposals import store_proposal
from domain.planning.whatif.asked import Asked, Outcome
from domain.planning.whatif.model import Scenario
from domain.planning.whatif.values import encode
from domain.store.unit_of_work import UnitOfWork


def keep_scenario(work: UnitOfWork, outcome: Outcome, asked: Asked) -> int:
    """Keep what was supposed and what it came to; returns its id. Raises Refusal where it came to nothing."""
    if outcome.figures is None:
        raise Refusal(tr("There is nothing to keep: {why}", why=outcome.failure))
    profile = work.get(PlanningProfile, asked.profile_id)
    scenario = Scenario(
        name=outcome.supposition.name,
        profile_id=profile.id,
        goals=outcome.goals,
        scope=msgspec.json.encode(asked.scope).decode(),
        variations=encode(outcome.supposition.variations),
        created_at=work.now,
        created_by=work.actor,
        seconds=outcome.seconds,
        figures=msgspec.to_builtins(outcome.figures),
    )
    return work.add(scenario, "scenario.kept").id


def delete_scenario(work: UnitOfWork, scenario_id: int) -> None:
    """Throw a kept scenario away."""
    scenario = work.get(Scenario, scenario_id, lock=True)
    work.note("scenario.deleted", scenario)
    work.session.delete(scenario)


def propose_scenario(work: UnitOfWork, outcome: Outcome, zone: tzinfo | None = None) -> int:
    """Keep the plan that was found as a proposal; returns its id.

    Raises Refusal where it was found with people, orders or promises that are not there, or not at all.
    """
    if not outcome.supposition.is_real:
        raise Refusal(tr("It supposes people, orders or promises that are not there, so it cannot be proposed."))
    if outcome.found is None:
        raise Refusal(tr("There is nothing to propose: no other plan was searched."))
    return store_proposal(work, outcome.found, zone)
