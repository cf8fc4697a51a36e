"""Service intervals, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from app.shared.refusals import at_field
from domain.store.unit_of_work import UnitOfWork
from domain.visits.checks import check_rule
from domain.visits.interval import Interval
from domain.visits.interval_service import IntervalDraft, change_interval, create_interval, switch_interval
from domain.visits.queries import IntervalRow, intervals

#: The inputs of a rule on the screen, which has one field for all rules.
OF_A_RULE = ("every", "weekdays", "nth", "days", "last", "months")


def read(session: Session) -> Loaded[IntervalRow]:
    return Loaded(tuple(intervals(session)))


def interval_of(values: Mapping[str, Any]) -> Interval:
    """The interval that a form tells."""
    return Interval(
        include=values["include"],
        exclude=values["exclude"],
        breaks=values["breaks"],
        extra=tuple(sorted(values["extra"])),
        count=int(values["count"]) or None,
    )


def save(work: UnitOfWork, before: IntervalRow | None, values: Mapping[str, Any]) -> int:
    draft = IntervalDraft(values["name"], interval_of(values))
    with at_field("exclude"):
        for rule in draft.interval.exclude:
            check_rule(rule)
    with at_field("include", OF_A_RULE):
        interval_id = _kept(work, before, draft)
    switch_interval(work, interval_id, active=values["active"])
    return interval_id


def _kept(work: UnitOfWork, before: IntervalRow | None, draft: IntervalDraft) -> int:
    if before is None:
        return create_interval(work, draft)
    change_interval(work, before.id, draft, before.version)
    return before.id


SOURCE = Source(("service interval", "visit plan"), read, save)
