"""The columns of agreements and of what is agreed in one."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from app.shared.chips import Chip
from app.shared.columns import RIGHT, Column
from app.shared.days import short_day
from app.shared.times import Times
from domain.agreements.detail import AmendmentRow, CoverDetail
from domain.agreements.listing import ListedAgreement
from domain.agreements.standing import Standing, State
from domain.language import tr
from domain.orders.cover_queries import CoverageRow

#: The columns of the list that give way, and the pixels below which they do.
LEAST = {"starts": 700, "ends": 620, "customer": 400, "group": 800}
TONES = {State.RUNNING: "good", State.NOTICE_DUE: "major", State.ENDING: "minor"}


@dataclass(frozen=True, slots=True)
class CoverLine:
    """Cover, with how much of its limit is used in the time that counts today, and whether it holds today."""

    cover: CoverDetail
    used: CoverageRow | None
    holds: bool = True

    @property
    def id(self) -> int:
        """That of the cover."""
        return self.cover.id


def cover_line(cover: CoverDetail, used: CoverageRow | None, today: date) -> CoverLine:
    """Cover as it stands on a day."""
    first, last = cover.draft.starts_on or date.min, cover.draft.ends_on or date.max
    return CoverLine(cover, used, first <= today <= last)


def standing_chip(
    standing: Standing | None, starts_on: date, ends_on: date | None, today: date, *, suspended: bool
) -> Chip:
    """Where an agreement stands, in a mark; without terms, its days alone say so."""
    if suspended:
        return Chip(tr("Suspended"), "major", soft=True)
    state = _by_days(starts_on, ends_on, today) if standing is None else standing.state
    return Chip(state.label, TONES.get(state, "neutral"), soft=True)


def agreement_columns(times: Times) -> tuple[Column[ListedAgreement], ...]:
    """The list; the database puts it in order."""
    return (
        Column("number", tr("Number"), lambda row: row.number, width=92, muted=True),
        Column("name", tr("Agreement"), lambda row: row.name, width=160, strong=True, stretch=True, tip=_whole),
        Column("customer", tr("Customer"), lambda row: row.customer or row.folder, width=150),
        Column("group", tr("Group"), lambda row: row.group, width=110, muted=True),
        Column("starts", tr("From"), lambda row: short_day(row.starts_on), sort=lambda row: row.starts_on, width=104),
        Column("ends", tr("Until"), _ends, sort=lambda row: row.ends_on, width=104),
        Column("standing", tr("Standing"), partial(_standing, times), width=132, chip=partial(_chip, times)),
    )


def cover_columns(times: Times) -> tuple[Column[CoverLine], ...]:
    """What the customer pays for what, and how much of each limit is used."""
    limit = partial(_limit, times)
    return (
        Column("name", tr("Cover"), _name, width=110, strong=True, stretch=True, tip=_whole_cover, tone=_tone),
        Column("about", tr("For"), _about, width=130, muted=True, tip=_about, tone=_tone),
        Column("treatment", tr("Treatment"), partial(_treatment, times), width=90, tone=_tone),
        Column("limit", tr("Limit"), limit, width=160, muted=True, tip=limit, tone=_tone),
        Column("days", tr("Holds"), _cover_days, width=140, muted=True, tip=_cover_days, tone=_tone),
        Column("used", tr("Used"), partial(_used, times), width=80, align=RIGHT, tone=_used_tone),
        Column("left", tr("Left"), partial(_left, times), width=60, align=RIGHT, tone=_used_tone),
    )


def amendment_columns(times: Times) -> tuple[Column[AmendmentRow], ...]:
    """What was agreed otherwise, from when on."""
    return (
        Column(
            "from", tr("From"), lambda row: short_day(row.effective_on), sort=lambda row: row.effective_on, width=92
        ),
        Column("text", tr("Agreed otherwise"), lambda row: row.text, width=200, stretch=True, tip=lambda row: row.text),
        Column("by", tr("Noted by"), lambda row: row.made_by, width=110, muted=True),
        Column(
            "at",
            tr("Noted"),
            lambda row: times.short(row.made_at),
            sort=lambda row: row.made_at,
            tip=lambda row: times.full(row.made_at),
            width=112,
            muted=True,
        ),
    )


def _whole(row: ListedAgreement) -> str:
    return " · ".join(part for part in (row.number, row.name, row.customer or row.folder, row.group) if part)


def _ends(row: ListedAgreement) -> str:
    return tr("open end") if row.ends_on is None else short_day(row.ends_on)


def _by_days(starts_on: date, ends_on: date | None, today: date) -> State:
    if today < starts_on:
        return State.NOT_BEGUN
    return State.EXPIRED if ends_on is not None and ends_on < today else State.RUNNING


def _chip(times: Times, row: ListedAgreement) -> Chip | None:
    """A template stands nowhere."""
    if row.folder_id is not None:
        return None
    today = times.local(times.now()).date()
    return standing_chip(row.standing, row.starts_on, row.ends_on, today, suspended=row.suspended)


def _standing(times: Times, row: ListedAgreement) -> str:
    chip = _chip(times, row)
    return "" if chip is None else chip.text


def _days(starts_on: date | None, ends_on: date | None) -> str:
    first, last = short_day(starts_on), short_day(ends_on)
    if first and last:
        return tr("{first} to {last}", first=first, last=last)
    if first:
        return tr("from {day}", day=first)
    return tr("until {day}", day=last) if last else tr("with the agreement")


def _name(row: CoverLine) -> str:
    return row.cover.draft.name


def _whole_cover(row: CoverLine) -> str:
    return f"{_name(row)} · {_about(row)}"


def _tone(row: CoverLine) -> str:
    return "" if row.holds else "neutral"


def _about(row: CoverLine) -> str:
    kind = row.cover.draft.kind
    return ", ".join((*(() if kind is None else (kind.label,)), *row.cover.about)) or tr("all work")


def _cover_days(row: CoverLine) -> str:
    return _days(row.cover.draft.starts_on, row.cover.draft.ends_on)


def _treatment(times: Times, row: CoverLine) -> str:
    draft = row.cover.draft
    percent = float(draft.discount_percent)
    return tr("{percent} % less", percent=_number(times, percent)) if percent else draft.treatment.label


def _limit(times: Times, row: CoverLine) -> str:
    draft = row.cover.draft
    if draft.cap_unit is None or draft.cap_limit is None:
        return tr("no limit")
    limit = _number(times, float(draft.cap_limit))
    return f"{limit} {draft.cap_unit.counted} {draft.cap_per.rate}"


def _used(times: Times, row: CoverLine) -> str:
    if row.used is None:
        return ""
    used, percent = _number(times, float(row.used.used)), times.number(float(row.used.percent))
    return tr("{used} ({percent} %)", used=used, percent=percent)


def _left(times: Times, row: CoverLine) -> str:
    return "" if row.used is None else _number(times, float(row.used.left))


def _used_tone(row: CoverLine) -> str:
    if row.used is None or not row.used.warned:
        return ""
    return "critical" if row.used.left <= 0 else "major"


def _number(times: Times, value: float) -> str:
    return times.number(value, 0 if value == int(value) else 2)
