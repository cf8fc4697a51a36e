"""Several things at the same time, and what went wrong with them."""

import threading
from collections.abc import Callable


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
