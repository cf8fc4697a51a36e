"""Settings: command line before environment before file, and sentences for what is wrong."""

from pathlib import Path

import pytest

from domain.errors import Unavailable
from domain.settings import load


def test_the_command_line_wins_then_the_environment_then_the_file(tmp_path: Path) -> None:
    (tmp_path / "callout.toml").write_text(
        'broker = "mqtt://file"\ndatabase = "sqlite:///file.db"\nlog_level = "info"\n'
    )
    environment = {"CALLOUT_BROKER": "mqtt://environment", "CALLOUT_DATABASE": "sqlite:///environment.db"}
    found = load({"profile": str(tmp_path), "broker": "mqtt://words"}, environment)
    assert found.broker == "mqtt://words"
    assert found.database == "sqlite:///environment.db"
    assert found.log_level == "INFO"


def test_without_any_word_the_profile_holds_the_database(tmp_path: Path) -> None:
    found = load({"profile": str(tmp_path / "new")}, {})
    assert found.database == f"sqlite:///{(tmp_path / 'new' / 'callout.db').as_posix()}"
    assert found.broker is None
    assert (tmp_path / "new").is_dir()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("broker = ", "cannot be read"),
        ('brocker = "mqtt://x"', "unknown settings: brocker"),
        ("broker = 5", "must be text in quotes"),
        ('log_level = "loud"', "not a log level"),
    ],
)
def test_a_file_that_is_wrong_is_told_in_a_sentence(tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "callout.toml").write_text(content)
    with pytest.raises(Unavailable, match=words):
        load({"profile": str(tmp_path)}, {})


def test_a_profile_that_cannot_be_written_to_is_told_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="--profile"):
        load({"profile": str(tmp_path / "file" / "below")}, {})


def test_a_folder_for_files_can_be_shared(tmp_path: Path) -> None:
    assert load({"profile": str(tmp_path)}, {}).files is None
    (tmp_path / "callout.toml").write_text(f'files = "{(tmp_path / "share").as_posix()}"\n')
    assert load({"profile": str(tmp_path)}, {}).files == tmp_path / "share"
