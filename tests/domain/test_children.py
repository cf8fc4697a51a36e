"""A child runs our code, from wherever it is started and whatever lies there."""

import subprocess
from pathlib import Path

import pytest

from domain import children


@pytest.mark.parametrize("module", ["main", "devices.simulator"])
def test_a_child_is_ours_though_the_working_directory_has_modules_of_the_same_name(
    module: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stranger in ("main.py", "devices.py", "domain.py", "argparse.py"):
        (tmp_path / stranger).write_text("raise SystemExit('a stranger')\n")
    monkeypatch.chdir(tmp_path)
    told = subprocess.run(
        children.command(module, "--help"),
        env=children.environment(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert "--broker" in told.stdout or "demo" in told.stdout


def test_what_the_child_is_to_know_goes_beside_what_we_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CALLOUT_LANGUAGE", "en")
    monkeypatch.setenv("CALLOUT_PROFILE", "here")
    known = children.environment(CALLOUT_LANGUAGE="de")
    assert (known["CALLOUT_LANGUAGE"], known["CALLOUT_PROFILE"]) == ("de", "here")
