"""Plans that cannot be meant are refused at the field."""

import pytest

from domain.errors import Refusal
from domain.monitoring.plans.checking import check
from domain.monitoring.plans.plan import (
    Escalate,
    Mail,
    Notify,
    Office,
    Only,
    OpenOrder,
    SendCommand,
    Steps,
    Wait,
    Webhook,
)

TELL = Notify(text="Look")
BAD: dict[str, tuple[Steps, str, str]] = {
    "nothing": ((), "steps", "1 to 50"),
    "too much": ((TELL,) * 51, "steps", "1 to 50"),
    "one name twice": ((Notify(name="a", text="x"), Notify(name="a", text="y")), "1.name", "already"),
    "a name that is taken": ((Notify(name="end", text="x"),), "0.name", "already"),
    "to nowhere": ((Notify(text="x", then="b"),), "0.then", "no step called “b”"),
    "a circle": ((Notify(name="a", text="x"), Wait(seconds=5, then="a")), "1.then", "leads back to step 1"),
    "a circle of failures": ((Notify(name="a", text="x"), TELL, Wait(seconds=5, otherwise="a")), "2.otherwise", "back"),
    "itself": ((Wait(name="a", seconds=5, then="a"),), "0.then", "leads back to step 1"),
    "no text": ((Notify(),), "0.text", "told"),
    "no receiver": ((TELL, Mail()), "1.to", "who gets"),
    "no address": ((Mail(to=("kim at home",)),), "0.to", "no address"),
    "a webhook to nowhere": ((Webhook(url="nowhere"),), "0.url", "no address of a web server"),
    "another protocol": ((Webhook(url="ftp://host/x"),), "0.url", "no address of a web server"),
    "a port that cannot be": ((Webhook(url="http://host:99999/x"),), "0.url", "no address of a web server"),
    "a password for all to see": ((Webhook(url="https://kim:secret@host/x"),), "0.url", "password"),
    "an unknown command": ((SendCommand(command="dance"),), "0.command", "No model has a command “dance”"),
    "work without end": ((OpenOrder(minutes=10**6),), "0.minutes", "14 days"),
    "a value that no model takes": ((SendCommand(command="restart", values={"delay": 5}),), "0.values.delay", "delay"),
    "no time": ((Wait(),), "0.seconds", "how long"),
    "a negative time": ((Wait(seconds=-1),), "0.seconds", "30 days"),
    "endless": ((Escalate(minutes=float("inf")),), "0.minutes", "30 days"),
    "no number": ((Escalate(minutes=float("nan")),), "0.minutes", "30 days"),
    "hours of no office": ((Notify(text="x", only=Only(office=Office.WITHIN)),), "0.calendar_id", "calendar"),
}


@pytest.mark.parametrize(("steps", "field", "words"), BAD.values(), ids=BAD)
def test_it_is_refused_at_the_field(steps: Steps, field: str, words: str) -> None:
    with pytest.raises(Refusal, match=words) as refused:
        check(steps, {"restart": [()]})
    assert refused.value.field == field


def test_a_good_plan_passes() -> None:
    check(
        (
            Notify(text="Look"),
            SendCommand(command="restart", otherwise="order"),
            Wait(seconds=60, then="end"),
            Notify(name="order", text="Nobody came"),
            Webhook(url="http://127.0.0.1:8080/hook"),
        ),
        {"restart": [()]},
    )
