"""`callout import`: what it says, and how it ends."""

from pathlib import Path

import pytest

from main import main


def told(capsys: pytest.CaptureFixture[str], profile: Path, *words: str) -> tuple[int, str, str]:
    status = main(["import", *words, "--profile", str(profile)])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_rows_are_entered_or_each_wrong_one_is_told_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("number,name,country\nC-1,Dairy,DE\nC-1,Twin,DE\n,Far,XX\n", encoding="utf-8")
    status, out, err = told(capsys, tmp_path, "customers", str(file))
    assert (status, out) == (1, "")
    assert err.splitlines() == [
        "line 3, number: There is a customer C-1 already.",
        "line 4, country: A country is two letters, such as DE.",
        "callout: nothing was entered; mend these rows, or leave them out with --skip-bad.",
    ]
    status, out, err = told(capsys, tmp_path, "customers", str(file), "--skip-bad")
    assert (status, out) == (0, "1 row entered\n")
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize(("kind", "file"), [("dreams", "x.csv"), ("customers", "x.csv"), ("customers", "x.txt")])
def test_a_wrong_word_or_file_ends_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, file: str
) -> None:
    status, out, err = told(capsys, tmp_path, kind, str(tmp_path / file))
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
