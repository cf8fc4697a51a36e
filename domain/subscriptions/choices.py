"""What the forms of subscriptions offer, as ids with their words."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.assets.model import Asset
from domain.meters.model import Meter
from domain.parties.model import Customer
from domain.subscriptions.model import SubscriptionGroup
from domain.subscriptions.settings_queries import Choices, fee_articles


@dataclass(frozen=True, slots=True)
class SubscriptionChoices:
    """For the header of a subscription; agreements are those with its customer."""

    customers: Choices
    groups: Choices
    agreements: Choices
    articles: Choices


def subscription_choices(session: Session, customer_id: int | None) -> SubscriptionChoices:
    """What can be chosen for a subscription of a customer, or of one that is still to be chosen."""
    customers = select(Customer.id, Customer.name, Customer.number).where(Customer.active).order_by(Customer.name)
    return SubscriptionChoices(
        customers=tuple((key, f"{name} · {number}") for key, name, number in session.execute(customers)),
        groups=group_choices(session),
        agreements=agreement_choices(session, customer_id),
        articles=fee_articles(session),
    )


def agreement_choices(session: Session, customer_id: int | None) -> Choices:
    """The agreements with a customer, by number."""
    mine = Agreement.customer_id == customer_id
    statement = select(Agreement.id, Agreement.number, Agreement.name).where(mine).order_by(Agreement.number)
    return tuple((key, f"{number} · {name}") for key, number, name in session.execute(statement))


def meter_choices(session: Session, customer_id: int) -> Choices:
    """The meters of a customer that are in use, with their asset."""
    statement = (
        select(Meter.id, Meter.name, Asset.name, Asset.number)
        .join(Asset, Asset.id == Meter.asset_id)
        .where(Asset.customer_id == customer_id, Meter.active)
        .order_by(Asset.number, Meter.name)
    )
    return tuple((key, f"{meter} · {asset} {number}") for key, meter, asset, number in session.execute(statement))


def group_choices(session: Session) -> Choices:
    """All groups with their period, by name."""
    statement = select(SubscriptionGroup.id, SubscriptionGroup.name, SubscriptionGroup.code)
    found = session.execute(statement.order_by(SubscriptionGroup.name))
    return tuple((key, f"{name} · {code.label}") for key, name, code in found)
