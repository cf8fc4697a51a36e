"""What is asked before something that cannot be taken back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from domain.language import tr, trn


def ask_to_clear(parent: QWidget, count: int) -> QMessageBox:
    """The question whether to clear alerts by hand; not shown yet."""
    asking = QMessageBox(parent)
    asking.setObjectName("dialog_clear")
    asking.setText(trn("Clear this alert by hand?", "Clear {count} alerts by hand?", count))
    asking.setInformativeText(tr("It is raised anew only when its condition begins anew. This cannot be undone."))
    clear = asking.addButton(tr("Clear"), QMessageBox.ButtonRole.AcceptRole)
    asking.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    asking.setDefaultButton(clear)
    return asking


def ask_to_repeat(parent: QWidget, number: int) -> QMessageBox:
    """The question whether a plan shall begin anew with a step; not shown yet."""
    asking = QMessageBox(parent)
    asking.setObjectName("dialog_repeat")
    asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asking.setText(tr("Let the plan begin anew with step {number}?", number=number))
    asking.setInformativeText(tr("What its steps send, mails, messages and commands, is sent once more."))
    repeat = asking.addButton(tr("Repeat"), QMessageBox.ButtonRole.AcceptRole)
    asking.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    asking.setDefaultButton(repeat)
    return asking
