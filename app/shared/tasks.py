"""The one door between the window and everything slow: work off the GUI thread, its result on it."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal, Slot

T = TypeVar("T")

log = logging.getLogger(__name__)

#: So many searches and the like at once; more of them wait for each other.
MOST_LASTING = 8
#: After what Qt paints by itself, which has a priority of -1.
AFTER_PAINTING = Qt.EventPriority.LowEventPriority.value - 1


@dataclass(eq=False)
class Job:
    """One piece of work under way; `drop()` when its result is no longer wanted."""

    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    owner: QObject | None
    lasting: bool = False
    dropped: bool = False
    result: Any = None
    error: Exception | None = None

    def drop(self) -> None:
        self.dropped = True

    def wanted(self) -> bool:
        """Whether somebody is still there to take the result."""
        return not self.dropped and (self.owner is None or shiboken6.isValid(self.owner))

    def perform(self) -> None:
        """Do the work, on whatever thread this is."""
        try:
            self.result = self.work()
        except Exception as error:  # noqa: BLE001 - it is handed to `failed` or shown as a notice
            self.error = error


class Tasks(QObject):
    """Runs work on a few threads and delivers on the thread that this object lives on.

    Work begins after the window has shown what led to it: painting beside a thread that computes takes twice as long.
    What is lasting, mostly waiting for a child, has threads of its own, so that however much of it is under way in
    however many windows, nobody who only reads something waits for its end.
    """

    failed = Signal(object)
    """The exception of a work for which nobody gave a `failed` of their own."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None, *, threads: int = 4) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(threads, thread_name_prefix="console-task")
        self._lasting = ThreadPoolExecutor(MOST_LASTING, thread_name_prefix="console-lasting")
        self._open = True
        self._under_way: set[Job] = set()
        self._to_start: list[Job] = []
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        owner: QObject | None = None,
        lasting: bool = False,
    ) -> Job:
        """Call `work` elsewhere, then `done(result)` or `failed(error)` here; what is `lasting` takes many seconds.

        Nothing is delivered for an `owner` that is gone; left out, it is the object whose method `done` is.
        """
        job = Job(work, done, failed, owner or _owner_of(done), lasting)
        if self._open:
            self._under_way.add(job)
            self._start(job)
        return job

    def forget(self, owner: QObject) -> None:
        """Deliver nothing more to `owner`."""
        for job in self._under_way:
            if job.owner is owner:
                job.drop()

    def close(self) -> None:
        """Take no more work, wait for what was asked for, deliver none of it."""
        self._start_all()
        self._open = False
        for executor in (self._executor, self._lasting):
            executor.shutdown(wait=True)
        self._under_way.clear()

    @property
    def busy(self) -> bool:
        """Whether any result is still to come."""
        return bool(self._under_way)

    @property
    def open(self) -> bool:
        """Whether work is still wanted; what takes long asks now and then, from any thread, and stops by itself."""
        return self._open

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.User:
            self._start_all()
            return True
        return super().event(event)

    def _start(self, job: Job) -> None:
        self._to_start.append(job)
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), AFTER_PAINTING)

    def _start_all(self) -> None:
        jobs, self._to_start = self._to_start, []
        for job in jobs:
            if job.dropped:
                self._under_way.discard(job)
            else:
                executor = self._lasting if job.lasting else self._executor
                executor.submit(job.perform).add_done_callback(_Announce(self, job))

    def announce(self, job: Job) -> None:
        """Say from any thread that `job` has returned."""
        self._finished.emit(job)

    @Slot(object)
    def _deliver(self, job: Job) -> None:
        self._under_way.discard(job)
        if not self._open or not job.wanted():
            return
        if job.error is None:
            job.done(job.result)
        elif job.failed is not None:
            job.failed(job.error)
        else:
            log.info("work failed", exc_info=job.error)
            self.failed.emit(job.error)


class InlineTasks(Tasks):
    """The twin for tests: everything happens at once, on the calling thread."""

    def _start(self, job: Job) -> None:
        job.perform()
        self._deliver(job)


class Latest:
    """Runs one kind of work of which only the newest result counts, such as a search while typing."""

    def __init__(self, tasks: Tasks, owner: QObject | None = None) -> None:
        self._tasks = tasks
        self._owner = owner
        self._job: Job | None = None

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        self.drop()
        self._job = self._tasks.run(work, done, failed, owner=self._owner)

    def drop(self) -> None:
        """Forget what is under way."""
        if self._job is not None:
            self._job.drop()


class _Announce:
    """Tells the window's thread after the work function has returned, and only if it was not cancelled."""

    def __init__(self, tasks: Tasks, job: Job) -> None:
        self._tasks = tasks
        self._job = job

    def __call__(self, future: Future[None]) -> None:
        if not future.cancelled():
            self._tasks.announce(self._job)


def _owner_of(done: Callable[..., None]) -> QObject | None:
    owner = getattr(done, "__self__", None)
    return owner if isinstance(owner, QObject) else None
