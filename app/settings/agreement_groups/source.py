"""Groups of agreements, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.agreements.group_queries import AgreementGroupRow, agreement_groups, offered_slas
from domain.agreements.group_service import change_group, create_group, delete_group
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork


def read(session: Session) -> Loaded[AgreementGroupRow]:
    rows, offered = agreement_groups(session), dict(offered_slas(session))
    kept = {row.sla_id: row.sla for row in rows if row.sla_id is not None}
    return Loaded(rows, {"sla_id": [(None, tr("that of the customer")), *(kept | offered).items()]})


def save(work: UnitOfWork, before: AgreementGroupRow | None, values: Mapping[str, Any]) -> int:
    if before is None:
        return create_group(work, values["name"], values["sla_id"])
    change_group(work, before.id, before.version, values["name"], values["sla_id"])
    return before.id


def remove(work: UnitOfWork, row: AgreementGroupRow) -> None:
    delete_group(work, row.id)


SOURCE = Source(("agreement group", "agreement", "sla"), read, save, remove)
