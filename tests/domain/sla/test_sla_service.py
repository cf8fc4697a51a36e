"""SLAs cover every priority, one of them is the default, and what makes no sense is refused at its field."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from domain.calendars.closing import CalendarDraft
from domain.calendars.hours import Window
from domain.calendars.service import create_calendar
from domain.errors import Gone, Overtaken, Refusal
from domain.parties.model import Customer
from domain.sla.clock import TargetKind
from domain.sla.draft import LevelDraft, SlaDraft
from domain.sla.model import LevelAction, Sla, SlaLevel, SlaTarget
from domain.sla.queries import sla, slas
from domain.sla.service import change_sla, create_sla, delete_sla, make_default, switch_sla
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.calendars import OFFICE

RESPONSE, ARRIVAL, COMPLETION = TargetKind
TARGETS = {
    (RESPONSE, Priority.CRITICAL): 30,
    (COMPLETION, Priority.CRITICAL): 240,
    (COMPLETION, Priority.HIGH): 480,
    (COMPLETION, Priority.NORMAL): 1440,
    (COMPLETION, Priority.LOW): 2880,
}
LEVELS = (
    LevelDraft(50, LevelAction.NOTIFY),
    LevelDraft(90, LevelAction.RAISE_PRIORITY, COMPLETION),
    LevelDraft(100, LevelAction.REASSIGN, responsible="chief"),
)


@pytest.fixture
def gold(store: Store) -> SlaDraft:
    calendar = store.run("setup", create_calendar, CalendarDraft(name="Office", windows=tuple(OFFICE)))
    return SlaDraft(name="Gold", calendar_id=calendar, targets=TARGETS, levels=LEVELS, description="The best")


def test_an_sla_is_read_as_it_was_entered_and_the_first_is_the_default(store: Store, gold: SlaDraft) -> None:
    first = store.run("kim", create_sla, gold)
    second = store.run("kim", create_sla, replace(gold, name="Silver", levels=()))
    with store.read() as session:
        row = sla(session, first)
        assert row.draft == gold
        assert row.minutes(RESPONSE, Priority.CRITICAL) == 30
        assert row.minutes(RESPONSE, Priority.LOW) is None
        assert row.calendar_name == "Office"
        assert [(each.name, each.is_default) for each in slas(session)] == [("Gold", True), ("Silver", False)]
        with pytest.raises(Gone):
            sla(session, second + 1)


@pytest.mark.parametrize(
    ("targets", "field", "sentence"),
    [
        ({(COMPLETION, Priority.CRITICAL): 0}, "completion.critical", "at least a minute"),
        ({(COMPLETION, Priority.LOW): -5}, "completion.low", "at least a minute"),
        ({(COMPLETION, Priority.LOW): 10**9}, "completion.low", "at most a year"),
        ({(RESPONSE, Priority.HIGH): 481}, "completion.high", "too early"),
        ({(ARRIVAL, Priority.CRITICAL): 29}, "arrival.critical", "too early"),
        ({(ARRIVAL, Priority.CRITICAL): 241}, "completion.critical", "too early"),
    ],
)
def test_impossible_targets_are_refused_at_their_field(
    store: Store, gold: SlaDraft, targets: dict[tuple[TargetKind, Priority], int], field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        store.run("kim", create_sla, replace(gold, targets={**TARGETS, **targets}))
    assert refused.value.field == field
    assert _counts(store) == (0, 0, 0)


def test_every_priority_must_be_covered_but_not_every_kind_of_target(store: Store, gold: SlaDraft) -> None:
    few = {key: minutes for key, minutes in TARGETS.items() if key[1] is not Priority.LOW}
    with pytest.raises(Refusal, match="priority “Low”") as refused:
        store.run("kim", create_sla, replace(gold, targets=few))
    assert refused.value.field == "completion.low"
    store.run("kim", create_sla, replace(gold, targets={**few, (RESPONSE, Priority.LOW): 60}))


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": "  "}, "name", "between 1 and"),
        ({"calendar_id": 99}, "calendar", "Choose a calendar"),
        ({"levels": (LevelDraft(0, LevelAction.NOTIFY),)}, "levels", "Between 1 and 1000"),
        ({"levels": (LevelDraft(75, LevelAction.REASSIGN, responsible=" "),)}, "levels", "to whom"),
    ],
)
def test_other_nonsense_is_refused_at_its_field(
    store: Store, gold: SlaDraft, wrong: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        store.run("kim", create_sla, replace(gold, **wrong))  # type: ignore[arg-type]
    assert refused.value.field == field
    assert _counts(store) == (0, 0, 0)


def test_a_calendar_must_have_time_for_what_is_promised_on_it(store: Store, gold: SlaDraft) -> None:
    draft = CalendarDraft(name="Hardly", windows=(Window(0, 480, 481),))
    hardly = store.run("setup", create_calendar, draft)
    long = {(COMPLETION, priority): 60 * 24 * 366 for priority in Priority}
    with pytest.raises(Refusal, match="too little") as refused:
        store.run("kim", create_sla, replace(gold, calendar_id=hardly, targets=long))
    assert refused.value.field == "calendar"


def _counts(store: Store) -> tuple[int, ...]:
    with store.read() as session:
        return tuple(session.scalar(select(func.count()).select_from(each)) or 0 for each in (Sla, SlaTarget, SlaLevel))


def test_a_change_keeps_what_stays_and_tells_what_does_not(store: Store, gold: SlaDraft) -> None:
    made = store.run("kim", create_sla, gold)
    with store.read() as session:
        before = sla(session, made)
    targets = {**TARGETS, (COMPLETION, Priority.LOW): 5000}
    wanted = replace(gold, targets=targets, levels=LEVELS[:2])
    store.run("lou", change_sla, made, wanted, before.version)
    with store.read() as session:
        after = sla(session, made)
        told = session.execute(journal.select().where(journal.c.actor == "lou").order_by(journal.c.id)).all()
    assert after.draft == wanted
    assert after.version > before.version
    assert sorted((fact.subject, fact.before.get("minutes")) for fact in told if fact.before) == [
        ("sla level", None),
        ("sla target", 2880),
    ]
    with pytest.raises(Overtaken):
        store.run("kim", change_sla, made, gold, before.version)


def test_two_cannot_share_a_name_but_one_keeps_its_own(store: Store, gold: SlaDraft) -> None:
    made = store.run("kim", create_sla, gold)
    with pytest.raises(Refusal, match="already") as refused:
        store.run("kim", create_sla, replace(gold, name=" Gold "))
    assert refused.value.field == "name"
    with store.read() as session:
        version = sla(session, made).version
    store.run("kim", change_sla, made, replace(gold, description="Still the best"), version)


def test_there_is_exactly_one_default_and_it_can_be_neither_deleted_nor_switched_off(
    store: Store, gold: SlaDraft
) -> None:
    first = store.run("kim", create_sla, gold)
    second = store.run("kim", create_sla, replace(gold, name="Silver"))
    for wish in (delete_sla, lambda work, key: switch_sla(work, key, active=False)):
        with pytest.raises(Refusal, match="is the default"):
            store.run("kim", wish, first)
    store.run("kim", make_default, second)
    store.run("kim", make_default, second)
    with store.read() as session:
        assert [row.name for row in slas(session) if row.is_default] == ["Silver"]
    store.run("kim", switch_sla, first, active=False)
    with pytest.raises(Refusal, match="switched off"):
        store.run("kim", make_default, first)
    with store.read() as session:
        assert [row.name for row in slas(session, with_inactive=False)] == ["Silver"]
    store.run("kim", delete_sla, first)
    assert _counts(store) == (1, len(TARGETS), len(LEVELS))


def test_what_somebody_has_is_not_deleted(store: Store, gold: SlaDraft) -> None:
    store.run("kim", create_sla, gold)
    used = store.run("kim", create_sla, replace(gold, name="Silver"))

    def use(work: UnitOfWork) -> None:
        work.add(Customer(number="C-1", name="Ward", sla_id=used), "customer.created")

    store.run("kim", use)
    with pytest.raises(Refusal, match="in use; switch it off"):
        store.run("kim", delete_sla, used)
    assert _counts(store)[0] == 2
