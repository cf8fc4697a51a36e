"""What is asked before a dangerous command goes out: what it is, with which values, and where it goes."""

from PySide6.QtWidgets import QMessageBox, QWidget

from app.shared.commands.send_dialog import Asked
from domain.language import tr, trn
from domain.monitoring.command_queries import values_in_words

SHOWN = 12


def ask_to_send(parent: QWidget, asked: Asked) -> QMessageBox:
    """The question, not shown yet; Enter alone sends nothing."""
    count = len(asked.targets)
    asking = QMessageBox(parent)
    asking.setObjectName("dialog_confirm_command")
    asking.setIcon(QMessageBox.Icon.Warning)
    asking.setText(
        trn(
            "“{command}” is dangerous. Send it to {count} device?",
            "“{command}” is dangerous. Send it to {count} devices?",
            count,
            command=asked.offer.label,
        )
    )
    asking.setInformativeText(_told(asked))
    asking.addButton(trn("Send to {count} device", "Send to {count} devices", count), QMessageBox.ButtonRole.AcceptRole)
    cancel = asking.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
    asking.setDefaultButton(cancel)
    asking.setEscapeButton(cancel)
    return asking


def _told(asked: Asked) -> str:
    """The values, and each device by name as far as there is room."""
    named = [f"{target.device}  ({target.asset})" for target in asked.targets[:SHOWN]]
    more = len(asked.targets) - SHOWN
    if more > 0:
        named.append(trn("And {count} more.", "And {count} more.", more))
    return "\n".join(filter(None, (values_in_words(asked.offer.fields, asked.values), *named)))
