"""The books of the demo company: what was done is signed off, posted and billed, save for the last days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from domain.billing.double_entry import Worth, entries
from domain.billing.model import Posting, PostingEntry
from domain.demo.bills import bill
from domain.demo.bulk import add_rows
from domain.demo.catalogue import stock
from domain.demo.charges import Charged, charge
from domain.demo.plans import DAYS_BACK, midnight
from domain.demo.world import World
from domain.orders.margin import ZERO, amount
from domain.orders.model import Order, Progress, Stage, StageMeaning
from domain.parameters.registry import Parameters
from domain.store.numbering import number_series
from domain.store.unit_of_work import UnitOfWork

SEED = 20_260_303
UNPOSTED_DAYS = 6
SIGNED_SHARE = 0.94
CLERK = "Birgit Hoffmann"


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something that happened to an order then."""

    at: datetime
    kind: str
    order: Order
    actor: str
    details: dict[str, Any]


def keep_books(work: UnitOfWork, world: World, today: date) -> None:
    """Charge, sign off, post and bill what the orders in the store came to."""
    dice = Random(SEED)  # noqa: S311  # the same at every build
    shelf = stock(work, world, (today - timedelta(days=DAYS_BACK)).replace(month=1, day=1))
    signed = _sign(work, world, dice)
    posted_until = midnight(today - timedelta(days=UNPOSTED_DAYS))
    done = charge(work, shelf, posted_until, dice)
    posted = _post(work, [each for each in done if each.closed_at < posted_until])
    for fact in sorted([*signed, *posted], key=lambda fact: fact.at):
        work.recount(fact.kind, fact.order, fact.at, fact.actor, **fact.details)
    bill(work, [each for each in done if each.closed_at < posted_until], today)


def _sign(work: UnitOfWork, world: World, dice: Random) -> list[_Fact]:
    """Customers sign for most of what is done, on the spot."""
    facts = []
    done = select(Order).join(Order.stage).where(Stage.meaning == StageMeaning.DONE).order_by(Order.id)
    for order in work.session.scalars(done):
        if order.closed_at is None or dice.random() > SIGNED_SHARE:
            continue
        contact = order.contact or dice.choice(world.contacts[order.customer_id])
        order.signed_off_at, order.signed_off_by = order.closed_at, contact.name
        facts.append(
            _Fact(order.closed_at, "order.signed", order, contact.name, {"signed_off_by": contact.name, "drawn": False})
        )
    work.session.flush()
    return facts


def _post(work: UnitOfWork, done: Sequence[Charged]) -> list[_Fact]:
    """Post each order the morning after."""
    rows = [_posting(number, each) for number, each in enumerate(done, 1)]
    keys = add_rows(work, Posting, rows)
    booked = [row for key, each in zip(keys, done, strict=True) for row in _entries(key, each)]
    add_rows(work, PostingEntry, booked)
    work.session.execute(insert(number_series).values(name="posting", last=len(rows)))
    for each in done:
        each.order.progress = Progress.POSTED
    return [
        _Fact(row["posted_at"], "order.posted", each.order, CLERK, {"posting": row["number"]})
        for row, each in zip(rows, done, strict=True)
    ]


def _posting(number: int, each: Charged) -> dict[str, Any]:
    posted_at = midnight(each.closed_at.date() + timedelta(days=1)) + timedelta(hours=8, minutes=number % 90)
    return {
        "number": f"P-{number:06d}",
        "order_id": each.order.id,
        "sequence": 1,
        "posted_at": posted_at,
        "posted_on": posted_at.date(),
        "posted_by": CLERK,
        "currency": each.order.currency,
        "remark": "",
    }


def _entries(posting_id: int, each: Charged) -> list[dict[str, Any]]:
    worth = [_worth(row, each.order.currency) for row in each.lines]
    return [
        {
            "posting_id": posting_id,
            "order_line_id": entry.line_id,
            "kind": entry.kind,
            "side": entry.side,
            "account": entry.account,
            "debit": entry.debit,
            "credit": entry.credit,
        }
        for entry in entries(worth, Parameters().account)
    ]


def _worth(row: dict[str, Any], currency: str) -> Worth:
    return Worth(
        line_id=row["id"],
        kind=row["kind"],
        cost=amount(row["quantity"], row["cost_price"], currency),
        sales=amount(row["quantity"], row["sales_price"], currency) if row["chargeable"] else ZERO,
    )
