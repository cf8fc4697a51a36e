"""What a back-test says would have followed is what follows when the same is lived, with the business store."""

from typing import Any

import pytest

from devices.backtest.aftermath import Assumed
from domain.monitoring.definitions.condition import Above
from domain.monitoring.definitions.definition import Definition, Level
from domain.monitoring.definitions.measure import Measure
from domain.monitoring.model import Grouping
from domain.monitoring.plans.plan import (
    Awaited,
    CloseOrder,
    During,
    Escalate,
    Mail,
    Notify,
    Only,
    OpenOrder,
    SendCommand,
    Until,
    Wait,
)
from domain.words import Severity
from tests.devices.backtest.days import METRIC, WARM, Day
from tests.devices.backtest.lived import Lived

TELL = Notify(text="Look")
AT_SITE: dict[str, Any] = {"grouping": Grouping.SITE}
BY_PARENT: dict[str, Any] = {"grouping": Grouping.PARENT}
STORM: dict[str, Any] = {"storm_limit": 2, "storm_seconds": 3600}
NO_ORDER: dict[str, Any] = {"opens_order": False}
HEAVY = Definition(WARM.when, levels=(Level(Severity.CRITICAL, Above(Measure(METRIC), 25.0, 1.0)),), reopens=3600.0)

DAYS = {
    "one alert opens one order": Day([(0, 30, 60)]),
    "a rule without orders": Day([(0, 30, 60)], NO_ORDER),
    "a second alert joins it while it is open": Day([(0, 30, 60), (0, 90, 120)]),
    "and opens another one once it is closed": Day([(0, 30, 60), (0, 400, 420)]),
    "what failed is mended": Day([(0, 30, 60), (0, 90, 120)], troubles=[(0, 75)]),
    "others each have their own": Day([(0, 30, 60), (1, 30, 60), (2, 45, 90)]),
    "those of a site are one trouble": Day([(0, 30, 90), (1, 40, 120), (2, 45, 60), (3, 200, 220)], AT_SITE),
    "the next one takes over": Day([(0, 30, 60), (1, 40, 120), (2, 45, 150), (1, 130, 140)], AT_SITE),
    "a part stands under its whole": Day([(0, 30, 90), (4, 40, 120), (1, 45, 60)], BY_PARENT),
    "a storm": Day([(0, 30, 120), (1, 35, 120), (2, 40, 120), (3, 45, 150), (4, 300, 320)], STORM),
    "a storm after its head": Day([(0, 30, 50), (1, 35, 60), (2, 40, 90), (3, 70, 100), (0, 75, 100)], STORM),
    "maintenance": Day([(0, 30, 60), (0, 90, 200), (4, 110, 180), (1, 90, 95)], maintenance=[(0, 80, 150)]),
    "over before maintenance is": Day([(0, 90, 100)], maintenance=[(0, 80, 150)]),
    "opened again": Day([(0, 30, 60), (0, 90, 120), (0, 300, 310)], definition=HEAVY),
    "a plan tells and opens": Day([(0, 30, 60), (1, 40, 60)], plan=(TELL, OpenOrder(), CloseOrder())),
    "a plan joins the order of the asset": Day([(0, 30, 60), (0, 90, 100)], plan=(OpenOrder(), TELL)),
    "a plan joins the order of people": Day(
        [(0, 60, 90), (0, 200, 220), (1, 60, 90)], people=[(0, 30, 150)], plan=(OpenOrder(), CloseOrder())
    ),
    "people open theirs beside it": Day([(0, 30, 60), (0, 90, 120)], people=[(0, 70, 200)], plan=(OpenOrder(),)),
    "a rule has its own beside that": Day([(0, 60, 90)], people=[(0, 30, 150)]),
    "or opens one each time": Day([(0, 30, 60), (0, 90, 100)], plan=(OpenOrder(attach=False),)),
    "nobody acknowledges": Day(
        [(0, 30, 120), (1, 30, 40)],
        plan=(Wait(until=Until.ACKNOWLEDGED, seconds=1200, then="end"), Escalate(minutes=15), OpenOrder()),
    ),
    "somebody does": Day(
        [(0, 30, 120), (1, 30, 40)],
        AT_SITE,
        plan=(Wait(until=Until.ACKNOWLEDGED, seconds=1800, then="end"), OpenOrder()),
        assumed=Assumed(acknowledged_after=10, open_hours=4),
    ),
    "a command helps": Day(
        [(0, 30, 45)],
        plan=(SendCommand(command="restart", awaited=Awaited.CLEARED, seconds=1800, then="end"), OpenOrder()),
    ),
    "it does not": Day(
        [(0, 30, 120)],
        plan=(SendCommand(command="restart", seconds=600, then="end"), OpenOrder()),
        assumed=Assumed(replies=False, open_hours=4),
    ),
    "nobody answers": Day(
        [(0, 30, 120)],
        plan=(SendCommand(command="restart", seconds=600, then="end"), OpenOrder()),
        assumed=Assumed(replies=None, open_hours=4),
    ),
    "what nobody could get": Day([(0, 30, 60)], plan=(Mail(technician=True, otherwise="told"), TELL, Notify(
        name="told", text="No mail", only=Only(during=During.ALWAYS)))),
    "only what is heavy": Day(
        [(0, 30, 120), (1, 30, 60)],
        {"severity": Severity.WARNING},
        definition=HEAVY,
        plan=(Wait(seconds=1800), OpenOrder(only=Only(severity=Severity.CRITICAL)), TELL),
        hottest={50: 30.0, 55: 30.0, 60: 30.0, 65: 30.0},
    ),
    "an order that another alert needs": Day(
        [(0, 30, 60), (0, 90, 200), (0, 250, 260)], plan=(OpenOrder(), CloseOrder()), definition=WARM
    ),
    "a plan at a site": Day(
        [(0, 30, 60), (1, 40, 120), (2, 130, 150)], AT_SITE, plan=(Wait(seconds=600), OpenOrder(), CloseOrder())
    ),
}  # fmt: skip


@pytest.mark.parametrize("day", DAYS.values(), ids=DAYS.keys())
def test_a_back_test_says_what_is_lived(sqlite_url: str, day: Day) -> None:
    lived = Lived(sqlite_url, day)
    try:
        assert lived.live() == lived.tried()
    finally:
        lived.close()


@pytest.mark.parametrize("name", ["the next one takes over", "maintenance", "nobody acknowledges"])
def test_it_does_on_both_databases(database_url: str, name: str) -> None:
    lived = Lived(database_url, DAYS[name])
    try:
        assert lived.live() == lived.tried()
    finally:
        lived.close()
