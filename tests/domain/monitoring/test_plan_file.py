"""Plans travel as files of JSON, and files that are none are refused with a sentence."""

import pytest

from domain.errors import Refusal
from domain.monitoring.plan_file import LARGEST, file_of, read, steps_of, written
from domain.monitoring.plans.plan import Notify, Office, Only, OpenOrder, SendCommand, Steps
from domain.monitoring.plans.wording import Names

HERE = Names({1: "Office"}, {2: "Repair"}, {3: "Gold"}, {4: "F-gas"}, {5: "A-1 Fan motor"})
THERE = Names({11: "Office"}, {12: "Repair"}, {13: "Gold"}, {14: "F-gas"}, {15: "A-1 Fan motor"})
ORDER = OpenOrder(order_type_id=2, skill_ids=(4,), article_ids=(5,), sla_id=3, calendar_id=1, name="order")
STEPS: Steps = (
    SendCommand(command="reset", values={"delay": 5.0}, otherwise="order"),
    Notify(text="Look", only=Only(office=Office.WITHIN, calendar_id=1)),
    ORDER,
)
FILE = written(file_of("Night", STEPS, HERE))


def test_a_plan_that_is_written_reads_the_same() -> None:
    assert steps_of(read(FILE), HERE) == (STEPS, ())
    assert read(FILE).name == "Night"
    assert b"_id" not in FILE


def test_it_means_the_same_names_in_another_company() -> None:
    steps, missing = steps_of(read(FILE), THERE)
    order = steps[2]
    assert isinstance(order, OpenOrder)
    assert (order.order_type_id, order.skill_ids, order.article_ids) == (12, (14,), (15,))
    assert (order.sla_id, order.calendar_id, steps[1].only.calendar_id, missing) == (13, 11, 11, ())


def test_what_nobody_has_here_is_left_out_and_told() -> None:
    steps, missing = steps_of(read(FILE), Names())
    assert steps[2] == OpenOrder(name="order")
    assert missing == ("Office", "Repair", "Gold", "F-gas", "A-1 Fan motor")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read"),
        (b"{", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"[" * 200_000, "no plan|cannot be read"),
        (b"[]", r"look at \$"),
        (b"{}", r"look at \$"),
        (FILE.replace(b'"notify"', b'"shout"'), r"look at \$\[1\]"),
        (FILE.replace(b'"text"', b'"words"'), r"look at \$.steps\[1\].words"),
        (FILE.replace(b'"Look"', b'" "'), "Say what the desk is told"),
        (FILE.replace(b'"name": "order"', b'"name": "orders"'), "no step called “order”"),
        (FILE.replace(b'"F-gas"', b'["F-gas"]'), "no plan as it is exported"),
        (FILE.replace(b'"Gold"', b'{"name": "Gold"}'), "no plan as it is exported"),
        (FILE.replace(b'"Gold"', b"3"), "no plan as it is exported"),
        (FILE.replace(b'"sla"', b'"sla_id"').replace(b'"Gold"', b"3"), r"look at \$.steps\[2\].sla_id"),
        (b" " * (LARGEST + 1), "too large"),
    ],
)
def test_a_file_that_is_no_plan_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        read(content)
