"""Which visits go by the meters of an asset, and when each is due next as its meter runs now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement, AgreementLine
from domain.meters.model import Meter
from domain.visits.lines import Scope, read_lines
from domain.visits.model import VisitPlan
from domain.visits.plan_lines import Existing, PlanLine


@dataclass(frozen=True, slots=True)
class MeterService:
    """A service that goes by a meter: when it is due next, whether it is ordered for that day, and why then."""

    meter_id: int
    agreement_id: int
    agreement: str
    line: str
    due: date | None
    ordered: bool
    why: str


def services_by_meter(session: Session, asset_id: int, today: date) -> list[MeterService]:
    """The services of an asset that go by one of its meters, what is due first before the others."""
    statement = (
        select(AgreementLine.id, VisitPlan.meter_id, AgreementLine.agreement_id, Agreement.number)
        .join(VisitPlan, VisitPlan.agreement_line_id == AgreementLine.id)
        .join(Agreement, Agreement.id == AgreementLine.agreement_id)
        .join(Meter, Meter.id == VisitPlan.meter_id)
        .where(Meter.asset_id == asset_id, ~AgreementLine.stopped)
    )
    wanted = {row.id: row for row in session.execute(statement)}
    found = []
    for agreement_id in sorted({row.agreement_id for row in wanted.values()}):
        for lines in read_lines(session, Scope(today, today, agreement_id)):
            found += [_service(line, wanted[line.line_id]) for line in lines if line.line_id in wanted]
    return sorted(found, key=_first_due)


def _service(line: PlanLine, row: Any) -> MeterService:
    ordered = min((due for due, state in line.existing.items() if state is Existing.OPEN), default=None)
    asked = line.asked
    due = ordered or (None if asked is None else asked.due)
    why = "" if asked is None else asked.why.words
    return MeterService(row.meter_id, row.agreement_id, row.number, line.text, due, ordered is not None, why)


def _first_due(service: MeterService) -> tuple[bool, date]:
    return service.due is None, service.due or date.max
