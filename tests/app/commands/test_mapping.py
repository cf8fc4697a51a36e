"""`callout mapping`: from a file into the store and back, and tried on messages."""

from pathlib import Path

import pytest

from domain.monitoring.mappings.definition import Described, MappedMetric, MappingDefinition
from domain.monitoring.mappings.exchange import read, write
from main import main

PRESSES = Described(
    "presses",
    MappingDefinition("plant/{device}/state", ("device",), metrics=(MappedMetric("t", "oil", given="°F", unit="°C"),)),
)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "presses.json"
    path.write_bytes(write(PRESSES))
    return str(path)


def said(capsys: pytest.CaptureFixture[str], status: int, *words: str) -> str:
    assert main(["mapping", *words]) == status
    out, error = capsys.readouterr()
    return out if status == 0 else error


def test_a_mapping_is_tried_on_messages(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "in order" in said(capsys, 0, "check", file)
    lines = said(capsys, 0, "check", file, "plant/p1/state", '{"t": 212}', '{"t": "hot"}').splitlines()
    assert lines == ["mapping:presses/p1  oil = 100 °C", "Rejected: “t” is no number: “hot”."]


def test_a_mapping_is_taken_in_and_written_out(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    profile = ("--profile", str(tmp_path / "profile"))
    assert "switched off" in said(capsys, 0, "import", file, *profile)
    assert "already a mapping" in said(capsys, 1, "import", file, *profile)
    assert read(said(capsys, 0, "export", "presses", *profile).encode()) == PRESSES
    out = tmp_path / "out.json"
    said(capsys, 0, "export", "presses", str(out), *profile)
    assert read(out.read_bytes()) == PRESSES
    assert "no mapping “other”" in said(capsys, 1, "export", "other", *profile)


def test_what_is_no_mapping_is_said(tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"{")
    assert "not JSON" in said(capsys, 1, "check", str(bad))
    assert "cannot be read" in said(capsys, 1, "check", str(tmp_path / "none.json"))
    assert "at least one message" in said(capsys, 1, "check", file, "plant/p1/state")
