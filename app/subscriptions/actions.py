"""Everything that can be done on the page of subscriptions: in menus, with keys, in the palette."""

from app.shared.actions import Action, grouped
from app.subscriptions.doing import Doing
from domain.language import tr


def subscription_actions(doing: Doing) -> tuple[Action, ...]:
    """All of them, in the order of the menu."""
    one, switch = doing.has_one, tr("Stop, or let go on")
    to_agreement = tr("Show the agreement")
    return (
        Action("subscriptions_new", tr("New subscription…"), doing.new, "N", "plus"),
        Action("subscriptions_edit", tr("Change the subscription…"), doing.change, "E", "pencil", one),
        Action("subscriptions_end", tr("Let it end…"), doing.end, "T", "ban", one),
        Action("subscriptions_switch", switch, doing.switch, "S", "pause", one),
        Action("subscriptions_customer", tr("Show the customer"), doing.show_customer, "G", "building-2", one),
        Action(
            "subscriptions_agreement", to_agreement, doing.show_agreement, "Shift+G", "file-text", doing.has_agreement
        ),
        *grouped(tr("Fees"), _fee_actions(doing)),
        *grouped(tr("Prices"), _price_actions(doing)),
    )


def _fee_actions(doing: Doing) -> tuple[Action, ...]:
    earn, back, bill = tr("Earn revenue…"), tr("Take back accruals…"), tr("Invoice fees…")
    return (
        Action("subscriptions_fees", tr("Make fees…"), doing.make_fees, "F", "receipt", doing.has_one),
        Action("subscriptions_fees_back", tr("Take back fees…"), doing.take_back_fees, "Shift+F", "", doing.has_open),
        Action("subscriptions_reduce", tr("Reduce the fee…"), doing.reduce_fee, "R", "", doing.has_reducible),
        Action(
            "subscriptions_invoice", bill, doing.invoice_fees, "B", "send", doing.has_open, why=doing.why_not_invoiced
        ),
        Action("subscriptions_credit", tr("Credit fees…"), doing.credit_fees, "Shift+B", "undo-2", doing.has_invoiced),
        Action("subscriptions_bill", tr("Show the invoice"), doing.show_bill, "Alt+B", "external-link", doing.has_bill),
        Action("subscriptions_accrue", earn, doing.accrue, "U", "hourglass", doing.has_one),
        Action("subscriptions_accrual_back", back, doing.take_accruals_back, "Shift+U", "", doing.has_posted),
    )


def _price_actions(doing: Doing) -> tuple[Action, ...]:
    back, none = tr("Take back the price"), tr("Bill by usage no more…")
    return (
        Action("subscriptions_price", tr("Set the price…"), doing.set_price, "P", "banknote", doing.has_one),
        Action("subscriptions_index", tr("Raise prices…"), doing.index_prices, "I", "chart-line", doing.has_one),
        Action("subscriptions_price_back", back, doing.take_back_price, "Shift+P", "", doing.has_own_price),
        Action("subscriptions_usage", tr("Bill by usage…"), doing.agree_usage, "M", "gauge", doing.has_one),
        Action("subscriptions_usage_none", none, doing.give_up_usage, "Shift+M", "", doing.has_usage),
    )
