"""The articles that every service centre begins with; their prices are for its administrator to enter."""

from domain.catalogue.model import Article, LineKind
from domain.language import tr
from domain.money import exact
from domain.parameters import service as parameters
from domain.store.unit_of_work import UnitOfWork


def make_standard_articles(work: UnitOfWork) -> dict[LineKind, Article]:
    """Make one article of each kind; returns them by kind."""
    basics = parameters.read(work.session)
    names = {
        LineKind.HOUR: ("HOUR", tr("Working hour"), tr("h")),
        LineKind.EXPENSE: ("TRIP", tr("Trip"), tr("pcs")),
        LineKind.ITEM: ("PART", tr("Spare part"), tr("pcs")),
        LineKind.FEE: ("FEE", tr("Fee"), tr("pcs")),
    }
    made = work.add_all(
        (
            Article(
                number=number,
                name=name,
                kind=kind,
                unit=unit,
                cost_price=exact(0, "cost_price"),
                sales_price=exact(0, "sales_price"),
                tax_percent=basics.tax_percent,
                currency=basics.currency,
            )
            for kind, (number, name, unit) in names.items()
        ),
        "article.created",
    )
    return {article.kind: article for article in made}
