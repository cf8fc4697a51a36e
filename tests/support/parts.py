"""A chiller made of parts, to call the services of parts with."""

from datetime import timedelta

from domain.catalogue.model import LineKind
from domain.catalogue.service import ArticleDraft, create_article
from domain.clock import FixedClock
from domain.orders.model import Order, Origin, StageMeaning
from domain.orders.moving import enter_stage, stage_for
from domain.orders.service import OrderDraft, open_order
from domain.parts.drafts import PartDraft
from domain.parts.entries import OnOrder, PartEntry
from domain.parts.model import PartKind
from domain.parts.queries import PartRow, PartsSheet, sheet
from domain.parts.replacing import Replacement, replace_part
from domain.parts.service import add_part, begin_from_template
from domain.parts.template_service import TemplateDraft, create_template
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from domain.words import Priority
from tests.support.repairs import make_article


class Chiller:
    """A template with a fan unit of two fans, a filter and a service, and what is done with it; attributes are ids."""

    def __init__(self, store: Store, clock: FixedClock, asset: int, other: int, model: int) -> None:
        self.store, self.clock = store, clock
        self.asset, self.other, self.model = asset, other, model
        self.fan = store.run("setup", make_article, "F-1", "Fan")
        self.quiet_fan = store.run("setup", make_article, "F-2", "Quiet fan")
        self.refill = store.run("setup", create_article, ArticleDraft("H-1", "Refilling", LineKind.HOUR, "h", 40, 80))
        self.lines = (
            PartDraft(PartKind.ASSEMBLY, text="Fan unit"),
            PartDraft(PartKind.PART, self.fan, "Fan", 2, "pcs", level=1),
            PartDraft(PartKind.PART, text="Filter", unit="pcs"),
            PartDraft(PartKind.SERVICE, self.refill, "Refilling", 3, "h"),
        )
        self.template = store.run("ada", create_template, TemplateDraft("Chillers", model, self.lines))

    def begin(self) -> None:
        self.store.run("kim", begin_from_template, self.asset, self.template)

    def sheet(self, days_ago: int | None = None) -> PartsSheet:
        """The parts as they are, or were at the end of a day."""
        on = None if days_ago is None else self.clock.now().date() - timedelta(days=days_ago)
        with self.store.read() as session:
            found = sheet(session, self.asset, on)
        assert found
        return found

    def part(self, text: str) -> PartRow:
        return next(row for row in self.sheet().parts if row.text == text)

    def words(self, days_ago: int | None = None) -> list[str]:
        """What is in the asset, as lines."""
        return [f"{'  ' * row.level}{row.quantity.normalize():f} {row.text}" for row in self.sheet(days_ago).parts]

    def add(self, text: str, kind: PartKind = PartKind.PART, parent: str = "", on: OnOrder | None = None) -> int:
        entry = PartEntry(kind, text=text, parent_id=self.part(parent).id if parent else None)
        return self.store.run("kim", add_part, self.asset, entry, on)

    def replace(self, text: str, new: Replacement, on: OnOrder | None = None) -> int:
        row = self.part(text)
        return self.store.run("kim", replace_part, row.id, row.version, new, on)

    def order(self) -> int:
        draft = OrderDraft("Fan is loud", Priority.LOW, Origin.HAND, 60, asset_id=self.asset)
        return self.store.run("kim", open_order, draft).id

    def later(self, days: int = 1) -> None:
        self.clock.advance(timedelta(days=days))


def go(work: UnitOfWork, order_id: int, meaning: StageMeaning) -> None:
    """Let an order enter the next stage that means that."""
    order = work.get(Order, order_id, lock=True)
    enter_stage(work, order, stage_for(work, order, meaning))
