"""What would change no price cannot be done, and what is not filled in yet is no fault."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.app.keys import CTRL, form, press, put
from tests.app.subscriptions.subscribing import Show, kept, preview
from tests.support.service_desk import ServiceDesk
from tests.support.subscribed import Subscribed


def test_prices_are_not_raised_where_none_changes(
    desk: ServiceDesk, show: Show, subscribed: Subscribed, qtbot: QtBot
) -> None:
    page = show()
    press(page.table, Qt.Key.Key_I)
    dialog = form(page)
    assert any(label.text() == "Not filled in yet" for label in dialog.findChildren(QLabel))
    put(dialog, value="5")
    dialog.form.fields["effective_on"].set_value(date(2025, 1, 1))
    qtbot.waitUntil(lambda: not dialog.submit_button.isEnabled())
    press(dialog, Qt.Key.Key_Return, CTRL)
    assert len(kept(desk, subscribed.subscription).prices) == 1
    dialog.form.fields["effective_on"].set_value(date(2026, 2, 1))
    qtbot.waitUntil(lambda: [row["after"] for row in preview(dialog)] != [""])
    assert dialog.submit_button.isEnabled()
