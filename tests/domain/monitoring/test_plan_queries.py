"""Plans as rows, and what their steps may speak of."""

from collections.abc import Iterator

import pytest

from domain.errors import Refusal
from domain.monitoring.command_fields import Field
from domain.monitoring.command_types import CommandTypeDraft, create_command_type
from domain.monitoring.plan_queries import names, plan_names, plans, understood
from domain.monitoring.plan_service import copy_plan, create_plan
from domain.monitoring.plans.plan import Notify
from tests.support.plan_desk import PlanDesk

TELL = Notify(text="Look")


@pytest.fixture
def desk(database_url: str) -> Iterator[PlanDesk]:
    made = PlanDesk(database_url)
    yield made
    made.store.close()


def test_plans_tell_their_steps_and_who_follows_them(desk: PlanDesk) -> None:
    followed = desk.follow(TELL)
    other = desk.store.run("kim", create_plan, "All day", (TELL,))
    with desk.store.read() as session:
        rows = plans(session)
        assert plan_names(session) == ((other, "All day"), (followed, "Answer"))
    assert [(row.name, row.steps, row.rules) for row in rows] == [
        ("All day", (TELL,), ()),
        ("Answer", (TELL,), (desk.company.rule.name,)),
    ]


def test_what_steps_may_speak_of_has_names(desk: PlanDesk) -> None:
    draft = CommandTypeDraft(desk.company.compressor_model.id, "restart", "Restart it", (Field("delay"),))
    desk.store.run("kim", create_command_type, draft)
    with desk.store.read() as session:
        known = names(session)
        assert understood(session) == {"restart": [(), (Field("delay"),)]}
    assert known.skills == {desk.company.skill.id: "Refrigerant circuit"}
    assert set(known.commands) == {"restart"}


def test_a_name_is_taken_in_any_case_and_a_copy_has_one_of_its_own(desk: PlanDesk) -> None:
    plan_id = desk.store.run("kim", create_plan, "Night", (TELL,))
    with pytest.raises(Refusal, match="already") as refused:
        desk.store.run("kim", create_plan, "NIGHT", (TELL,))
    assert refused.value.field == "name"
    for _ in range(2):
        desk.store.run("kim", copy_plan, plan_id)
    with desk.store.read() as session:
        assert [row.name for row in plans(session)] == ["Night", "Night (copy 2)", "Night (copy)"]
