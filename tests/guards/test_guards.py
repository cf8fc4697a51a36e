"""The guards of the test run, each shown to catch what it is there for."""

import os
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUARDS = ("tests.support.leaks", "tests.support.silence")


Run = Callable[..., pytest.RunResult]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the text of a test file in a process of its own, under this project's settings and guards."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT), prepend=os.pathsep)
    options = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(pytester.path)]

    def run_text(text: str, *more: str) -> pytest.RunResult:
        plugins = [word for guard in (*GUARDS, *more) for word in ("-p", guard)]
        file = pytester.makepyfile(dedent(text))
        return pytester.runpytest_subprocess(*options, *plugins, file)

    return run_text


def test_a_quiet_test_passes(run: Run) -> None:
    run("""
        import logging
        def test_quiet():
            logging.getLogger("devices").info("all is well")
    """).assert_outcomes(passed=1)


def test_an_unannounced_warning_in_the_log_fails(run: Run) -> None:
    result = run("""
        import logging
        def test_noisy():
            logging.getLogger("devices.client").warning("the broker is %s", "gone")
        def test_after_it(): pass
    """)
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*logged unexpectedly: WARNING devices.client: the broker is gone*"])


def test_an_announced_warning_passes_and_an_absent_one_fails(run: Run) -> None:
    result = run("""
        import logging
        def test_announced(expected_logs):
            expected_logs.expect("devices", "broker is gone$")
            logging.getLogger("devices.client").warning("the broker is gone")
        def test_tolerated(expected_logs):
            expected_logs.tolerate("devices", "may come")
        def test_absent(expected_logs):
            expected_logs.expect("devices", "never")
        def test_of_another_room(expected_logs):
            expected_logs.tolerate("dev", "gone")
            logging.getLogger("devices").warning("gone")
    """)
    result.assert_outcomes(passed=4, errors=2)
    result.stdout.fnmatch_lines(["*expected in the log, but absent: devices: never*"])
    result.stdout.fnmatch_lines(["*logged unexpectedly: WARNING devices: gone*"])


def test_a_leaked_thread_fails_by_name_and_blames_no_other_test(run: Run) -> None:
    result = run("""
        import threading
        import tests.support.leaks
        tests.support.leaks.GRACE_SECONDS = 0.1
        def test_leaky():
            threading.Thread(target=threading.Event().wait, name="intake-7", daemon=True).start()
        def test_after_it():
            thread = threading.Thread(target=int)
            thread.start()
            thread.join()
    """)
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*threads still run after the test: intake-7*"])


def test_an_unhandled_error_in_a_thread_fails(run: Run) -> None:
    result = run("""
        import threading
        def test_thread_dies():
            thread = threading.Thread(target=int, args=("seven",))
            thread.start()
            thread.join()
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*PytestUnhandledThreadExceptionWarning*"])


def test_an_error_that_python_can_raise_nowhere_fails(run: Run) -> None:
    result = run("""
        class Sore:
            def __del__(self):
                raise ValueError("too late")
        def test_unraisable():
            Sore()
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*PytestUnraisableExceptionWarning*"])


def test_a_child_left_running_fails_and_is_ended(run: Run) -> None:
    result = run("""
        import psutil, subprocess
        children = []
        def test_leaky():
            children.append(subprocess.Popen(["sleep", "600"]))
            while not psutil.Process(children[0].pid).cmdline():
                pass  # it has only just begun
        def test_after_it():
            assert not psutil.pid_exists(children[0].pid)
            children[0].wait()
    """)
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*child processes left behind by the test: sleep 600 (pid *, running)*"])


def test_a_child_that_ended_but_was_not_waited_for_fails(run: Run) -> None:
    result = run("""
        import os, subprocess
        children = []
        def test_leaky():
            child = subprocess.Popen(["true"])
            children.append(child)
            os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        def test_waited_for():
            children[0].wait()
            subprocess.run(["true"], check=True)
    """)
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*ended but not waited for*"])


def test_a_warning_of_qt_fails(run: Run) -> None:
    result = run("""
        from PySide6.QtCore import qWarning
        def test_qt_complains():
            qWarning("a timer cannot be started from here")
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*a timer cannot be started from here*"])


def test_an_error_in_a_slot_of_qt_fails(run: Run) -> None:
    result = run("""
        from PySide6.QtCore import QTimer
        def fail():
            raise ValueError("in a slot")
        def test_slot(qtbot):
            timer = QTimer()
            timer.timeout.connect(fail)
            with qtbot.waitSignal(timer.timeout):
                timer.start(0)
            timer.stop()
    """)
    result.assert_outcomes(failed=1)


def test_a_shown_window_is_no_reason_to_fail(run: Run) -> None:
    run("""
        from PySide6.QtWidgets import QWidget
        def test_window(qtbot):
            widget = QWidget()
            qtbot.addWidget(widget)
            widget.setMinimumSize(200, 200)
            widget.show()
            widget.raise_()
            qtbot.waitExposed(widget)
            widget.hide()
    """).assert_outcomes(passed=1)


def test_garbage_of_widgets_is_collected_on_the_main_thread_after_the_test(run: Run) -> None:
    text = """
        import gc, threading, weakref
        ended = []
        class Knot:
            def __init__(self):
                self.me = self
                weakref.finalize(self, lambda: ended.append(threading.current_thread()))
        def make_garbage():
            Knot()
            return [[] for _ in range(100_000)]
        def test_with_widgets(qapp):
            thread = threading.Thread(target=make_garbage)
            thread.start()
            thread.join()
            assert not gc.isenabled()
            assert ended == []
        def test_after_it():
            assert gc.isenabled()
            assert ended == [threading.main_thread()]
    """
    run(text, "tests.support.garbage").assert_outcomes(passed=2)


def test_a_missing_postgres_server_fails_with_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CALLOUT_SKIP_POSTGRES", raising=False)
    text = """
        import tests.support.postgres
        tests.support.postgres.find_programs = lambda: None
        def test_on_postgres(postgres_url): pass
    """
    result = run(text, "tests.support.postgres")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*server is not installed*apt-get install postgresql*"])
    monkeypatch.setenv("CALLOUT_SKIP_POSTGRES", "1")
    run(text, "tests.support.postgres").assert_outcomes(skipped=1)
