"""Groups of subscriptions, read and kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.settings.source import Loaded, Source
from domain.errors import Refusal
from domain.language import tr
from domain.store.unit_of_work import UnitOfWork
from domain.subscriptions.group_service import GroupDraft, change_group, create_group, delete_group
from domain.subscriptions.settings_queries import GroupRow, fee_articles, group_rows


def read(session: Session) -> Loaded[GroupRow]:
    rows, offered = group_rows(session), fee_articles(session)
    known = {key for key, _ in offered}
    kept = {row.article_id: row.article for row in rows if row.article_id not in known}
    return Loaded(rows, {"article_id": [*offered, *kept.items()]})


def save(work: UnitOfWork, before: GroupRow | None, values: Mapping[str, Any]) -> int:
    if values["article_id"] is None:
        raise Refusal(tr("Choose the article first."), field="article_id")
    draft = GroupDraft(values["name"], values["code"], values["article_id"], values["accrual_code"])
    if before is None:
        return create_group(work, draft)
    change_group(work, before.id, draft, before.version)
    return before.id


def remove(work: UnitOfWork, row: GroupRow) -> None:
    delete_group(work, row.id, row.version)


SOURCE = Source(("subscription group", "subscription", "article"), read, save, remove)
