"""What a test starts it ends: threads and child processes left behind fail it, by name."""

import threading
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest

GRACE_SECONDS = 3.0


@pytest.fixture(scope="session")
def lasting_processes() -> set[int]:
    """Ids of the processes that a fixture of the whole session keeps, and ends itself."""
    return set()


@pytest.fixture(autouse=True)
def no_leaked_threads() -> Iterator[None]:
    """Fails the test after which more Python threads run than before, after a short grace."""
    before = set(threading.enumerate())
    yield
    leaked = [thread for thread in _python_threads() if thread not in before]
    for thread in leaked:
        thread.join(GRACE_SECONDS)
    names = [thread.name for thread in leaked if thread.is_alive()]
    if names:
        pytest.fail(f"threads still run after the test: {', '.join(names)}", pytrace=False)


def _python_threads() -> list[threading.Thread]:
    """The threads that Python started; those Qt keeps for its own pool appear as dummies and never leave."""
    return [thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)]


@pytest.fixture(autouse=True)
def no_leaked_processes(lasting_processes: set[int]) -> Iterator[None]:
    """Fails the test that leaves a child process running, or ended but not waited for; ends it, too."""
    this = psutil.Process()
    before = set(this.children())
    yield
    leaked = [child for child in this.children() if child not in before and child.pid not in lasting_processes]
    leaked = [child for child in leaked if not _is_pythons_own(child)]
    told = [_describe(child) for child in leaked]
    for child in leaked:
        _end(child)
    if told:
        pytest.fail(f"child processes left behind by the test: {'; '.join(told)}", pytrace=False)


def _is_pythons_own(child: psutil.Process) -> bool:
    """Whether multiprocessing started it for the rest of the interpreter's life."""
    try:
        return any("multiprocessing.resource_tracker" in word for word in child.cmdline())
    except psutil.Error:
        return False


def _describe(child: psutil.Process) -> str:
    try:
        if child.status() == psutil.STATUS_ZOMBIE:
            return f"{child.name()} (pid {child.pid}, ended but not waited for)"
        # One that has only just begun has a name before it has words.
        return f"{' '.join(child.cmdline()) or child.name()} (pid {child.pid}, running)"
    except psutil.NoSuchProcess:
        return f"pid {child.pid}, ended meanwhile"


def _end(child: psutil.Process) -> None:
    """Kill the child and all below it, so that the next test starts clean."""
    try:
        family = [*child.children(recursive=True), child]
    except psutil.NoSuchProcess:
        return
    for process in family:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(family, timeout=GRACE_SECONDS)
