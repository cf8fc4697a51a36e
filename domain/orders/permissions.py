"""What the stage of an order allows to be done with it."""

from enum import StrEnum

from domain.errors import Refusal
from domain.language import tr
from domain.orders.model import Order, Stage, StageMeaning


class Permission(StrEnum):
    """What a stage can forbid."""

    MODIFY = "modify"
    DELETE = "delete"
    CANCEL = "cancel"
    POST = "post"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            Permission.MODIFY: tr("Change the order"),
            Permission.DELETE: tr("Delete the order"),
            Permission.CANCEL: tr("Cancel the order"),
            Permission.POST: tr("Post the order"),
        }[self]


def allows(stage: Stage, permission: Permission) -> bool:
    """Whether something may be done with an order that stands in `stage`."""
    allowed: bool = getattr(stage, f"allows_{permission.value}")
    return allowed and not (permission is Permission.MODIFY and stage.meaning is StageMeaning.CANCELLED)


def require(order: Order, permission: Permission) -> None:
    """Refuse what the stage of `order` forbids."""
    if allows(order.stage, permission):
        return
    if not order.stage.meaning.is_open and permission is Permission.MODIFY:
        raise Refusal(tr("{number} is closed and cannot be changed.", number=order.number))
    values = {"number": order.number, "stage": order.stage.name}
    raise Refusal(
        {
            Permission.MODIFY: tr("{number} cannot be changed in the stage “{stage}”.", **values),
            Permission.DELETE: tr("{number} cannot be deleted in the stage “{stage}”.", **values),
            Permission.CANCEL: tr("{number} cannot be cancelled in the stage “{stage}”.", **values),
            Permission.POST: tr("{number} cannot be posted in the stage “{stage}”.", **values),
        }[permission]
    )
