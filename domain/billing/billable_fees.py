"""Which open fees of subscriptions wait to be billed."""

from datetime import date

from sqlalchemy import ColumnElement, Select, exists, false, func, select
from sqlalchemy.orm import Session

from domain.agreements.model import Agreement
from domain.billing.billable import BillableRow, BillScope
from domain.billing.model import InvoiceLine
from domain.catalogue.model import Article
from domain.parties.model import Customer
from domain.subscriptions.model import Fee, FeeStatus, Subscription, SubscriptionGroup


def waiting_fees(scope: BillScope) -> Select[Fee, Subscription, SubscriptionGroup, Article]:
    """The open fees that are on no bill, subscription by subscription, each reduction after its fee."""
    article_id = func.coalesce(Subscription.article_id, SubscriptionGroup.article_id)
    return (
        select(Fee, Subscription, SubscriptionGroup, Article)
        .join(Fee.subscription)
        .join(Subscription.group)
        .join(Article, Article.id == article_id)
        .where(*_conditions(scope))
        .order_by(Subscription.number, Fee.starts_on, func.coalesce(Fee.reduces_id, Fee.id), Fee.id)
    )


def billable_fees(session: Session, until: date | None = None) -> list[BillableRow]:
    """What fees could be billed up to a day, by customer and agreement; added up in the database."""
    whose = (Customer.id, Customer.name, Agreement.id, Agreement.number, Fee.currency)
    statement = (
        select(*whose, func.count(Fee.id), func.sum(Fee.amount), func.min(Fee.starts_on))
        .join(Fee.subscription)
        .join(Subscription.customer)
        .outerjoin(Agreement, Agreement.id == Subscription.agreement_id)
        .where(*_conditions(BillScope(until=until)))
        .group_by(*whose)
    )
    return [
        BillableRow(customer_id, customer, agreement_id, agreement or "", currency, 0, 0, net, first_on, fees)
        for customer_id, customer, agreement_id, agreement, currency, fees, net, first_on in session.execute(statement)
    ]


def _conditions(scope: BillScope) -> list[ColumnElement[bool]]:
    if not scope.takes_fees:
        return [false()]
    # As the index of open fees says it: what was billed in ten years is not read.
    conditions: list[ColumnElement[bool]] = [
        Fee.status == FeeStatus.OPEN,
        ~exists().where(InvoiceLine.billed_fee_id == Fee.id),
    ]
    if scope.customer_id is not None:
        conditions.append(Subscription.customer_id == scope.customer_id)
    if scope.agreement_id is not None:
        conditions.append(Subscription.agreement_id == scope.agreement_id)
    if scope.without_agreement:
        conditions.append(Subscription.agreement_id.is_(None))
    if scope.subscription_id is not None:
        conditions.append(Subscription.id == scope.subscription_id)
    if scope.fee_ids is not None:
        conditions.append(Fee.id.in_(scope.fee_ids))
    if scope.until is not None:
        conditions.append(Fee.starts_on <= scope.until)
    return conditions
