"""The parameters in groups, read and kept."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from app.shared.refusals import at_field
from domain.calendars.queries import calendars
from domain.errors import Refusal
from domain.language import tr
from domain.parameters.registry import Parameters, label
from domain.parameters.service import change
from domain.parameters.service import read as read_parameters
from domain.store.unit_of_work import UnitOfWork

GROUPS: tuple[tuple[str, ...], ...] = (
    ("centre_name", "centre_address", "centre_contact", "paper_footer", "home_country"),
    ("currency", "tax_percent", "payment_days"),
    ("sign_off_required", "breach_reason_required", "stop_reason_required", "cancel_reason_required"),
    ("stage_rules",),
    ("visit_days_ahead", "visit_calendar_id", "agreement_warn_days"),
    ("accrue_by_day", "accrual_rounding", "accrual_reversal", "books_closed_until"),
    (
        "road_factor",
        "access_minutes",
        "speed_near",
        "speed_middle",
        "speed_far",
        "travel_learned",
        "travel_percent_near",
        "travel_percent_middle",
        "travel_percent_far",
        "routing_kind",
        "routing_url",
    ),
    ("placement_rules", "override_reason_required", "tell_again_minutes"),
    ("accounts",),
    ("colours",),
    ("dialects", "sparkplug_strict", "sparkplug_host"),
)


@dataclass(frozen=True)
class ParameterGroup:
    """Parameters that belong together."""

    id: int
    title: str
    names: tuple[str, ...]
    values: Mapping[str, Any]

    @property
    def words(self) -> str:
        """What is in it."""
        return ", ".join(label(name) for name in self.names)


def read(session: Session) -> Loaded[ParameterGroup]:
    present = _values(read_parameters(session))
    named = [(calendar.id, calendar.name) for calendar in calendars(session)]
    titles = (
        tr("Service centre and papers"),
        tr("Money"),
        tr("Signatures and reasons"),
        tr("Stages that change by themselves"),
        tr("Agreements and visits"),
        tr("Fees and books"),
        tr("Travel"),
        tr("Rules of placing"),
        tr("Accounts for postings"),
        tr("Colours"),
        tr("Formats of devices"),
    )
    return Loaded(
        tuple(
            ParameterGroup(at, title, names, {name: present[name] for name in names})
            for at, (title, names) in enumerate(zip(titles, GROUPS, strict=True), 1)
        ),
        {"visit_calendar_id": [(None, tr("that of the default SLA")), *named]},
    )


def save(work: UnitOfWork, before: ParameterGroup | None, values: Mapping[str, Any]) -> int:
    if before is None:
        raise Refusal(tr("Parameters cannot be added."))
    for name in before.names:
        if values[name] != before.values[name]:
            with at_field(name):
                change(work, name, values[name])
    return before.id


def _values(parameters: Parameters) -> dict[str, Any]:
    return {**asdict(parameters), "stage_rules": parameters.stage_rules, "dialects": parameters.dialects}


SOURCE = Source(("parameter", "calendar"), read, save)
