"""`callout import readings` and `troubles`: what is stored, how it is rolled up, and which lines are refused."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

import main
from domain.monitoring.model import Device, Metric
from domain.monitoring.telemetry import history, schema
from domain.monitoring.telemetry.store import Telemetry
from domain.monitoring.trouble_model import Trouble
from domain.store.store import Store
from tests.support.small_company import SmallCompany

RULES = Path(__file__).parents[3] / "docs" / "rules"


class Shop:
    """A store with a small company, and the words of the command line over it."""

    def __init__(self, database_url: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.url = database_url
        self.folder = folder
        self.store, self.telemetry = Store.open(database_url), Telemetry.open(database_url)
        self.company = self.store.run("setup", SmallCompany)
        self._capsys = capsys

    def take(self, kind: str, lines: str, *words: str) -> tuple[int, list[str], list[str]]:
        file = self.folder / "table.csv"
        file.write_text(lines, encoding="utf-8")
        status = main.main(["import", kind, str(file), "--database", self.url, *words])
        said = self._capsys.readouterr()
        return status, said.out.splitlines(), said.err.splitlines()

    def stored(self, device: str) -> list[tuple[str, int, float | str]]:
        c, s = schema.reading.c, schema.series.c
        statement = select(s.metric, c.at, c.value, c.text).join(schema.series, s.id == c.series_id)
        with self.telemetry.read() as connection:
            rows = connection.execute(statement.where(s.device == device).order_by(s.metric, c.at))
            return [(metric, at, text if value is None else value) for metric, at, value, text in rows]

    def close(self) -> None:
        self.store.close()
        self.telemetry.close()


@pytest.fixture
def shop(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Shop]:
    made = Shop(database_url, tmp_path, capsys)
    yield made
    made.close()


WIDE = "time,device,supply_temperature,flow (L/min),state\n2026-01-05T08:00:00,chiller-1,5.5,60,on\n"


def test_a_column_for_each_metric_becomes_readings_and_roll_ups(shop: Shop) -> None:
    status, said, _ = shop.take("readings", WIDE + "2026-01-05T08:00:30,A-00001,6.5,,nan\n")
    assert (status, said[0]) == (0, "4 readings entered")
    at = 1_767_600_000_000
    assert shop.stored("chiller-1") == [
        ("flow", at, 60.0),
        ("state", at, "on"),
        ("supply_temperature", at, 5.5),
        ("supply_temperature", at + 30_000, 6.5),
    ]
    day = 24 * 3_600_000
    with shop.telemetry.read() as connection:
        (point,) = history.curve(connection, "chiller-1", "supply_temperature", at - day, at + day, points=1)
    assert (point.minimum, point.maximum, point.mean, point.last) == (5.5, 6.5, 6.0, 6.5)
    with shop.store.read() as session:
        units = dict(session.execute(select(Metric.name, Metric.unit).where(Metric.device_id == 1)).all())
    assert units == {"supply_temperature": "°C", "flow": "L/min", "state": ""}


def test_the_same_file_again_changes_nothing(shop: Shop) -> None:
    shop.take("readings", WIDE)
    before = shop.stored("chiller-1")
    status, said, _ = shop.take("readings", WIDE)
    assert (status, said[:2]) == (0, ["0 readings entered", "3 were there before"])
    assert shop.stored("chiller-1") == before


def test_one_reading_a_line_may_be_in_another_unit_and_zone(shop: Shop) -> None:
    lines = "ts;asset;metric;value;unit\n2026-01-05 09:00;A-00001;supply_temperature;50;°F\n1767603600;chiller-1;x;1;\n"
    status, _, _ = shop.take("readings", lines, "--zone", "Europe/Berlin")
    assert status == 0
    assert shop.stored("chiller-1") == [
        ("supply_temperature", 1_767_600_000_000, pytest.approx(10.0)),
        ("x", 1_767_603_600_000, 1.0),
    ]


def test_errors_of_one_moment_are_one_text_and_an_asset_without_a_device_gets_one(shop: Shop) -> None:
    lines = "datetime,machineID,errorID\n2026-01-05,A-00002,error1\n2026-01-05,A-00002,error3\n"
    assert shop.take("readings", lines)[0] == 0
    assert [value for _, _, value in shop.stored("A-00002")] == ["error1, error3"]
    with shop.store.read() as session:
        device = session.scalars(select(Device).where(Device.key == "A-00002")).one()
        assert device.asset_id == shop.company.compressor.id
    with shop.telemetry.read() as connection:
        (presence,) = history.presences(connection)
    assert (presence.device, presence.online, presence.messages) == ("A-00002", False, 0)


def test_each_wrong_line_is_told_and_nothing_entered_unless_it_may_be_skipped(shop: Shop) -> None:
    lines = (
        WIDE + "soon,chiller-1,1,2,on\n2026-01-05,nobody,1,2,on\n2026-01-05,chiller-1\n2126-01-05,chiller-1,1,2,on\n"
    )
    status, said, errors = shop.take("readings", lines)
    assert (status, said) == (1, [])
    assert errors == [
        "line 3: “soon” is no time.",
        "line 4: There is no device or asset “nobody”.",
        "line 5: It has other columns than the first line.",
        "line 6: “2126-01-05” is still to come.",
        "callout: nothing was entered; mend these rows, or leave them out with --skip-bad.",
    ]
    assert not shop.stored("chiller-1")
    status, said, errors = shop.take("readings", lines, "--skip-bad")
    assert (status, said[0], len(errors)) == (0, "3 readings entered", 4)


@pytest.mark.parametrize(
    ("kind", "lines", "words", "sentence"),
    [
        ("readings", "a,b\n1,2\n", (), "has no columns of time and device"),
        ("readings", "", (), "has no columns of time and device"),
        ("readings", WIDE, ("--zone", "Mars/Base"), "There is no time zone “Mars/Base”"),
        (
            "readings",
            "time,device,supply_temperature [bar]\n2026-01-05,chiller-1,1\n",
            (),
            "“supply_temperature” of chiller-1 is in °C, not in bar.",
        ),
        ("troubles", "a,b\n1,2\n", (), "has no columns of time and device"),
        ("dreams", WIDE, (), "There is no list “dreams”"),
    ],
)
def test_what_cannot_be_meant_ends_with_one_sentence(
    shop: Shop, kind: str, lines: str, words: tuple[str, ...], sentence: str
) -> None:
    status, said, errors = shop.take(kind, lines, *words)
    assert (status, said, len(errors)) == (1, [], 1)
    assert sentence in errors[0]


def test_troubles_are_kept_once(shop: Shop) -> None:
    lines = "datetime,machineID,failure\n2026-01-05 06:00:00,A-00001,pump\n2026-01-06,chiller-1,\n"
    assert shop.take("troubles", lines)[:2] == (0, ["2 troubles entered"])
    assert shop.take("troubles", lines)[:2] == (0, ["0 troubles entered"])
    with shop.store.read() as session:
        found = session.execute(select(Trouble.asset_id, Trouble.kind, Trouble.source).order_by(Trouble.at))
        assert found.all() == [(1, "pump", "table.csv"), (1, "", "table.csv")]
    status, _, errors = shop.take("troubles", "time,asset\n2026-01-05,nobody\n")
    assert (status, errors[0]) == (1, "line 2: There is no device or asset “nobody”.")


def _figures(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main.main(["backtest", str(RULES / "machines.json"), "--orders", "--json", *words]) == 0
    return json.loads(capsys.readouterr().out)["files"]


def test_what_was_imported_gives_the_figures_of_the_files(
    sqlite_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Machines by the lists of docs/rules/machines, of which two drift, report their error and fail a day later."""
    tables = tmp_path / "tables"
    tables.mkdir()
    telemetry = ["datetime,machineID,volt,rotate,pressure,vibration"]
    for machine in (1, 2):
        for hour in range(240):
            volt = 195 if machine == 1 and 100 <= hour < 172 else 170
            speed = 350 if machine == 2 and 50 <= hour < 122 else 450
            day, of_day = divmod(hour, 24)
            telemetry.append(f"2026-01-{1 + day:02d} {of_day:02d}:00:00,{machine},{volt},{speed},100,40")
    errors = "datetime,machineID,errorID\n2026-01-07 04:00:00,1,error1\n2026-01-05 02:00:00,2,error2\n"
    (tables / "telemetry.csv").write_text("\n".join(telemetry))
    (tables / "errors.csv").write_text(errors + "2026-01-05 02:00:00,2,error3\n")
    (tables / "failures.csv").write_text("datetime,machineID,failure\n2026-01-08 04:00:00,1,comp1\n")
    for kind in ("customers", "sites", "assets"):
        assert main.main(["import", kind, str(RULES / "machines" / f"{kind}.csv"), "--database", sqlite_url]) == 0
    for kind, name in (("readings", "telemetry"), ("readings", "errors"), ("troubles", "failures")):
        assert main.main(["import", kind, str(tables / f"{name}.csv"), "--database", sqlite_url]) == 0
    capsys.readouterr()
    from_store = _figures(capsys, "--database", sqlite_url, "--assets", "1,2")
    from_files = _figures(capsys, "--data", str(tables))
    assert from_store == from_files
    (figures,) = from_files.values()
    assert (figures["all"]["alerts"], figures["all"]["hits"], figures["order_all"]["orders"]) == (2, 1, 2)


@pytest.mark.parametrize(
    ("table", "why"),
    [
        (f"time,device,{'m' * 121}\n2026-01-05,chiller-1,5\n", "line 1"),
        ("time,device,a\0b\n2026-01-05,chiller-1,5\n", "line 1"),
        ("time,device,t\n2026-01-05,chiller-1,1e308\n", "line 2"),
        ("time,device,t\n2026-01-05,chiller-1,o\0n\n", "line 2"),
        (f"time,device,t\n2026-01-05,chiller-1,{'x' * 1001}\n", "line 2"),
        (f"time,device,metric,value\n2026-01-05,chiller-1,{'m' * 121},5\n", "line 2"),
    ],
)
def test_what_no_store_takes_is_said_at_its_line(shop: Shop, table: str, why: str) -> None:
    status, said, wrong = shop.take("readings", table)
    assert status != 0
    assert why in " ".join((*said, *wrong))
    assert shop.stored("chiller-1") == []


def test_a_line_without_any_value_is_nothing_to_store(shop: Shop) -> None:
    status, said, _ = shop.take("readings", "time,device,t\n2026-01-05,chiller-1,\n")
    assert (status, said) == (0, ["0 readings entered"])
