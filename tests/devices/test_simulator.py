"""The fleet: believable machines, failures that develop, and a process that publishes over a real broker."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.client import Client
from devices.connection import Settings
from devices.dialects.dialect import Outgoing
from devices.link import Link, LinkState
from devices.messages import Received
from devices.simulator.__main__ import main
from devices.simulator.hearing import Hearing
from devices.simulator.kinds import EFFECTS, METRICS, Failure, Kind, failures_of
from devices.simulator.machine import Machine
from devices.simulator.plan import Command, parse_command, read_fleet
from devices.simulator.troubles import Troubles
from domain.errors import Refusal
from tests.devices.conftest import Mosquitto
from tests.devices.test_client import Line

AT = 1_764_000_000.0
DAY = 86_400

ALARMS: dict[Kind, dict[str, tuple[str, float]]] = {
    Kind.CHILLER: {"supply_temperature": (">", 12)},
    Kind.LIFT: {"motor_temperature": (">", 80), "door_cycle_time": (">", 5), "vibration": (">", 4.5)},
    Kind.COMPRESSOR: {"discharge_pressure": ("<", 6.2), "oil_temperature": (">", 95), "vibration": (">", 7.1)},
    Kind.PUMP: {"flow": ("<", 25), "bearing_temperature": (">", 80), "vibration": (">", 4.5)},
    Kind.UPS: {"battery_charge": ("<", 60), "load": (">", 90), "battery_temperature": (">", 40)},
    Kind.OVEN: {"chamber_temperature": (">", 230), "exhaust_temperature": (">", 140)},
}


def alarms(kind: Kind, values: dict[str, float]) -> set[str]:
    found = set()
    for metric, (side, limit) in ALARMS[kind].items():
        if (values[metric] > limit) if side == ">" else (values[metric] < limit):
            found.add(metric)
    return found


@pytest.mark.parametrize("kind", Kind)
def test_a_healthy_machine_stays_within_its_limits_all_day(kind: Kind) -> None:
    for seed in range(5):
        machine = Machine("m", kind, seed)
        assert not any(alarms(kind, machine.values(AT + second)) for second in range(0, DAY, 120))


@pytest.mark.parametrize(("kind", "failure"), [(kind, failure) for kind in Kind for failure in EFFECTS[kind]], ids=str)
def test_a_failure_develops_and_raises_an_alarm_before_its_ramp_is_over(kind: Kind, failure: Failure) -> None:
    machine = Machine("m", kind, 1)
    machine.fail(failure, AT, ramp=15)
    assert not alarms(kind, machine.values(AT + 1))
    assert alarms(kind, machine.values(AT + 14))
    machine.heal(AT + 30)
    assert not alarms(kind, machine.values(AT + 36))
    assert machine.failure is None


def test_the_five_kinds_of_failure_all_occur() -> None:
    assert {failure for kind in Kind for failure in failures_of(kind)} == set(Failure)


def test_the_same_seed_behaves_the_same_and_another_differently() -> None:
    def run(seed: int) -> list[dict[str, float]]:
        machine = Machine("m", Kind.PUMP, seed)
        return [machine.values(AT + second) for second in range(50)]

    assert run(1) == run(1)
    assert run(1) != run(2)


def test_a_machine_works_harder_by_day() -> None:
    machine = Machine("m", Kind.UPS, 3)
    loads = [machine.load(AT + hour * 3600) for hour in range(24)]
    assert max(loads) > min(loads) + 0.4
    assert all(0 <= load <= 1 for load in loads)


def test_something_is_always_going_on_and_nearly_all_is_well() -> None:
    machines = [Machine(f"m{n}", list(Kind)[n % 6], 1) for n in range(400)]
    troubles = Troubles(machines, 1, every=5, lasts=90, ramp=15)
    failing = []
    for second in range(600):
        troubles.go_on(AT + second)
        failing.append(sum(machine.severity(AT + second) > 0 for machine in machines))
    assert max(failing) < 0.05 * len(machines)
    assert min(failing[10:]) >= 1


def test_without_troubles_nothing_fails() -> None:
    troubles = Troubles([Machine("m", Kind.LIFT, 1)], 1, every=0, lasts=1, ramp=1)
    assert not any(troubles.go_on(AT + second) for second in range(100))


def test_commands_are_read_and_anything_else_is_refused_with_the_form() -> None:
    assert parse_command("fail ch-1 cooling\n") == Command("ch-1", Failure.COOLING)
    assert parse_command("heal ch-1") == Command("ch-1", None)
    assert parse_command(" \n") is None
    with pytest.raises(Refusal, match="fail DEVICE KIND"):
        parse_command("fail ch-1 gravity")


@pytest.mark.parametrize(
    "content", [None, b"", b"{}", b"[]", b'[{"device": "a", "kind": "rocket"}]', b'[{"device": "a/b", "kind": "ups"}]']
)
def test_a_bad_fleet_is_refused_with_one_sentence(
    content: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fleet = tmp_path / "fleet.json"
    if content is not None:
        fleet.write_bytes(content)
    with pytest.raises(Refusal):
        read_fleet(fleet)
    assert main(["--broker", "mqtt://127.0.0.1:1", "--fleet", str(fleet)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def fleet_file(folder: Path) -> Path:
    path = folder / "fleet.json"
    members = [{"device": f"{kind.value}-{n}", "kind": kind.value} for kind in Kind for n in range(3)]
    path.write_text(json.dumps(members))
    return path


def test_a_running_fleet_publishes_fails_goes_silent_and_is_healed(
    mosquitto: Mosquitto, tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    with Line(mosquitto.address, window=60_000) as line:
        words = ["--broker", mosquitto.url, "--fleet", str(fleet_file(tmp_path)), "--rate", "180"]
        words += ["--every", "0", "--ramp", "1", "--attached"]
        process = subprocess.Popen(
            [sys.executable, "-m", "devices.simulator", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None

        def last(device: str, channel: str = "telemetry") -> dict[str, object]:
            topic = f"callout/v1/{device}/{channel}"
            found = [message.payload for message in list(line.messages) if message.topic == topic]
            return dict(json.loads(found[-1])) if found else {}

        def supply() -> float:
            values = last("chiller-0").get("values")
            return float(values["supply_temperature"]) if isinstance(values, dict) else 0.0

        wait_until(lambda: 5 < supply() < 9)
        wait_until(lambda: last("pump-1", "status") == {"online": True})
        process.stdin.write("fail chiller-0 cooling\nfail pump-1 silence\n")
        process.stdin.flush()
        wait_until(lambda: supply() > 12)
        wait_until(lambda: last("pump-1", "status") == {"online": False})
        process.stdin.write("heal chiller-0\nheal pump-1\n")
        process.stdin.flush()
        wait_until(lambda: 0 < supply() < 9)
        wait_until(lambda: last("pump-1", "status") == {"online": True})
        told, _ = process.communicate()
        counts = json.loads(told)
        telemetry = sum(message.topic.endswith("telemetry") for message in line.messages)
        assert process.returncode == 0
        assert counts["messages_published"] == telemetry
        assert (
            counts["readings_published"]
            == 3 * telemetry
            == sum(
                len(METRICS[Kind(message.topic.split("/")[2].partition("-")[0])])
                for message in line.messages
                if message.topic.endswith("telemetry")
            )
        )
        assert (counts["failures"], counts["unconfirmed"]) == (2, 0)


def test_a_fleet_without_broker_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--broker", "mqtt://127.0.0.1:1", "--fleet", str(fleet_file(tmp_path))]) == 1
    assert "cannot be reached" in capsys.readouterr().err


def test_a_machine_that_is_told_to_restart_answers_and_is_well_again(
    mosquitto: Mosquitto, wait_until: Callable[..., None]
) -> None:
    obeyed: list[Command] = []
    heard: list[Received] = []
    links: list[Link] = []
    asker = Client(
        Settings(mosquitto.address, "asker", ("callout/v1/+/reply",)),
        heard.append,
        notice=links.append,
        credentials=lambda: None,
    )
    hearing = Hearing(mosquitto.address, None, ["chiller-0"], obeyed.append)
    asker.start()
    hearing.start()
    try:
        wait_until(lambda: {asker.link.state, hearing.link.state} == {LinkState.CONNECTED})
        asked: list[tuple[str, str, dict[str, object]]] = [
            ("stranger", "restart", {}),
            ("chiller-0", "restart", {}),
            ("chiller-0", "dance", {}),
            ("chiller-0", "stop", {}),
            ("chiller-0", "set_point", {}),
            ("chiller-0", "set_point", {"value": 9.5}),
        ]
        for device, command, values in asked:
            told = json.dumps({"id": f"{device} {command}", "command": command, "values": values}).encode()
            asker.publish((Outgoing(f"callout/v1/{device}/command", told, 1),))
        asker.publish((Outgoing("callout/v1/chiller-0/command", b"nonsense", 1),))
        wait_until(lambda: len(heard) == 5)
    finally:
        hearing.stop()
        asker.stop()
    replies = [json.loads(message.payload) for message in heard]
    assert [(reply["id"], reply["status"]) for reply in replies] == [
        ("chiller-0 restart", "succeeded"),
        ("chiller-0 dance", "failed"),
        ("chiller-0 stop", "succeeded"),
        ("chiller-0 set_point", "failed"),
        ("chiller-0 set_point", "succeeded"),
    ]
    assert obeyed == [
        Command("chiller-0", None),
        Command("chiller-0", Failure.SILENCE),
        Command("chiller-0", None, 9.5),
    ]


def test_a_chiller_cools_to_its_set_point() -> None:
    machine = Machine("chiller-0", Kind.CHILLER, 1)
    before = machine.values(0.0)
    machine.cool_to(17.0)
    after = machine.values(0.0)
    assert after["supply_temperature"] - before["supply_temperature"] == pytest.approx(10, abs=1)
    assert after["compressor_current"] == pytest.approx(before["compressor_current"], abs=5)
