"""Several things at the same time, and what went wrong with them."""

import threading
import time
from collections.abc import Callable

from sqlalchemy import text

from domain.store.store import Store

WAIT_SECONDS = 15.0
_WAITING = text("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")


def in_threads(*jobs: Callable[[], object]) -> list[BaseException]:
    """Run the jobs at the same time, each in a thread of its own; returns what they raised."""
    errors: list[BaseException] = []
    start = threading.Barrier(len(jobs))

    def guarded(job: Callable[[], object]) -> None:
        start.wait()
        try:
            job()
        except BaseException as error:  # noqa: BLE001  # told to the test
            errors.append(error)

    threads = [threading.Thread(target=guarded, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def wait_for_lock(store: Store) -> None:
    """Return as soon as somebody on that PostgreSQL database waits for what another one holds."""
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        with store.read() as session:
            if session.scalar(_WAITING):
                return
        assert time.monotonic() < deadline, "nobody waits for a lock"
