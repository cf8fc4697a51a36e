"""Which SLA an order gets: the most particular that somebody named, and else the default."""

from collections.abc import Mapping
from enum import StrEnum

from domain.language import tr


class Source(StrEnum):
    """Where the SLA of an order can come from, the most particular first."""

    ORDER = "order"
    ASSET = "asset"
    AGREEMENT_LINE = "agreement_line"
    AGREEMENT = "agreement"
    AGREEMENT_GROUP = "agreement_group"
    CUSTOMER = "customer"
    DEFAULT = "default"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Source.ORDER: tr("Chosen for this order"),
            Source.ASSET: tr("From the asset"),
            Source.AGREEMENT_LINE: tr("From the agreement line"),
            Source.AGREEMENT: tr("From the agreement"),
            Source.AGREEMENT_GROUP: tr("From the agreement group"),
            Source.CUSTOMER: tr("From the customer"),
            Source.DEFAULT: tr("Default"),
        }[self]


def choose(candidates: Mapping[Source, int | None]) -> tuple[Source, int] | None:
    """The SLA that holds and where it comes from; None only where there is not even a default.

    What names none says nothing: it neither matches everything nor hides what comes after it.
    """
    for source in Source:
        sla_id = candidates.get(source)
        if sla_id is not None:
            return source, sla_id
    return None
