"""Parameters hold from the start, are changed one by one, and refuse what makes no sense at their field."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.errors import Refusal
from domain.parameters import service
from domain.parameters.model import Parameter, ReasonFor
from domain.parameters.placement_rules import PLACEMENT_RULES, Kind, Strictness
from domain.parameters.reasons import change_reason, create_reason, given, reasons, switch_reason
from domain.parameters.registry import KINDS, Parameters, RoutingKind, StageRule, label
from domain.store.journal import journal
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import ReversalRule, RoundingIn


def test_nothing_has_to_be_set(store: Store) -> None:
    with store.read() as session:
        assert service.read(session) == Parameters()


def test_every_parameter_is_kept_as_it_was_set_and_told(store: Store) -> None:
    wanted = Parameters(
        centre_name="Nord Service",
        centre_address="Kai 1\n20457 Hamburg",
        home_country="AT",
        currency="CHF",
        tax_percent=Decimal("8.1"),
        payment_days=30,
        sign_off_required=True,
        stop_reason_required=False,
        stage_rules=frozenset({StageRule.PLACED}),
        placement_rules={**PLACEMENT_RULES, Kind.OVERLAP: Strictness.WARNING, Kind.DUE: Strictness.OFF},
        override_reason_required=False,
        tell_again_minutes=10,
        visit_days_ahead=90,
        visit_calendar_id=7,
        agreement_warn_days=45,
        accrue_by_day=True,
        accrual_rounding=RoundingIn.LAST,
        accrual_reversal=ReversalRule.ORIGINAL_DATE,
        books_closed_until=date(2026, 3, 31),
        road_factor=Decimal("1.4"),
        access_minutes=5,
        speed_near=20,
        speed_middle=50,
        speed_far=90,
        travel_learned=False,
        travel_percent_near=125,
        travel_percent_middle=110,
        travel_percent_far=95,
        routing_kind=RoutingKind.OSRM,
        routing_url="http://127.0.0.1:5000",
        colours={"priority.high": "#aa3300", "status.done": "#225577"},
        accounts={**Parameters().accounts, "hour.cost.debit": "0815"},
    )
    for name in KINDS:
        store.run("kim", service.change, name, getattr(wanted, name))
        store.run("kim", service.change, name, getattr(wanted, name))
    with store.read() as session:
        assert service.read(session) == wanted
        facts = session.scalars(select(journal.c.kind)).all()
    assert list(facts) == ["parameter.changed"] * len(KINDS)
    assert wanted.account("hour", "cost", "debit") == "0815"


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("currency", "Euro", "currency"),
        ("placement_rules", {"span": "warning"}, "placement_rules"),
        ("placement_rules", {"weather": "warning"}, "placement_rules"),
        ("placement_rules", {"due": "perhaps"}, "placement_rules"),
        ("home_country", "D", "home_country"),
        ("tax_percent", "-1", "tax_percent"),
        ("tax_percent", "many", "tax_percent"),
        ("payment_days", "1.5", "payment_days"),
        ("payment_days", 400, "payment_days"),
        ("centre_name", " ", "centre_name"),
        ("centre_address", "x" * 1001, "centre_address"),
        ("sign_off_required", "no", "sign_off_required"),
        ("stage_rules", ["whenever"], "stage_rules"),
        ("visit_days_ahead", -1, "visit_days_ahead"),
        ("agreement_warn_days", 366, "agreement_warn_days"),
        ("visit_calendar_id", "Shifts", "visit_calendar_id"),
        ("accrual_rounding", "middle", "accrual_rounding"),
        ("accrual_reversal", ["by hand"], "accrual_reversal"),
        ("books_closed_until", "31.3.", "books_closed_until"),
        ("road_factor", "0.9", "road_factor"),
        ("speed_near", 0, "speed_near"),
        ("routing_kind", "taxi", "routing_kind"),
        ("routing_url", "routing.example", "routing_url"),
        ("accounts", {"hour.cost.debit": " "}, "accounts.hour.cost.debit"),
        ("accounts", {"tea.cost.debit": "1"}, "accounts"),
        ("colours", {"priority.high": "red"}, "colours.priority.high"),
        ("colours", {"tea": "#aa3300"}, "colours"),
    ],
)
def test_nonsense_is_refused_at_its_field(store: Store, name: str, value: object, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        store.run("kim", service.change, name, value)
    assert refused.value.field == field
    with store.read() as session:
        assert session.scalar(select(Parameter.id)) is None


def test_an_unknown_name_is_refused_and_one_of_a_newer_program_ignored(store: Store) -> None:
    def newer(work: UnitOfWork) -> None:
        work.add(Parameter(name="warp", value="9"), "parameter.changed")

    with pytest.raises(Refusal, match="no parameter"):
        store.run("kim", service.change, "warp", 9)
    store.run("kim", newer)
    with store.read() as session:
        assert service.read(session) == Parameters()


def test_every_parameter_has_a_name_on_screen() -> None:
    assert len({label(name) for name in KINDS}) == len(KINDS)
    assert len({rule.label for rule in StageRule}) == len(StageRule)


def test_a_reason_is_made_renamed_and_switched_off(store: Store) -> None:
    wait = store.run("kim", create_reason, ReasonFor.PAUSE, " WAIT ", "Waiting for parts")
    store.run("kim", create_reason, ReasonFor.CANCEL, "WAIT", "Nobody waits any more")
    store.run("kim", change_reason, wait, "PARTS", "Parts are missing", 1)
    with store.read() as session:
        assert [(row.code, row.name) for row in reasons(session, ReasonFor.PAUSE)] == [("PARTS", "Parts are missing")]
    store.run("kim", switch_reason, wait, active=False)
    with store.read() as session:
        assert reasons(session, ReasonFor.PAUSE) == ()
        assert len(reasons(session, ReasonFor.PAUSE, with_inactive=True)) == 1


def test_two_reasons_for_the_same_thing_cannot_share_a_code(store: Store) -> None:
    store.run("kim", create_reason, ReasonFor.PAUSE, "WAIT", "Waiting")
    with pytest.raises(Refusal, match="already") as refused:
        store.run("kim", create_reason, ReasonFor.PAUSE, "WAIT", "Waiting again")
    assert refused.value.field == "code"


def test_a_reason_that_is_needed_must_be_of_the_right_list_and_offered(store: Store) -> None:
    wait = store.run("kim", create_reason, ReasonFor.PAUSE, "WAIT", "Waiting")
    old = store.run("kim", create_reason, ReasonFor.BREACH, "OLD", "Old")
    store.run("kim", switch_reason, old, active=False)

    def check(work: UnitOfWork, reason_for: ReasonFor, reason_id: int | None, required: bool) -> str | None:
        reason = given(work, reason_for, reason_id, required=required)
        return None if reason is None else reason.code

    assert store.run("kim", check, ReasonFor.PAUSE, wait, True) == "WAIT"
    assert store.run("kim", check, ReasonFor.PAUSE, None, False) is None
    for wrong in (None, wait, old):
        with pytest.raises(Refusal) as refused:
            store.run("kim", check, ReasonFor.BREACH, wrong, True)
        assert refused.value.field == "reason"
