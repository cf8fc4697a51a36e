"""Under which agreement an asset stands on a day, and what of the work on it is covered."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.agreements.validity import covering
from domain.orders.cover_queries import KindCover, cover_for_asset


@dataclass(frozen=True, slots=True)
class AssetCover:
    """The agreement that names the asset, if there is one; `kinds` tells warranty, too."""

    agreement_id: int | None
    agreement: str
    kinds: tuple[KindCover, ...]


def asset_cover(session: Session, asset_id: int, on: date) -> AssetCover:
    """What covers an asset on a day."""
    line = covering(session, asset_id, on)
    agreement = None if line is None else session.get(Agreement, line.agreement_id)
    kinds = cover_for_asset(session, asset_id, on)
    if agreement is None:
        return AssetCover(None, "", kinds)
    return AssetCover(agreement.id, f"{agreement.number}  {agreement.name}", kinds)
