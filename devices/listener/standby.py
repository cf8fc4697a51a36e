"""What one process at a time does for a database; the others stand by for the moment it is gone."""

import logging
import threading
from abc import ABC, abstractmethod

from domain.errors import Unavailable
from domain.store.journal import FactRow
from domain.store.store import Store
from domain.store.tail import JournalTail

log = logging.getLogger(__name__)

#: However much happens, it looks no more often.
BREATH_SECONDS = 0.1
RETRY_SECONDS = 2.0


class Standby(ABC):
    """A watch over one store, between `start` and `stop`; it takes a turn, and the next one when there is news."""

    def __init__(self, store: Store, name: str) -> None:
        self.watching = threading.Event()
        """Set while it is this one that watches, and everything was looked at once."""
        self._store = store
        self._name = name
        self._stop = threading.Event()
        self._news = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin to watch, or to stand by."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is at hand; one that was never started is left as it is."""
        self._stop.set()
        self._news.set()
        if self._thread.ident is not None:
            self._thread.join()

    @abstractmethod
    def begin(self) -> None:
        """It is this one that watches from now on."""

    @abstractmethod
    def learn(self, facts: tuple[FactRow, ...]) -> None:
        """Facts from the journal, in its thread."""

    @abstractmethod
    def turn(self) -> float:
        """Do what is due; returns for how many seconds there is nothing to do without news."""

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                with self._store.names.alone(self._name, self._stop) as held:
                    if held:
                        self._keep_watch()
            except Unavailable as error:
                log.warning("Nobody watches the %s for the moment: %s", self._name, error)
                self._stop.wait(RETRY_SECONDS)
            except Exception:  # a turn that stumbles must not end all that follow; another may take over meanwhile
                log.exception("The watch over the %s stumbled and begins anew", self._name)
                self._stop.wait(RETRY_SECONDS)

    def _keep_watch(self) -> None:
        tail = JournalTail(self._store, self.learn)
        try:
            self.begin()
            while not self._stop.is_set():
                self._news.clear()
                pause = self.turn()
                self.watching.set()
                self._news.wait(pause)
                self._stop.wait(BREATH_SECONDS)
        finally:
            self.watching.clear()
            tail.close()
