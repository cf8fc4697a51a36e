"""How plans go on, as a table of cases, and that a restart at any moment changes nothing."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendars.hours import Hours, Window
from domain.monitoring.plans.plan import (
    AnyStep,
    Awaited,
    CloseOrder,
    Covered,
    During,
    Escalate,
    Mail,
    Notify,
    Office,
    Only,
    OpenOrder,
    SendCommand,
    Steps,
    Until,
    Wait,
    Webhook,
    decode,
    encode,
)
from domain.monitoring.plans.stepping import Act, End, Facts, How, Move, Next, Rest, Standing, next_of
from domain.words import Severity

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)  # a Friday
NIGHT = datetime(2026, 11, 20, 22, 0, tzinfo=UTC)
OFFICE = Hours("UTC", [Window(day, 8 * 60, 17 * 60) for day in range(5)])
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
DONE, SKIPPED, IN_VAIN = Move(1, How.DONE), Move(1, How.SKIPPED), Move(1, How.IN_VAIN)
TELL = Notify(text="Look")


def facts(now: datetime = NOON, severity: Severity = Severity.MAJOR, **more: object) -> Facts:
    return msgspec.structs.replace(Facts(now, severity, hours={1: OFFICE}), **more)


def minutes(count: float) -> datetime:
    return NOON + timedelta(minutes=count)


WITHIN = Only(office=Office.WITHIN, calendar_id=1)
OUTSIDE = Only(office=Office.OUTSIDE, calendar_id=1)
COMMAND = SendCommand(command="restart", seconds=60)
UNTIL_CLEAR = SendCommand(command="restart", seconds=60, awaited=Awaited.CLEARED)
ASIDE = SendCommand(command="restart", awaited=Awaited.NOTHING)
CASES: dict[str, tuple[AnyStep, bool, Facts, Next]] = {
    "a notice is given": (TELL, False, facts(), Act()),
    "and then done": (TELL, True, facts(), DONE),
    "not once the alert is clear": (TELL, False, facts(cleared=True), SKIPPED),
    "unless it is for that": (Notify(text="x", only=Only(during=During.CLEARED)), False, facts(cleared=True), Act()),
    "a cleared step does not come before": (
        Notify(text="x", only=Only(during=During.CLEARED)),
        False,
        facts(),
        SKIPPED,
    ),
    "only what is heavy enough": (Mail(only=Only(severity=Severity.CRITICAL)), False, facts(), SKIPPED),
    "the same is heavy enough": (Mail(only=Only(severity=Severity.MAJOR)), False, facts(), Act()),
    "only unacknowledged": (
        Webhook(url="https://a", only=Only(during=During.UNACKNOWLEDGED)),
        False,
        facts(acknowledged=True),
        SKIPPED,
    ),
    "within office hours": (Notify(text="x", only=WITHIN), False, facts(), Act()),
    "not at night": (Notify(text="x", only=WITHIN), False, facts(NIGHT), SKIPPED),
    "outside them": (Notify(text="x", only=OUTSIDE), False, facts(NIGHT), Act()),
    "covered by the warranty": (OpenOrder(only=Only(covered=Covered.BY_WARRANTY)), False, facts(warranty=True), Act()),
    "not by an agreement": (OpenOrder(only=Only(covered=Covered.BY_AGREEMENT)), False, facts(warranty=True), SKIPPED),
    "by either": (OpenOrder(only=Only(covered=Covered.BY_EITHER)), False, facts(agreement=True), Act()),
    "by nothing": (OpenOrder(only=Only(covered=Covered.NOT_AT_ALL)), False, facts(agreement=True), SKIPPED),
    "a time is waited for": (Wait(seconds=600), False, facts(minutes(9)), Rest(minutes(10))),
    "until it has passed": (Wait(seconds=600), False, facts(minutes(10)), DONE),
    "acknowledged in time": (Wait(until=Until.ACKNOWLEDGED, seconds=600), False, facts(acknowledged=True), DONE),
    "not acknowledged in time": (Wait(until=Until.ACKNOWLEDGED, seconds=600), False, facts(minutes(10)), IN_VAIN),
    "clear already": (Wait(until=Until.CLEARED, seconds=600), False, facts(cleared=True), DONE),
    "a command is sent": (COMMAND, False, facts(), Act()),
    "its reply awaited": (COMMAND, True, facts(), Rest(minutes(1))),
    "and come": (COMMAND, True, facts(replied=True), DONE),
    "it failed": (COMMAND, True, facts(replied=False), IN_VAIN),
    "no reply in time": (COMMAND, True, facts(minutes(1)), IN_VAIN),
    "a reply is not yet clear": (UNTIL_CLEAR, True, facts(replied=True), Rest(minutes(1))),
    "clear": (UNTIL_CLEAR, True, facts(cleared=True), DONE),
    "no reply is awaited": (ASIDE, True, facts(), DONE),
    "an order is opened": (OpenOrder(), False, facts(), Act()),
    "in office hours alone": (OpenOrder(calendar_id=1), False, facts(NIGHT), Rest(MONDAY)),
    "by day at once": (OpenOrder(calendar_id=1), False, facts(), Act()),
    "a calendar that is gone is no bar": (OpenOrder(calendar_id=7), False, facts(NIGHT), Act()),
    "not yet time to escalate": (Escalate(minutes=5), False, facts(), Rest(minutes(5))),
    "nobody acknowledged": (Escalate(minutes=5), False, facts(minutes(5)), Act()),
    "somebody did": (Escalate(minutes=5), False, facts(minutes(5), acknowledged=True), SKIPPED),
    "an order stays while there is trouble": (CloseOrder(), False, facts(minutes(99)), Rest(None)),
    "and is closed after it": (CloseOrder(), False, facts(cleared=True), Act()),
}


@pytest.mark.parametrize(("step", "acted", "given", "expected"), CASES.values(), ids=CASES)
def test_what_comes_next(step: AnyStep, acted: bool, given: Facts, expected: Next) -> None:
    assert next_of((step,), Standing(0, NOON, acted), given) == expected


def test_a_step_leads_to_the_one_it_names() -> None:
    steps: Steps = (
        Wait(until=Until.ACKNOWLEDGED, seconds=60, then="end", otherwise="loud"),
        TELL,
        Notify(name="loud", text="Nobody came"),
    )
    assert next_of(steps, Standing(0, NOON), facts(acknowledged=True)) == Move(3, How.DONE)
    assert next_of(steps, Standing(0, NOON), facts(minutes(1))) == Move(2, How.IN_VAIN)
    assert next_of(steps, Standing(3, NOON), facts()) == End()


def test_steps_are_stored_and_read_as_they_were() -> None:
    steps = tuple(step for step, *_ in CASES.values())
    assert decode(encode(steps)) == steps


STEPS = st.lists(st.sampled_from([step for step, *_ in CASES.values()]), min_size=1, max_size=6).map(tuple)
MOMENTS = st.lists(
    st.builds(
        facts,
        st.integers(0, 10_000).map(minutes),
        st.sampled_from(Severity),
        cleared=st.booleans(),
        acknowledged=st.booleans(),
        replied=st.sampled_from([None, True, False]),
        agreement=st.booleans(),
    ),
    max_size=12,
)


def run(steps: Steps, moments: list[Facts], looks: list[int]) -> list[int]:
    """The places of the steps that acted, when at each moment it is looked so often, each time after a restart."""
    standing = Standing(0, NOON)
    acted = []
    for seen, times in zip(moments, looks, strict=True):
        for _ in range(times):
            steps = decode(encode(steps))
            standing = msgspec.json.decode(msgspec.json.encode(standing), type=Standing)
            while not isinstance(found := next_of(steps, standing, seen), Rest | End):
                if isinstance(found, Act):
                    acted.append(standing.position)
                    standing = msgspec.structs.replace(standing, acted=True)
                else:
                    standing = Standing(found.to, seen.now)
    return acted


@given(STEPS, MOMENTS, st.data())
def test_looking_again_after_a_restart_does_nothing_twice(
    steps: Steps, moments: list[Facts], data: st.DataObject
) -> None:
    moments.sort(key=lambda given: given.now)
    looks = data.draw(st.lists(st.integers(1, 3), min_size=len(moments), max_size=len(moments)))
    acted = run(steps, moments, looks)
    assert acted == run(steps, moments, [1] * len(moments))
    assert acted == sorted(set(acted))
