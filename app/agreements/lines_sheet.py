"""The columns of the sheet of an agreement's lines."""

from app.shared.columns import RIGHT
from app.shared.days import short_day
from app.shared.sheet_column import Input, SheetColumn
from app.shared.times import Times
from domain.agreements.detail import LineDetail
from domain.catalogue.model import LineKind
from domain.language import tr

#: The columns that give way, and the pixels below which they do.
LEAST = {"kind": 460, "unit": 560, "starts_on": 640, "ends_on": 640, "article_id": 740, "note": 940}


def sheet_columns(times: Times) -> tuple[SheetColumn[LineDetail], ...]:
    """What is promised, for what, how much, from when until when."""
    return (*_what(), *_how_much(times), *_when())


def kind_choices() -> list[tuple[LineKind, str]]:
    """The kinds with their words."""
    return [(kind, kind.label) for kind in LineKind]


def is_over(row: LineDetail) -> bool:
    """Whether no further order comes from a line."""
    return row.stopped or row.ended_by_id is not None


def may_edit(row: LineDetail, _name: str) -> bool:
    """What an amendment has ended stays readable as it was."""
    return row.ended_by_id is None


def _what() -> tuple[SheetColumn[LineDetail], ...]:
    return (
        SheetColumn(
            "text",
            tr("Service"),
            lambda row: row.draft.text,
            Input.TEXT,
            new=True,
            hint=tr("A further service…"),
            stretch=True,
            width=160,
            tip=_whole,
        ),
        SheetColumn(
            "article_id",
            tr("Article"),
            lambda row: row.article,
            Input.SEARCH,
            new=True,
            hint=tr("Article…"),
            width=90,
        ),
        SheetColumn("kind", tr("Kind"), lambda row: row.draft.kind.label, Input.CHOICE, _kind, width=72),
        SheetColumn("asset_id", tr("Asset"), _asset, Input.CHOICE, lambda row: row.draft.asset_id, width=130),
    )


def _how_much(times: Times) -> tuple[SheetColumn[LineDetail], ...]:
    def quantity(row: LineDetail) -> str:
        value = float(row.draft.quantity)
        return times.number(value, 0 if value == int(value) else 2)

    return (
        SheetColumn("quantity", tr("Quantity"), quantity, Input.NUMBER, align=RIGHT, width=76),
        SheetColumn("unit", tr("Unit"), lambda row: row.draft.unit, Input.TEXT, width=56),
    )


def _when() -> tuple[SheetColumn[LineDetail], ...]:
    return (
        SheetColumn("starts_on", tr("From"), lambda row: short_day(row.draft.starts_on), Input.TEXT, width=96),
        SheetColumn("ends_on", tr("Until"), lambda row: short_day(row.draft.ends_on), Input.TEXT, width=96),
        SheetColumn("note", tr("Note"), lambda row: row.draft.note, Input.TEXT, width=140, muted=True, tip=_whole),
    )


def _kind(row: LineDetail) -> LineKind:
    return row.draft.kind


def _asset(row: LineDetail) -> str:
    return row.asset or tr("all assets")


def _whole(row: LineDetail) -> str:
    return "\n".join(part for part in (row.draft.text, row.draft.note) if part)
