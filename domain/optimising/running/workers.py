"""The children that are ready: kept between searches, because starting one takes about a second."""

from threading import Lock

from domain.optimising.running.worker import PROGRAM, Worker


class Workers:
    """Hands out children and takes them back; used from several threads."""

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program
        self._lock = Lock()
        self._idle: list[Worker] = []
        self._closed = False

    def take(self) -> Worker:
        """One that waits, or a new one; raises OSError where none can be started."""
        while True:
            with self._lock:
                worker = self._idle.pop() if self._idle else None
            if worker is None:
                return Worker(self._program)
            if worker.alive:
                return worker
            worker.close()

    def give_back(self, worker: Worker) -> None:
        """It has answered and waits for the next problem."""
        with self._lock:
            if not self._closed:
                self._idle.append(worker)
                return
        worker.close()

    def close(self) -> None:
        """End all that wait, and those that come back from now on."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.close()
