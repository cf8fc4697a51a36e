"""Reading the parameters of the service centre, and changing them."""

from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.errors import Refusal
from domain.language import tr
from domain.parameters.model import Parameter
from domain.parameters.registry import KINDS, Parameters
from domain.parameters.values import checked, read_back, written
from domain.store.keeping import kept
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Parameters:
    """What holds at present: what was set, and else what holds from the start."""
    return kept(session, Parameters, partial(_read, session))


def _read(session: Session) -> Parameters:
    rows = session.execute(select(Parameter.name, Parameter.value))
    given: dict[str, Any] = {name: read_back(name, value) for name, value in rows if name in KINDS}
    return replace(Parameters(), **given)


def change(work: UnitOfWork, name: str, value: object) -> None:
    """Set a parameter. Raises Refusal at the field of that name."""
    if name not in KINDS:
        raise Refusal(tr("There is no parameter “{name}”.", name=name))
    text = written(checked(name, value))
    parameter = work.session.scalar(select(Parameter).where(Parameter.name == name).with_for_update())
    if parameter is None:
        work.add(Parameter(name=name, value=text), "parameter.changed")
    elif parameter.value != text:
        parameter.value = text
        work.note("parameter.changed", parameter, name=name)
