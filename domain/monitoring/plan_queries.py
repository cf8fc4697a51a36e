"""Response plans as rows, and the names of what their steps speak of."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from domain.calendars.model import WorkingCalendar
from domain.catalogue.model import Article
from domain.monitoring.command_fields import Fields
from domain.monitoring.command_fields import decode as decode_fields
from domain.monitoring.model import ResponsePlan, Rule
from domain.monitoring.plans.plan import Steps, decode
from domain.monitoring.plans.wording import Names
from domain.monitoring.response_model import CommandType
from domain.orders.model import OrderType
from domain.sla.model import Sla
from domain.workforce.model import Skill

Named = tuple[tuple[int, str], ...]
Key = InstrumentedAttribute[int]
Word = InstrumentedAttribute[str]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan, read as `version`, with the rules whose alerts it answers."""

    id: int
    version: int
    name: str
    steps: Steps
    rules: tuple[str, ...]


def plans(session: Session) -> tuple[PlanRow, ...]:
    """All plans by name."""
    followed: dict[int | None, list[str]] = {}
    named = select(Rule.plan_id, Rule.name).where(Rule.plan_id.is_not(None)).order_by(Rule.name)
    for plan_id, rule in session.execute(named):
        followed.setdefault(plan_id, []).append(rule)
    found = session.scalars(select(ResponsePlan).order_by(ResponsePlan.name))
    return tuple(
        PlanRow(plan.id, plan.version, plan.name, decode(plan.steps_json), tuple(followed.get(plan.id, ())))
        for plan in found
    )


def plan_names(session: Session) -> Named:
    """What rules may follow."""
    return tuple(_named(session, ResponsePlan.id, ResponsePlan.name).items())


def names(session: Session) -> Names:
    """What steps may speak of, each by its name."""
    articles = session.execute(select(Article.id, Article.number, Article.name).order_by(Article.number))
    commands = session.execute(select(CommandType.name, CommandType.label).order_by(CommandType.label))
    return Names(
        calendars=_named(session, WorkingCalendar.id, WorkingCalendar.name),
        order_types=_named(session, OrderType.id, OrderType.name),
        slas=_named(session, Sla.id, Sla.name),
        skills=_named(session, Skill.id, Skill.name),
        articles={key: f"{number} {name}" for key, number, name in articles},
        commands=dict(commands.all()),
    )


def understood(session: Session) -> Mapping[str, list[Fields]]:
    """The values that each command takes, by its name, for each of the models that know it."""
    found: dict[str, list[Fields]] = {}
    for name, fields in session.execute(select(CommandType.name, CommandType.fields_json).order_by(CommandType.id)):
        found.setdefault(name, []).append(decode_fields(fields))
    return found


def _named(session: Session, key: Key, word: Word) -> dict[int, str]:
    return dict(session.execute(select(key, word).order_by(word)).all())
