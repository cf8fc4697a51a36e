"""Folders of tables as readings of machines."""

from pathlib import Path

import pytest

from devices.backtest.scoring import Trial
from devices.backtest.tables import Folder
from devices.backtest.trials import read_trials, written
from devices.engine.building import From, Slot
from domain.errors import Refusal
from domain.monitoring import rule_file
from domain.monitoring.definitions.simple import above
from domain.monitoring.rule_file import RuleFile
from domain.words import Severity


def test_columns_become_metrics_and_texts_of_one_moment_one_text(tmp_path: Path) -> None:
    (tmp_path / "telemetry.csv").write_text("datetime,machineID,volt,age\n2026-01-01 00:00:00,7,1.5,\n")
    (tmp_path / "errors.csv").write_text(
        "datetime,machineID,errorID\n2026-01-01 01:00:00,7,error2\n2026-01-01 01:00:00,7,error3\n"
    )
    (tmp_path / "machines.csv").write_text("machineID,model\n7,model3\n")
    folder = Folder(tmp_path)
    assert folder.assets == ["7"]
    assert folder.readings("7", Slot("volt")).values.tolist() == [1.5]
    assert folder.readings("7", Slot("error")).words == ("error2, error3",)
    assert len(folder.readings("7", Slot("age"))) == 0
    assert len(folder.readings("7", Slot(None))) == 2


def test_sisters_are_the_other_machines(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("ts,device,a\n2026-01-01,x,1\n2026-01-01,y,2\n2026-01-02,z,3\n")
    sisters = Folder(tmp_path).readings("x", Slot("a", From.SISTERS))
    assert sisters.values.tolist() == [2, 3]
    assert sisters.sources is not None
    assert sisters.sources.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,b\n1,2\n", "There is no table with time and machine in"),
        ("time,machine,a\nyesterday,x,1\n", "t.csv, line 2: “yesterday” is no time."),
        ("time,machine,a\n2026-01-01,x,nan\n", "There are no readings of numbers in"),
        ("time,machine,a\n2026-01-01,x,\xff\n", "There are no readings of numbers in"),
        ("time,machine,a\n2026-01-01,x\n", "t.csv, line 2: It has other columns than the first line."),
    ],
)
def test_a_bad_table_is_refused_with_its_line(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "t.csv").write_text(text)
    with pytest.raises(Refusal, match=sentence):
        Folder(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(b"time,machine,a\n\xff\xfe,x,1\n")
    with pytest.raises(Refusal, match=r"t\.csv is not written in UTF-8"):
        Folder(tmp_path)


RULE = '{"when": {"type": "above", "measure": {"metric": "a"}, "limit": %s}}'


def test_a_file_holds_one_definition_or_several_rules(tmp_path: Path) -> None:
    single, several = tmp_path / "hot.json", tmp_path / "rules.json"
    single.write_text(RULE % 3)
    (trial,) = read_trials(single)
    assert (trial.name, trial.foretells) == ("hot", None)
    several.write_bytes(written([trial]))
    assert read_trials(several) == [trial]


def test_a_rule_as_it_was_exported_is_tried(tmp_path: Path) -> None:
    file = tmp_path / "exported.json"
    file.write_bytes(rule_file.written(RuleFile("Too hot", above("a", 3.0), Severity.WARNING)))
    assert read_trials(file) == [Trial("Too hot", above("a", 3.0))]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "holds no rule"),
        ("[1]", "holds no rule"),
        ('{"callout": "rule"}', "This is no rule as it is exported here"),
        ('{"when": {"type": "over"}}', "holds no rule"),
        (RULE % "1e999", "holds no rule|The limit must be a number"),
        ('{"when": {"type": "no_data", "silence": 0}}', "The rule “x”: Say after how long a silence"),
    ],
)
def test_a_bad_rule_is_refused_with_a_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text)
    with pytest.raises(Refusal, match=sentence):
        read_trials(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cannot be read"):
        read_trials(tmp_path / "none.json")
