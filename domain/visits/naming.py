"""Names of intervals and services: short, and each once."""

from domain.errors import Refusal
from domain.language import tr
from domain.store.names import is_taken
from domain.store.unit_of_work import UnitOfWork
from domain.visits.model import ServiceInterval, ServiceTask

LONGEST_NAME = 100


def free_name(work: UnitOfWork, kind: type[ServiceInterval] | type[ServiceTask], name: str, own: int | None) -> str:
    """The name without spaces around it, if no other record of the kind has it. Raises Refusal at the field."""
    wanted = name.strip()
    if not 0 < len(wanted) <= LONGEST_NAME:
        raise Refusal(tr("A name has between 1 and {count} letters.", count=LONGEST_NAME), field="name")
    if is_taken(work.session, kind.name, wanted, own):
        raise Refusal(tr("“{name}” is there already.", name=wanted), field="name")
    return wanted
