"""The agreements of the demo company: who has one, and which machines it covers."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import select, update

from domain.agreements.group_service import create_group
from domain.agreements.header import AgreementDraft
from domain.agreements.line_service import AgreementLineDraft, add_line
from domain.agreements.model import Agreement, AgreementLine
from domain.agreements.renewal import Renewal
from domain.agreements.service import create_agreement
from domain.assets.model import Asset
from domain.catalogue.model import LineKind
from domain.demo.policies import FAVOURED
from domain.demo.templates import read
from domain.demo.world import World
from domain.orders.model import Order, Origin
from domain.parties.model import Customer
from domain.store.unit_of_work import UnitOfWork


def sign_agreements(work: UnitOfWork, world: World, today: date) -> None:
    """Agree with every customer whose machines are visited, and let those visits stand under the agreement."""
    data = read()
    groups = {name: create_group(work, name) for name in data.groups}
    terms = {name: (title, machines) for name, title, machines in data.agreements}
    assets = _visited(work, world)
    for customer in work.session.scalars(select(Customer).order_by(Customer.id)):
        if customer.id not in assets:
            continue
        favoured = FAVOURED.get(customer.name, "Basic")
        group = favoured if favoured in terms else "Silver"
        title, machines = terms[group]
        draft = _terms(title, date(today.year - 1, 1, 1), groups[group])
        agreement = create_agreement(work, customer.id, draft)
        for asset in assets[customer.id][:machines]:
            text = data.visit.format(asset=asset.name)
            add_line(work, agreement, AgreementLineDraft(LineKind.HOUR, text, asset_id=asset.id, quantity=2))
    _stand_under(work)


def _terms(title: str, starts_on: date, group_id: int) -> AgreementDraft:
    """A year at first and then always another one, unless notice is given three months before."""
    return AgreementDraft(
        title,
        starts_on,
        group_id=group_id,
        initial_months=12,
        renewal=Renewal.TACIT,
        period_months=12,
        notice_months=3,
    )


def _visited(work: UnitOfWork, world: World) -> Mapping[int, list[Asset]]:
    """By customer, the machines that were visited, the most often visited first."""
    counts: dict[int, int] = defaultdict(int)
    for asset_id in work.session.scalars(select(Order.asset_id).where(Order.origin == Origin.AGREEMENT)):
        if asset_id is not None:
            counts[asset_id] += 1
    found: dict[int, list[Asset]] = defaultdict(list)
    machines = {asset.id: asset for each in world.machines.values() for asset in each.assets}
    for asset_id, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        found[machines[asset_id].customer_id].append(machines[asset_id])
    return found


def _stand_under(work: UnitOfWork) -> None:
    own = select(Agreement.id).where(Agreement.customer_id == Order.customer_id).scalar_subquery()
    line = (
        select(AgreementLine.id)
        .join(Agreement, Agreement.id == AgreementLine.agreement_id)
        .where(Agreement.customer_id == Order.customer_id, AgreementLine.asset_id == Order.asset_id)
        .limit(1)
        .scalar_subquery()
    )
    mine = update(Order).where(Order.origin == Origin.AGREEMENT).values(agreement_id=own, agreement_line_id=line)
    work.session.execute(mine, execution_options={"synchronize_session": False})
