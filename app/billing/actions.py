"""What can be done in billing, declared."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from app.billing.way import BillingTabs
from app.shared.actions import Action
from domain.language import tr


class BillingDoes(Protocol):
    """What the page has to do when its actions ask it."""

    def post(self) -> None: ...
    def propose(self) -> None: ...
    def issue(self) -> None: ...
    def preview(self) -> None: ...
    def remove_lines(self) -> None: ...
    def drop(self) -> None: ...
    def credit(self) -> None: ...
    def credit_lines(self) -> None: ...
    def counter_post(self) -> None: ...
    def open_order(self) -> None: ...
    def open_subscription(self) -> None: ...
    def step(self, by: int) -> None: ...


def billing_actions(page: BillingDoes, tabs: BillingTabs) -> Sequence[Action]:
    return (
        Action("billing_post", tr("Post"), page.post, "P", "banknote", tabs.can_post, tr("Post the chosen orders")),
        Action("billing_propose", tr("Propose invoice"), page.propose, "B", "receipt", tabs.can_propose),
        Action("billing_issue", tr("Issue"), page.issue, "I", "send", tabs.can_issue, tr("Issue the chosen proposals")),
        Action(
            "billing_preview", tr("Preview"), page.preview, "V", "eye", tabs.has_bill, tr("Look, print, save as PDF")
        ),
        Action("billing_remove_line", tr("Take off"), page.remove_lines, "Del", "x", tabs.can_remove),
        Action(
            "billing_drop", tr("Drop"), page.drop, "Shift+Del", "trash-2", tabs.is_proposal, tr("Drop the proposal")
        ),
        Action(
            "billing_credit", tr("Credit…"), page.credit, "C", "undo-2", tabs.can_credit, tr("Take the invoice back")
        ),
        Action(
            "billing_credit_lines",
            tr("Credit lines…"),
            page.credit_lines,
            "Shift+C",
            "undo-2",
            tabs.can_credit_lines,
            tr("Take the chosen lines back"),
        ),
        Action("billing_counter", tr("Take back…"), page.counter_post, "R", "undo-2", tabs.can_counter_post),
        Action("billing_order", tr("Show the order"), page.open_order, "O", "clipboard-list", tabs.has_order),
        Action(
            "billing_subscription",
            tr("Show the subscription"),
            page.open_subscription,
            "U",
            "refresh-cw",
            tabs.has_subscription,
        ),
        Action("billing_next", tr("Next tab"), partial(page.step, 1), "Ctrl+PgDown", "arrow-right"),
        Action("billing_previous", tr("Previous tab"), partial(page.step, -1), "Ctrl+PgUp", "arrow-left"),
    )
