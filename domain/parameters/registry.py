"""Every parameter: its name, its kind, what it is without being set, and which values are refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from domain.language import tr
from domain.parameters.accounts import ACCOUNTS
from domain.parameters.dialects import DialectName
from domain.parameters.placement_rules import PLACEMENT_RULES, Kind, Strictness
from domain.words import ReversalRule, RoundingIn


class ValueKind(StrEnum):
    """What a value is, and so how it is entered."""

    SWITCH = "switch"
    TEXT = "text"
    PARAGRAPH = "paragraph"
    CODE = "code"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DAY = "day"
    CHOICE = "choice"
    CALENDAR = "calendar"
    SET = "set"
    ACCOUNTS = "accounts"
    STRICTNESS = "strictness"
    COLOURS = "colours"


class StageRule(StrEnum):
    """When the stage of an order changes without being changed by somebody."""

    PLACED = "placed"
    STARTED = "started"
    REMOVED = "removed"
    FINISHED = "finished"

    @property
    def label(self) -> str:
        """The sentence on screen."""
        return {
            StageRule.PLACED: tr("An order that is put on the board becomes planned."),
            StageRule.STARTED: tr("An order whose first booking has started is in progress."),
            StageRule.REMOVED: tr("An order that is taken off the board is new again."),
            StageRule.FINISHED: tr("An order whose bookings are all done is done."),
        }[self]


class RoutingKind(StrEnum):
    """What is asked how long ways on the road take."""

    OFF = "off"
    OSRM = "osrm"
    VALHALLA = "valhalla"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            RoutingKind.OFF: tr("None: reckoned from the distance"),
            RoutingKind.OSRM: "OSRM",
            RoutingKind.VALHALLA: "Valhalla",
        }[self]


@dataclass(frozen=True, slots=True)
class Parameters:
    """What holds at present for the whole service centre."""

    centre_name: str = "Callout"
    centre_address: str = ""
    centre_contact: str = ""
    paper_footer: str = ""
    home_country: str = "DE"
    currency: str = "EUR"
    tax_percent: Decimal = Decimal(19)
    payment_days: int = 14
    sign_off_required: bool = False
    breach_reason_required: bool = False
    stop_reason_required: bool = True
    cancel_reason_required: bool = False
    stage_rules: frozenset[StageRule] = frozenset(StageRule)
    late_minutes: int = 15
    placement_rules: Mapping[Kind, Strictness] = field(default_factory=lambda: dict(PLACEMENT_RULES))
    override_reason_required: bool = True
    tell_again_minutes: int = 0
    visit_days_ahead: int = 30
    visit_calendar_id: int | None = None
    agreement_warn_days: int = 30
    accrue_by_day: bool = False
    accrual_rounding: RoundingIn = RoundingIn.FIRST
    accrual_reversal: ReversalRule = ReversalRule.INVOICE_DATE
    books_closed_until: date | None = None
    road_factor: Decimal = Decimal("1.3")
    access_minutes: int = 3
    speed_near: int = 25
    speed_middle: int = 45
    speed_far: int = 70
    travel_learned: bool = True
    travel_percent_near: int = 100
    travel_percent_middle: int = 100
    travel_percent_far: int = 100
    routing_kind: RoutingKind = RoutingKind.OFF
    routing_url: str = ""
    colours: Mapping[str, str] = field(default_factory=dict)
    dialects: frozenset[DialectName] = frozenset(DialectName)
    sparkplug_strict: bool = False
    sparkplug_host: str = ""
    accounts: Mapping[str, str] = field(default_factory=lambda: dict(ACCOUNTS))

    def account(self, kind: str, side: str, entry: str) -> str:
        """The account for a kind of line ("hour"), "cost" or "revenue", "debit" or "credit"."""
        return self.accounts[f"{kind}.{side}.{entry}"]

    def subscription_account(self, use: str) -> str:
        """The account of subscriptions for "customer", "revenue", "accrued_revenue" or "wip"."""
        return self.accounts[f"subscription.{use}"]

    def is_closed(self, day: date) -> bool:
        """Whether the books of a day are closed."""
        return self.books_closed_until is not None and day <= self.books_closed_until


KINDS: Mapping[str, ValueKind] = {
    "centre_name": ValueKind.TEXT,
    "centre_address": ValueKind.PARAGRAPH,
    "centre_contact": ValueKind.PARAGRAPH,
    "paper_footer": ValueKind.PARAGRAPH,
    "home_country": ValueKind.CODE,
    "currency": ValueKind.CODE,
    "tax_percent": ValueKind.DECIMAL,
    "payment_days": ValueKind.WHOLE,
    "sign_off_required": ValueKind.SWITCH,
    "breach_reason_required": ValueKind.SWITCH,
    "stop_reason_required": ValueKind.SWITCH,
    "cancel_reason_required": ValueKind.SWITCH,
    "stage_rules": ValueKind.SET,
    "late_minutes": ValueKind.WHOLE,
    "placement_rules": ValueKind.STRICTNESS,
    "override_reason_required": ValueKind.SWITCH,
    "tell_again_minutes": ValueKind.WHOLE,
    "visit_days_ahead": ValueKind.WHOLE,
    "visit_calendar_id": ValueKind.CALENDAR,
    "agreement_warn_days": ValueKind.WHOLE,
    "accrue_by_day": ValueKind.SWITCH,
    "accrual_rounding": ValueKind.CHOICE,
    "accrual_reversal": ValueKind.CHOICE,
    "books_closed_until": ValueKind.DAY,
    "road_factor": ValueKind.DECIMAL,
    "access_minutes": ValueKind.WHOLE,
    "speed_near": ValueKind.WHOLE,
    "speed_middle": ValueKind.WHOLE,
    "speed_far": ValueKind.WHOLE,
    "travel_learned": ValueKind.SWITCH,
    "travel_percent_near": ValueKind.WHOLE,
    "travel_percent_middle": ValueKind.WHOLE,
    "travel_percent_far": ValueKind.WHOLE,
    "routing_kind": ValueKind.CHOICE,
    "routing_url": ValueKind.TEXT,
    "colours": ValueKind.COLOURS,
    "dialects": ValueKind.SET,
    "sparkplug_strict": ValueKind.SWITCH,
    "sparkplug_host": ValueKind.TEXT,
    "accounts": ValueKind.ACCOUNTS,
}
"""All names, in the order in which they are shown."""

PATTERNS: Mapping[str, re.Pattern[str]] = {
    "home_country": re.compile(r"[A-Z]{2}"),
    "currency": re.compile(r"[A-Z]{3}"),
}
LIMITS: Mapping[str, tuple[int, int]] = {
    "tax_percent": (0, 100),
    "payment_days": (0, 365),
    "late_minutes": (0, 1440),
    "tell_again_minutes": (0, 1440),
    "visit_days_ahead": (0, 3660),
    "agreement_warn_days": (0, 365),
    "road_factor": (1, 3),
    "access_minutes": (0, 60),
    "speed_near": (1, 200),
    "speed_middle": (1, 200),
    "speed_far": (1, 200),
    "travel_percent_near": (30, 400),
    "travel_percent_middle": (30, 400),
    "travel_percent_far": (30, 400),
}
SETS: Mapping[str, type[StageRule] | type[DialectName]] = {"stage_rules": StageRule, "dialects": DialectName}
"""What can be chosen, any number of it."""

CHOICES: Mapping[str, type[RoundingIn] | type[ReversalRule] | type[RoutingKind]] = {
    "accrual_rounding": RoundingIn,
    "accrual_reversal": ReversalRule,
    "routing_kind": RoutingKind,
}


def label(name: str) -> str:
    """What a parameter is called on screen."""
    return {
        "centre_name": tr("Name of the service centre"),
        "centre_address": tr("Its address on papers"),
        "centre_contact": tr("Phone, e-mail and bank on papers"),
        "paper_footer": tr("Text at the foot of papers"),
        "home_country": tr("Home country"),
        "currency": tr("Currency"),
        "tax_percent": tr("Tax in percent"),
        "payment_days": tr("Days to pay an invoice"),
        "sign_off_required": tr("Orders must be signed off before they are posted"),
        "breach_reason_required": tr("A broken promise needs a reason"),
        "stop_reason_required": tr("Stopping the clock of an order needs a reason"),
        "cancel_reason_required": tr("Cancelling needs a reason"),
        "stage_rules": tr("Stages that change by themselves"),
        "late_minutes": tr("Minutes after which an arrival is late"),
        "placement_rules": tr("Rules of placing"),
        "override_reason_required": tr("Placing against a warning needs a reason"),
        "tell_again_minutes": tr("Technicians are told anew of a job moved by more minutes than"),
        "visit_days_ahead": tr("Days ahead for which orders of visits are made"),
        "visit_calendar_id": tr("Calendar for visits"),
        "agreement_warn_days": tr("Days before notice or end on which an agreement warns"),
        "accrue_by_day": tr("Revenue of fees is accrued by days, not by periods"),
        "accrual_rounding": tr("Where the rounding of accruals goes"),
        "accrual_reversal": tr("Accruals of a credited fee are taken back"),
        "books_closed_until": tr("Books are closed"),
        "road_factor": tr("Roads are longer than the straight line by the factor"),
        "access_minutes": tr("Minutes for getting into the car and finding the door"),
        "speed_near": tr("Speed on the first 5 km, in km/h"),
        "speed_middle": tr("Speed from 5 to 20 km, in km/h"),
        "speed_far": tr("Speed beyond 20 km, in km/h"),
        "travel_learned": tr("Own ways correct the estimate"),
        "travel_percent_near": tr("The part of ways up to 5 km takes, in percent of that"),
        "travel_percent_middle": tr("The part of ways from 5 to 20 km takes, in percent of that"),
        "travel_percent_far": tr("The part of ways beyond 20 km takes, in percent of that"),
        "routing_kind": tr("Service that knows the roads"),
        "routing_url": tr("Its address"),
        "colours": tr("Colours"),
        "dialects": tr("Formats in which devices may publish beside our own"),
        "sparkplug_strict": tr("Deviations from Sparkplug B are told among the rejected messages"),
        "sparkplug_host": tr("Name of this host for Sparkplug B; without one it does not say that it is there"),
        "accounts": tr("Accounts for postings"),
    }[name]
