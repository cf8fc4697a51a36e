"""What would begin in the past is asked about, and taking something back is not."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from domain.clock import FixedClock
from domain.errors import Refusal
from domain.parameters import service as parameters
from domain.parameters.placement_rules import PLACEMENT_RULES, Kind, Strictness
from domain.scheduling.placing.edits import rearrange, reversed_edits
from domain.scheduling.rules.findings import NeedsConfirmation
from domain.store.store import Store
from tests.support.edited import HOUR, TEN, booked, spans, together
from tests.support.workshop import Workshop


def test_what_would_begin_in_the_past_is_asked_about(store: Store, workshop: Workshop, fixed_clock: FixedClock) -> None:
    edit = booked(store, workshop, workshop.kim, TEN)
    fixed_clock.advance(48 * HOUR)
    later = replace(edit, start=TEN + 2 * HOUR, finish=TEN + 3 * HOUR)
    with pytest.raises(NeedsConfirmation, match=r"It would begin in the past, Tue 3 Mar 12:00\."):
        store.run("kim", rearrange, [later], zone=ZoneInfo("Europe/Berlin"))
    store.run("kim", rearrange, [replace(edit, finish=TEN + 2 * HOUR)])
    (moved,) = together(store, replace(edit, start=TEN + 48 * HOUR, finish=TEN + 49 * HOUR))
    (back,) = store.run("kim", rearrange, reversed_edits([moved]))
    assert back.after == moved.before


def test_the_past_is_refused_where_the_parameter_says_so(
    store: Store, workshop: Workshop, fixed_clock: FixedClock
) -> None:
    edit = booked(store, workshop, workshop.kim, TEN)
    store.run("admin", parameters.change, "placement_rules", {**PLACEMENT_RULES, Kind.PAST: Strictness.REFUSAL})
    fixed_clock.advance(48 * HOUR)
    with pytest.raises(Refusal, match="It would begin in the past"):
        together(store, replace(edit, start=TEN + 2 * HOUR, finish=TEN + 3 * HOUR))
    (gone,) = together(store, replace(edit, technician_id=None))
    together(store, *reversed_edits([gone]))
    assert spans(store)[edit.booking_id or 0] == (workshop.kim, TEN, TEN + HOUR)
