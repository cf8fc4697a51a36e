"""A run as the form has it, and back."""

from collections.abc import Mapping
from typing import Any

from domain.errors import Refusal
from domain.language import tr
from domain.planning.automatic.model import Trigger
from domain.planning.automatic.queries import RunRow
from domain.planning.automatic.service import RunDraft

SAME = (
    "name", "begins", "weekdays", "zone", "days", "technicians", "territories", "touch", "frozen_minutes", "seconds",
    "applies", "active",
)  # fmt: skip
CAUSES = ("after_orders", "after_alerts", "after_delays")
#: Whoever is about to set off is left alone, unless somebody wants it otherwise.
USUAL_FROZEN = 60
NEW = RunDraft("", 0, Trigger.SCHEDULE, after_orders=True, after_delays=True, frozen_minutes=USUAL_FROZEN)


def values(row: RunRow | None, _beside: RunRow | None) -> Mapping[str, Any]:
    """A new run plans the day in the morning, with the usual goals and by the usual clock."""
    draft = row.draft if row else NEW
    return {
        **{name: getattr(draft, name) for name in SAME},
        "zone": draft.zone or None,
        "profile_id": row.draft.profile_id if row else None,
        "at": draft.at,
        "after": frozenset(name for name in CAUSES if getattr(draft, name)),
    }


def draft_of(given: Mapping[str, Any]) -> RunDraft:
    """The run that the form tells; what is not asked for where it begins otherwise counts for nothing."""
    if given["profile_id"] is None:
        raise Refusal(tr("Choose the goals that it plans by."), field="profile_id")
    standing = given["begins"] is Trigger.STANDING
    told = {name: given[name] for name in ("profile_id", *SAME)}
    told |= {name: standing and name in given["after"] for name in CAUSES}
    told |= {"zone": given["zone"] or "", "at": None if standing else given["at"]}
    return RunDraft(**told)
