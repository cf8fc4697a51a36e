"""The words on papers that are not data: `words.customer` in a template, in the language of the program."""

from types import SimpleNamespace

from domain.language import tr


def words() -> SimpleNamespace:
    """All of them, as they are said at present."""
    return SimpleNamespace(**_about_orders(), **_about_lines(), **_about_invoices(), **_about_plans(), **_about_weeks())


def _about_orders() -> dict[str, str]:
    return {
        "order": tr("Service order"),
        "opened": tr("Opened"),
        "due": tr("Due"),
        "priority": tr("Priority"),
        "stage": tr("Stage"),
        "order_type": tr("Order type"),
        "agreement": tr("Agreement"),
        "responsible": tr("Responsible"),
        "expected": tr("Expected work"),
        "skills": tr("Skills"),
        "customer": tr("Customer"),
        "customer_number": tr("Customer number"),
        "place": tr("Place of work"),
        "contact": tr("Contact"),
        "phone": tr("Phone"),
        "machine": tr("Asset"),
        "serial": tr("Serial number"),
        "model": tr("Model"),
        "installed": tr("Installed"),
        "description": tr("What is to be done"),
        "internal_note": tr("Internal note"),
        "external_note": tr("Note"),
        "visits": tr("Visits"),
        "technician": tr("Technician"),
        "tasks": tr("Tasks"),
        "required": tr("required"),
        "done": tr("Done"),
        "work_done": tr("Work done"),
        "repairs": tr("Repairs"),
        "symptom": tr("Symptom"),
        "diagnosis": tr("Diagnosis"),
        "resolution": tr("Resolution"),
        "history": tr("Earlier on this asset"),
        "parts": tr("Parts to take along"),
        "signature": tr("Signature of the customer"),
        "signed_by": tr("Name in block letters"),
        "signed_at": tr("Place and date"),
        "confirmation": tr("The work described above was done."),
        "scan_order": tr("Order"),
        "scan_asset": tr("Asset"),
    }


def _about_lines() -> dict[str, str]:
    return {
        "position": tr("No."),
        "kind": tr("Kind"),
        "article": tr("Article"),
        "text": tr("Description"),
        "day": tr("Date"),
        "quantity": tr("Quantity"),
        "unit": tr("Unit"),
        "price": tr("Price"),
        "tax": tr("Tax"),
        "amount": tr("Amount"),
        "not_charged": tr("not charged"),
        "net": tr("Total without tax"),
        "tax_on": tr("Tax {rate} on {net}"),
        "total": tr("Total"),
        "lines": tr("Lines"),
        "no_lines": tr("No lines."),
    }


def _about_invoices() -> dict[str, str]:
    return {
        "invoice": tr("Invoice"),
        "credit_note": tr("Credit note"),
        "proposal": tr("Proposal, not a valid invoice"),
        "invoice_number": tr("Invoice number"),
        "credit_note_number": tr("Credit note number"),
        "issued": tr("Issued"),
        "pay_until": tr("To be paid by"),
        "credits": tr("For invoice"),
        "pay_without_deduction": tr("Please pay without deduction, naming the invoice number."),
        "credited": tr("The amount is credited to you."),
        "of_order": tr("Order"),
        "of_subscription": tr("Subscription"),
    }


def _about_plans() -> dict[str, str]:
    return {
        "period": tr("Period"),
        "window": tr("When"),
        "service": tr("Service"),
        "no_visits": tr("No visits in this period."),
        "may_move": tr("Days without a time are planned and may move; we tell you beforehand when we come."),
    }


def _about_weeks() -> dict[str, str]:
    return {
        "set_out": tr("set out"),
        "nothing_booked": tr("Nothing booked."),
    }
