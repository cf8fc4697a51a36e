"""The columns of the files on an order."""

from app.shared.columns import RIGHT
from app.shared.table import Column
from app.shared.times import Times
from domain.language import tr
from domain.orders.attachments import AttachmentRow

KILO = 1024


def file_columns(times: Times) -> tuple[Column[AttachmentRow], ...]:
    """What it is, how large, since when, by whom."""
    return (
        Column("name", tr("Name"), lambda row: row.name, width=180, stretch=True, tip=lambda row: row.name),
        Column("kind", tr("Kind"), lambda row: row.kind.label, width=86, muted=True),
        Column(
            "size",
            tr("Size"),
            lambda row: size_words(row.size, times),
            sort=lambda row: row.size,
            align=RIGHT,
            width=78,
        ),
        Column(
            "added",
            tr("Added"),
            lambda row: f"{times.short(row.added)} {row.added_by}",
            sort=lambda row: row.added,
            tip=lambda row: times.full(row.added),
            width=140,
            muted=True,
            ticking=True,
        ),
    )


def size_words(size: int, times: Times) -> str:
    """How large a file is, in the unit that keeps the number short."""
    if size < KILO:
        return tr("{size} B", size=size)
    if size < KILO * KILO:
        return tr("{size} kB", size=times.number(size / KILO))
    return tr("{size} MB", size=times.number(size / KILO / KILO, 1))
