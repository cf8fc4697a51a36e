"""The days of the demo company planned anew: nothing that a plan does breaks a rule of the board."""

from datetime import timedelta

import pytest

from bench.planning.reference import judge
from domain.optimising.greedy import greedy
from domain.planning.goals import Goals
from domain.planning.model import ChangeKind
from domain.planning.scope import Scope, Touch
from domain.planning.translation.back import changes
from domain.planning.translation.loaded import load
from domain.planning.translation.translate import translate
from domain.store.store import Store
from tests.domain.planning.boards import NEW, after, findings
from tests.support.moments import MONDAY_MORNING

GOALS = Goals()
MIDNIGHT = MONDAY_MORNING.replace(hour=0)


@pytest.mark.parametrize("touch", Touch)
def test_the_week_is_planned_without_breaking_a_rule(company: Store, touch: Touch) -> None:
    scope = Scope(MIDNIGHT, MIDNIGHT + timedelta(days=4), touch=touch)
    with company.read() as session:
        loaded = load(session, scope, MONDAY_MORNING)
    translated = translate(loaded, scope, GOALS)
    assert not judge(translated.problem, translated.present).broken
    plan = greedy(translated.problem, translated.present)
    judged = judge(translated.problem, plan)
    assert not judged.broken
    made = changes(translated, plan, judged.starts)
    assert made
    told = {(each.order_id, each.requirement_id) for each in translated.untouched}
    told |= {(each.order_id, each.requirement_id) for each in made}
    assert told >= {(row.id, row.requirement_id) for row in loaded.waiting}
    moved = {each.booking_id for each in made if each.kind is ChangeKind.MOVE}
    found = findings(loaded, after(loaded, made), GOALS)
    assert not {key: kinds for key, kinds in found.items() if kinds and (key >= NEW or key in moved)}
