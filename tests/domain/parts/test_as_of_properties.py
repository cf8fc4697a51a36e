"""Whatever is done to parts, any day is told as it was seen on that day, and the history only grows."""

from datetime import timedelta
from decimal import Decimal
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.parts.entries import PartEntry
from domain.parts.model import PartKind
from domain.parts.queries import PartRow
from domain.parts.replacing import Replacement, replace_part
from domain.parts.service import add_part, change_part, remove_part
from tests.support.parts import Chiller

DEEDS = st.lists(st.sampled_from(["add", "more", "fewer", "replace", "remove"]), min_size=1, max_size=8)


def seen(rows: tuple[PartRow, ...]) -> list[tuple[int, Decimal]]:
    return sorted((row.id, row.quantity) for row in rows)


def do(chiller: Chiller, deed: str, dice: Random) -> None:
    """One thing, to a part that chance chooses."""
    rows = chiller.sheet().parts
    if deed == "add" or not rows:
        chiller.store.run("kim", add_part, chiller.asset, PartEntry(PartKind.PART, text="Belt", quantity=3))
        return
    row = dice.choice(rows)
    if deed == "remove":
        chiller.store.run("kim", remove_part, row.id, row.version)
    elif deed == "replace":
        new = Replacement(dice.randint(1, int(row.quantity)))
        chiller.store.run("kim", replace_part, row.id, row.version, new)
    else:
        quantity = row.quantity + 1 if deed == "more" else max(Decimal(1), row.quantity - 1)
        entry = PartEntry(
            row.kind, row.article_id, row.text, row.serial, quantity, row.unit, row.parent_id, row.installed_on
        )
        chiller.store.run("kim", change_part, row.id, row.version, entry)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS, st.randoms(use_true_random=False))
def test_every_day_is_told_as_it_was_seen(chiller: Chiller, deeds: list[str], dice: Random) -> None:
    days, changes = [], 0
    for deed in deeds:
        chiller.later()
        do(chiller, deed, dice)
        sheet = chiller.sheet()
        days.append((chiller.clock.now(), seen(sheet.parts)))
        assert len(sheet.changes) >= changes
        changes = len(sheet.changes)
    chiller.later()
    for day, rows in days:
        ago = (chiller.clock.now() - day) // timedelta(days=1)
        assert seen(chiller.sheet(ago).parts) == rows
