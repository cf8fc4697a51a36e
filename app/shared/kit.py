"""What every page is given."""

from dataclasses import dataclass

from app.shared.changes import Changes
from app.shared.memory import Memory
from app.shared.tasks import Tasks
from app.shared.theme import Theme
from app.shared.times import Times


@dataclass(frozen=True)
class Kit:
    """The parts of the console that pages share; a page gets its store beside it."""

    theme: Theme
    tasks: Tasks
    changes: Changes
    memory: Memory
    times: Times
