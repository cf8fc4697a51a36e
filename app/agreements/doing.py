"""What the page of agreements does when it is asked, and what of it is possible now."""

from PySide6.QtCore import QObject, Signal, Slot

from app.agreements.deeds import AgreementDeeds
from app.agreements.detail import AgreementDetailPane
from domain.agreements.renewal import Renewal
from domain.language import tr


class Doing(QObject):
    """Does it to the agreement, line or cover that is shown and chosen."""

    customer_asked = Signal(int)
    """The customer with this id is to be shown."""

    def __init__(self, deeds: AgreementDeeds, detail: AgreementDetailPane, parent: QObject) -> None:
        super().__init__(parent)
        self._deeds, self._detail = deeds, detail

    @Slot()
    def new_agreement(self) -> None:
        self._deeds.fresh.ask(None)

    def new_header(self) -> None:
        self._deeds.fresh.ask_header()

    def copy_agreement(self) -> None:
        self._deeds.fresh.copy(self._deeds.shown)

    def change_agreement(self) -> None:
        self._deeds.change()

    def suspend_agreement(self) -> None:
        self._deeds.suspend_or_resume()

    def renew_agreement(self) -> None:
        self._deeds.renew()

    def terminate_agreement(self) -> None:
        self._deeds.terminate()

    def withdraw_notice(self) -> None:
        self._deeds.withdraw()

    def show_customer(self) -> None:
        if (customer_id := self._deeds.shown.customer_id) is not None:
            self.customer_asked.emit(customer_id)

    def new_line(self) -> None:
        self._detail.show_lines()
        self._deeds.lines.new(self._deeds.shown)

    @Slot()
    def change_line(self) -> None:
        if (line := self._detail.line()) is not None:
            self._deeds.lines.change(self._deeds.shown, line)

    def stop_line(self) -> None:
        if (line := self._detail.line()) is not None:
            self._deeds.lines.stop_or_resume(line)

    def new_cover(self) -> None:
        self._detail.show_covers()
        self._deeds.covers.new(self._deeds.shown)

    @Slot()
    def change_cover(self) -> None:
        if (cover := self._detail.cover()) is not None:
            self._deeds.covers.change(self._deeds.shown, cover)

    def end_cover(self) -> None:
        if (cover := self._detail.cover()) is not None:
            self._deeds.covers.end(cover)

    def remove_cover(self) -> None:
        if (cover := self._detail.cover()) is not None:
            self._deeds.covers.remove(cover)

    def open_templates(self) -> None:
        self._deeds.templates.open()

    def save_as_template(self) -> None:
        self._deeds.templates.save_as_template(self._deeds.shown)

    def copy_lines(self) -> None:
        self._detail.show_lines()
        self._deeds.copies.ask(self._deeds.shown)

    def amend(self) -> None:
        self._detail.show_amendments()
        self._deeds.amendments.new(self._deeds.shown)

    def has_one(self) -> bool:
        return self._deeds.overview is not None

    def has_customer(self) -> bool:
        """Templates have none."""
        return self.has_one() and self._deeds.shown.customer_id is not None

    def suspension(self) -> str:
        """Which of the two is to be done."""
        if self.has_one() and self._deeds.shown.suspended:
            return tr("Let it hold again")
        return tr("Suspend")

    def is_renewable(self) -> bool:
        return self.has_customer() and self._deeds.shown.draft.renewal is Renewal.EXPRESS

    def why_not_renewed(self) -> str:
        if not self.has_one():
            return ""
        if not self.has_customer():
            return tr("Templates are not renewed.")
        head = self._deeds.shown.draft
        if head.initial_months is None:
            return tr("It has no terms that could be renewed.")
        return tr("It renews itself.") if head.renewal is Renewal.TACIT else tr("It ends with its first term.")

    def is_terminable(self) -> bool:
        if not self.has_customer() or self.is_terminated():
            return False
        head = self._deeds.shown.draft
        return head.initial_months is None or head.renewal is Renewal.TACIT

    def why_not_terminated(self) -> str:
        if not self.has_customer():
            return ""
        return tr("Notice was given already.") if self.is_terminated() else tr("It ends without notice.")

    def is_terminated(self) -> bool:
        return self.has_one() and self._deeds.shown.terminated_on is not None

    def has_line(self) -> bool:
        return self.has_one() and self._detail.line() is not None

    def has_cover(self) -> bool:
        return self.has_one() and self._detail.cover() is not None

    def is_amendable(self) -> bool:
        """Templates are changed themselves; and one has to see all there is, not what held on a day."""
        return self.has_customer() and self._deeds.overview is not None and self._deeds.overview.as_of is None

    def why_not_amended(self) -> str:
        if not self.has_one():
            return ""
        if not self.has_customer():
            return tr("Templates are changed themselves.")
        return tr("What was agreed on one day is shown: show all there is first.")
