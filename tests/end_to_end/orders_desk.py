"""Somebody who sees to orders with the keyboard alone: who comes, and that the work was done."""

from PySide6.QtCore import Qt
from sqlalchemy import select

from app.orders.view import OrdersPage
from domain.orders.model import Order
from domain.scheduling.model import Booking
from domain.workforce.model import Technician
from tests.end_to_end.keyboard import ALT, SHIFT, Keyboard


class OrdersDesk(Keyboard):
    """The desk, which looks at one order on the page of orders."""

    @property
    def page(self) -> OrdersPage:
        found = self.window.places.pages["orders"]
        assert isinstance(found, OrdersPage)
        return found

    def stage(self) -> str:
        shown = self.page.detail.shown
        return shown.stage if shown else ""

    def book(self, technician: str) -> None:
        """Send whom is proposed first, who is to be the one that is named."""
        order_id = self.page.record_shown()
        self.press(Qt.Key.Key_R)
        self.wait(lambda: "Assign" in self.page.detail.next_steps.button.text())
        self.press(Qt.Key.Key_T)
        self.wait_for_dialog("dialog_assign")
        self.press(Qt.Key.Key_Return)
        self.wait_for_page()
        self.wait(lambda: self.stage() == "Planned")
        booked = select(Technician.name).join(Booking.technician).where(Booking.order_id == order_id)
        with self.console.desk.store.read() as session:
            assert session.scalars(booked).one() == technician

    def finish(self, name: str) -> None:
        """Begin the work, let the customer sign it, and say that it is done."""
        order_id = self.page.record_shown()
        signed = select(Order.signed_off_by).where(Order.id == order_id)
        self.press(Qt.Key.Key_Right, ALT)
        self.wait(lambda: self.stage() == "In progress")
        self.press(Qt.Key.Key_S, SHIFT)
        self.wait_for_dialog()
        self.type(name)
        self.press(Qt.Key.Key_Return)
        self.wait_for_page()
        with self.console.desk.store.read() as session:
            self.wait(lambda: session.scalar(signed) == name)
        self.press(Qt.Key.Key_D)
        self.wait(lambda: self.stage() == "Done")
