"""What is asked of the presenter, as frozen records: meanings, not mouse events."""

from dataclasses import dataclass, replace

from domain.language import tr
from domain.scheduling.placing.edit_values import Edit


@dataclass(frozen=True, slots=True)
class Wish:
    """Edits that are wanted together; `override` says that the user has read what speaks against them."""

    edits: tuple[Edit, ...]
    words: str = ""
    """What is told when it is done; empty: what the edits are."""
    override: bool = False
    reason: str = ""

    @property
    def question(self) -> str:
        """The words of the button that does it all the same."""
        if all(edit.booking_id is None and edit.extra for edit in self.edits):
            return tr("Copy anyway")
        return tr("Assign anyway") if all(edit.booking_id is None for edit in self.edits) else tr("Move anyway")

    def overriding(self, reason: str) -> "Wish":
        """The same wish, wanted all the same."""
        return replace(self, override=True, reason=reason)
