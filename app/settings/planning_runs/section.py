"""The section of planning that begins by itself."""

from collections.abc import Sequence
from functools import partial

from app.settings.planning_profiles.small_fields import NoteField
from app.settings.planning_profiles.words import limit_words
from app.settings.planning_runs.fields import run_fields
from app.settings.planning_runs.source import begin_now, can_begin, source
from app.settings.planning_runs.values import values
from app.settings.planning_runs.words import begins_words, history_words, last_words, tip_words
from app.settings.section import Deed, Section
from app.settings.source import Loaded
from app.settings.words import name_or_off
from app.shared.columns import Column
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.times import Times
from domain.language import tr
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.queries import RunRow
from domain.planning.queries import ProfileRow


def planning_runs_section(kit: Kit) -> Section[RunRow]:
    return Section(
        key="planning_runs",
        title=tr("Automatic planning"),
        icon="clock",
        new_title=tr("New automatic planning"),
        hint=tr("Searches for a better plan that begin by themselves, at a time of day or after what happens."),
        source=source(kit.times),
        columns=_columns(kit.times),
        fields=run_fields(),
        values=values,
        name=lambda row: row.draft.name,
        follow=partial(_follow, kit.times),
        deeds=(Deed("run_begin", tr("Begin now"), "Ctrl+Shift+G", "play", begin_now, can_begin),),
        form_share=54,
        least={"next": 540, "last": 350},
    )


def _columns(times: Times) -> Sequence[Column[RunRow]]:
    return (
        Column("name", tr("Name"), _marked, width=130, strong=True, tone=_tone),
        Column("begins", tr("Begins"), _begins, width=150, muted=True, tip=lambda row: tip_words(row.draft)),
        Column(
            "next",
            tr("Next time"),
            lambda row: times.short(row.next_at),
            sort=lambda row: row.next_at,
            width=126,
            tip=lambda row: times.full(row.next_at),
            ticking=True,
        ),
        Column(
            "last",
            tr("Last time"),
            lambda row: last_words(row, times),
            sort=lambda row: row.last_at,
            width=144,
            stretch=True,
            muted=True,
            tip=lambda row: last_words(row, times),
            ticking=True,
        ),
    )


def _marked(row: RunRow) -> str:
    return name_or_off(row.draft.name, active=row.draft.active)


def _tone(row: RunRow) -> str:
    return "" if row.draft.active else "neutral"


def _begins(row: RunRow) -> str:
    return begins_words(row.draft)


def _follow(times: Times, form: Form, row: RunRow | None, loaded: Loaded[RunRow]) -> None:
    """Ask only for what counts, and say what becomes of what is found."""
    given = form.values()
    standing = given["begins"] is Trigger.STANDING
    for name in ("weekdays", "at"):
        form.show_field(name, shown=not standing)
    form.show_field("after", shown=standing)
    form.show_field("history", shown=row is not None)
    history, allowed = form.fields["history"], form.fields["allowed"]
    assert isinstance(history, NoteField)
    assert isinstance(allowed, NoteField)
    history.say(history_words(row, times))
    goals = loaded.more.get("goals", {}).get(given["profile_id"])
    allowed.say("" if goals is None else _allowed(goals, applies=given["applies"]))


def _allowed(goals: ProfileRow, *, applies: bool) -> str:
    if not applies:
        return tr("What it finds is a proposal that somebody decides on beside the dispatch board.")
    if goals.limit is None:
        return tr(
            "“{name}” lets nothing be applied by itself: say under “Planning goals” first how much may change.",
            name=goals.name,
        )
    return tr(
        "“{name}” allows: {words}. What changes more becomes a proposal as a whole.",
        name=goals.name,
        words=limit_words(goals.limit),
    )
