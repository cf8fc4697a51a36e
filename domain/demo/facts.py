"""What happened in the past of the demo company."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.store.base import Entity


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened then."""

    at: datetime
    kind: str
    entity: Entity
    actor: str
    details: dict[str, Any]
