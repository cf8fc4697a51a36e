"""The words of the command line: exit statuses, and sentences instead of tracebacks."""

import importlib
from pathlib import Path

import pytest

from main import main


def test_wrong_words_end_with_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["dance"])
    assert ended.value.code == 2
    assert "dance" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "--database", "mysql://host/db"], "SQLite or PostgreSQL"),
        (["listen"], "no broker to listen to"),
        (["listen", "--broker", "http://host"], "mqtt://host:port"),
        (["listen", "--broker", "mqtt://user:secret@host"], "must not hold a user or password"),
        (["bench", "dancing"], "no benchmark"),
        (["check", "--log-level", "loud"], "not a log level"),
        (["backup", "somewhere"], "nothing to back up"),
    ],
)
def test_what_cannot_be_done_ends_with_status_1_and_one_sentence(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main([*words, "--profile", str(tmp_path)])
    told = capsys.readouterr()
    assert status == 1
    assert said in told.err + told.out
    assert "Traceback" not in told.err
    assert len(told.err.splitlines()) <= 1


def test_check_names_everything_it_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--profile", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines] == [
        "profile",
        "database",
        "telemetry",
        "files",
        "broker",
        "listeners",
        "routing",
        "mail",
        "clock",
        "disk",
        "fonts",
    ]


def test_check_only_looks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--profile", str(tmp_path)]) == 0
    assert "is not there yet" in capsys.readouterr().out
    assert list(tmp_path.glob("*.db")) == []


def test_a_number_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", "--seconds", "abc"])
    assert ended.value.code == 2
    assert "“abc” is not a whole number" in capsys.readouterr().err


def test_check_tells_a_broker_that_does_not_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--profile", str(tmp_path), "--broker", "mqtt://127.0.0.1:9"]) == 1
    assert "NOT OK  broker" in capsys.readouterr().out


def test_a_library_that_the_system_lacks_is_named_with_what_brings_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lacking(_module: str) -> None:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(importlib, "import_module", lacking)
    assert main(["desk", "--profile", str(tmp_path)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "libEGL.so.1" in line
    assert "apt install libgl1" in line
