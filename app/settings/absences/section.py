"""The section of absences."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from app.settings.absences.source import SOURCE, approve_row, refuse_row
from app.settings.section import Deed, Section
from app.shared.chips import Chip
from app.shared.columns import Column
from app.shared.fields import ChoiceField, MomentField, TextField
from app.shared.kit import Kit
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.workforce.absence_queries import AbsenceRow
from domain.workforce.time_model import AbsenceKind, AbsenceStatus

TONES = {AbsenceStatus.ASKED: "major", AbsenceStatus.APPROVED: "good", AbsenceStatus.REFUSED: "neutral"}


def absences_section(kit: Kit) -> Section[AbsenceRow]:
    return Section(
        key="absences",
        title=tr("Absences"),
        icon="sun",
        new_title=tr("New absence"),
        hint=tr("Who is away when. One that is approved takes working time away; one asked for is shown on the board."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("kind", tr("Kind"), lambda row: row.draft.kind.label, width=90, muted=True),
            Column("start", tr("From"), partial(_start, kit), sort=lambda row: row.draft.start, width=110),
            Column("finish", tr("Until"), partial(_finish, kit), sort=lambda row: row.draft.finish, width=110),
            Column("status", tr("State"), lambda row: row.status.label, width=96, chip=_chip, tip=partial(_tip, kit)),
        ),
        fields=(
            SearchChoiceField("technician_id", tr("Who")),
            ChoiceField("kind", tr("Kind"), [(kind, kind.label) for kind in AbsenceKind]),
            MomentField("start", tr("From")),
            MomentField("finish", tr("Until")),
            TextField("note", tr("Note")),
        ),
        values=partial(_values, kit),
        name=lambda row: row.name,
        deeds=(
            Deed("absence_approve", tr("Approve"), "Ctrl+Shift+A", "check", approve_row, _can_approve),
            Deed("absence_refuse", tr("Refuse"), "Ctrl+Shift+D", "ban", refuse_row, _can_refuse),
        ),
        form_share=45,
        least={"finish": 480, "kind": 400},
    )


def _start(kit: Kit, row: AbsenceRow) -> str:
    start, _ = _local(row)
    return kit.times.plain_day(start.date()) if _whole_days(row) else kit.times.short(row.draft.start)


def _finish(kit: Kit, row: AbsenceRow) -> str:
    """Of whole days the last one: whoever is away until midnight works the next day."""
    _, finish = _local(row)
    return (
        kit.times.plain_day(finish.date() - timedelta(days=1))
        if _whole_days(row)
        else kit.times.short(row.draft.finish)
    )


def _whole_days(row: AbsenceRow) -> bool:
    return all(moment.time() == time(0) for moment in _local(row))


def _local(row: AbsenceRow) -> tuple[datetime, datetime]:
    """From when to when, by the clock of the technician."""
    zone = ZoneInfo(row.timezone)
    return row.draft.start.astimezone(zone), row.draft.finish.astimezone(zone)


def _chip(row: AbsenceRow) -> Chip | None:
    return Chip(row.status.label, TONES[row.status], soft=True)


def _tip(kit: Kit, row: AbsenceRow) -> str:
    if row.decided_at is None:
        return row.status.label
    return tr(
        "{status} by {name}, {when}", status=row.status.label, name=row.decided_by, when=kit.times.full(row.decided_at)
    )


def _can_approve(row: AbsenceRow) -> bool:
    return row.status is not AbsenceStatus.APPROVED


def _can_refuse(row: AbsenceRow) -> bool:
    return row.status is not AbsenceStatus.REFUSED


def _values(kit: Kit, row: AbsenceRow | None, _beside: AbsenceRow | None) -> Mapping[str, Any]:
    if row is None:
        morning = _tomorrow(kit)
        return {
            "technician_id": None,
            "kind": AbsenceKind.VACATION,
            "start": morning,
            "finish": morning + timedelta(days=1),
            "note": "",
        }
    draft = row.draft
    return {
        "technician_id": draft.technician_id,
        "kind": draft.kind,
        "start": draft.start,
        "finish": draft.finish,
        "note": draft.note,
    }


def _tomorrow(kit: Kit) -> datetime:
    today = kit.times.local(kit.times.now()).replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=1)
