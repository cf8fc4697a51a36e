"""The store of business data: the one door to its database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlalchemy import Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from domain.clock import Clock, SystemClock
from domain.errors import Overtaken
from domain.language import tr
from domain.store import migrations
from domain.store.engine import WRITES, for_reading, open_engine, opening, parse_url
from domain.store.exclusive import Names
from domain.store.failures import Collided, explained, is_collision, refused
from domain.store.unit_of_work import UnitOfWork

P = ParamSpec("P")
T = TypeVar("T")


class Store:
    """Reads and units of work over one database; `names` are what this process alone does with it."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        self.names = Names(engine.url)
        self._reading = for_reading(engine)
        self._writing = engine.execution_options(**{WRITES: True})

    @classmethod
    def open(cls, url: str, clock: Clock | None = None) -> Self:
        """The store at `url`, brought up to the newest revision. Raises Unavailable."""
        engine = open_engine(parse_url(url))
        with opening(engine):
            migrations.upgrade(engine, migrations.BUSINESS)
        return cls(engine, clock or SystemClock())

    @property
    def url(self) -> URL:
        """Where it is."""
        return self.engine.url

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to run queries in, which sees the data of one moment; nothing is written."""
        with explained(), Session(self._reading) as session:
            yield session

    @contextmanager
    def write(self, actor: str) -> Iterator[UnitOfWork]:
        """One unit of work: committed at the end of the block, rolled back on any error."""
        with explained(), Session(self._writing, expire_on_commit=False) as session:
            work = UnitOfWork(session, actor, self.clock)
            try:
                yield work
                work.commit()
            except StaleDataError as error:
                raise Overtaken(tr("Somebody else has just changed this; look again and repeat.")) from error
            except IntegrityError as error:
                raise refused(error) from error
            except OperationalError as error:
                if is_collision(error):
                    raise Collided(tr("Somebody else has just changed this; look again and repeat.")) from error
                raise

    def run(
        self, actor: str, function: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do what a user asked: one service function in one unit of work, again in a new one if it collided."""
        try:
            return self._once(actor, function, *args, **kwargs)
        except Collided:
            return self._once(actor, function, *args, **kwargs)

    def _once(
        self, actor: str, function: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        with self.write(actor) as work:
            return function(work, *args, **kwargs)

    def rehearse(
        self, actor: str, function: Callable[Concatenate[UnitOfWork, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """What would come of it: done as by `run`, in a unit of work that nobody ever commits."""
        with explained(), Session(self._writing) as session:
            return function(UnitOfWork(session, actor, self.clock), *args, **kwargs)

    def close(self) -> None:
        """Let go of every connection."""
        self.names.close()
        self.engine.dispose()
