"""Compiling ahead is done once for each code, ends when nobody wants it, and is not remembered where it failed."""

import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from domain import children
from domain.optimising.running import warming
from domain.optimising.running.warming import compile_ahead, is_compiled
from tests.domain.optimising.running.days import PROGRAM, searching
from tests.support.silence import LogWatch

PLACES = """
from domain.optimising.kernel.chance import fraction
from domain.optimising.running.warming import FOLDERS
print(fraction.stats.cache_path)
print(FOLDERS[0])
"""
LOGGER = "domain.optimising.running.share"


def wanted() -> bool:
    return True


def unwanted() -> bool:
    return False


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The first one cannot be written: it would lie in a file."""
    (tmp_path / "file").touch()
    return tmp_path / "file" / "inside", tmp_path / "user"


#: With a child that needs not be compiled.
ahead = partial(compile_ahead, program=PROGRAM, engines=("inserting",))


def test_it_is_done_once_and_another_code_again(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_compiled(folders)
    assert ahead(wanted, folders)
    assert is_compiled(folders)
    assert not list(searching())
    assert compile_ahead(unwanted, folders, "tests.no_such_program")
    (tmp_path / "other.py").write_text("x = 1\n")
    monkeypatch.setattr(warming, "SOURCE", tmp_path)
    assert not is_compiled(folders)


def test_machine_code_goes_where_the_compiler_is_told_and_so_does_the_mark(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", PLACES],
        env=children.environment(NUMBA_CACHE_DIR=str(tmp_path)),
        capture_output=True,
        text=True,
        check=True,
    )
    code, mark = told.stdout.split("\n", 1)
    assert Path(code).parent == tmp_path
    assert Path(mark.strip()) == tmp_path


def test_it_ends_when_nobody_wants_it(folders: tuple[Path, Path]) -> None:
    assert not ahead(unwanted, folders)
    assert not is_compiled(folders)
    assert not list(searching())


def test_where_it_fails_it_is_tried_again_next_time(folders: tuple[Path, Path], expected_logs: LogWatch) -> None:
    expected_logs.expect(LOGGER, "came to nothing: died")
    assert not compile_ahead(wanted, folders, "tests.no_such_program")
    assert not is_compiled(folders)


def test_where_nothing_can_be_remembered_it_is_done_all_the_same(folders: tuple[Path, Path]) -> None:
    assert not ahead(wanted, folders[:1])
