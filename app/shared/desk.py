"""Who sits at the console and what they work on: stores and files, and the user in whose name things are done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from domain.documents.post import Post
from domain.monitoring.telemetry.store import Telemetry
from domain.store.files import FileStore
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Desk:
    """What presenters read from and write to, always inside `Tasks.run`."""

    store: Store
    telemetry: Telemetry
    user: str
    files: FileStore
    post: Post | None = None
    """How mails are sent, where a mail server is set up."""
    post_problem: str = ""
    """Why none can be sent, where it is set up wrongly."""

    def do(self, function: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do what the user asked: one service function, one unit of work, in the user's name."""
        return self.store.run(self.user, function, *args, **kwargs)

    def rehearse(self, function: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What would come of it, without doing it."""
        return self.store.rehearse(self.user, function, *args, **kwargs)
