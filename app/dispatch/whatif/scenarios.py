"""The scenarios side by side while they are put together."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.dispatch.whatif.card import ScenarioCard
from app.dispatch.whatif.suppositions import Kind
from app.dispatch.whatif.values import Draft, Names
from app.shared.flow import FlowLayout
from app.shared.kit import Kit
from domain.language import tr
from domain.planning.whatif.values import Variation

MOST = 6
GAP = 10


class Scenarios(QWidget):
    """A card for each; a supposition that is asked for comes back by `take`."""

    suppose_asked = Signal(object, object)
    """A `Kind`, and the `Variation` to be changed, or None."""
    changed = Signal()
    """There is another number of scenarios."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._names = Names()
        self._impossible: dict[Kind, str] = {}
        self._cards: list[ScenarioCard] = []
        self._next = 1
        self._asked: tuple[int, Variation | None] = (0, None)
        self._flow = FlowLayout(self, GAP, GAP)

    @property
    def cards(self) -> tuple[ScenarioCard, ...]:
        """From left to right."""
        return tuple(self._cards)

    @property
    def drafts(self) -> tuple[Draft, ...]:
        """The scenarios as they are now."""
        return tuple(card.draft for card in self._cards)

    @property
    def full(self) -> bool:
        """Whether there are as many as can be compared."""
        return len(self._cards) >= MOST

    def tell(self, names: Names, impossible: dict[Kind, str]) -> None:
        """What everybody is called, and what cannot be supposed, with the reason."""
        if (names, impossible) != (self._names, self._impossible):
            self._names, self._impossible = names, impossible
            self._renew()

    def add(self) -> None:
        """One scenario more, in which nothing is supposed yet."""
        self._add(Draft(self._next))

    def take(self, variation: Variation) -> None:
        """What was filled in becomes a part of the scenario for which it was asked."""
        draft_id, before = self._asked
        self._change(draft_id, before, variation)

    def forgive(self) -> None:
        """Take every sentence away."""
        for card in self._cards:
            card.refuse("")

    def card(self, draft_id: str) -> ScenarioCard | None:
        """The card of the scenario that a refusal is about, where it is about one."""
        return next((each for each in self._cards if str(each.draft.id) == draft_id), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for card in self._cards:
            card.fit(self.width())

    def _add(self, draft: Draft) -> None:
        if self.full:
            return
        self._next = draft.id + 1
        card = ScenarioCard(self._kit, draft)
        card.name_changed.connect(self._on_name)
        card.add_asked.connect(self._on_add)
        card.change_asked.connect(self._on_change)
        card.drop_asked.connect(self._on_drop)
        card.copy_asked.connect(self._on_copy)
        card.remove_asked.connect(self._on_remove)
        self._cards.append(card)
        self._flow.addWidget(card)
        if self.isVisible():
            card.fit(self.width())
            card.show()
        self._renew()
        self.changed.emit()
        if self.isVisible():
            card.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, draft_id: int, before: Variation | None, now: Variation | None) -> None:
        for card in self._cards:
            if card.draft.id == draft_id:
                card.refuse("")
                card.show_draft(_with(card.draft, before, now), self._names)

    def _renew(self) -> None:
        for card in self._cards:
            card.copy_button.setEnabled(not self.full)
            card.show_draft(card.draft, self._names)
            for kind in Kind:
                card.can_add(kind, self._impossible.get(kind, ""))

    @Slot(int, str)
    def _on_name(self, draft_id: int, typed: str) -> None:
        for card in self._cards:
            if card.draft.id == draft_id:
                card.show_draft(replace(card.draft, name=typed), self._names)

    @Slot(int, object)
    def _on_add(self, draft_id: int, kind: Kind) -> None:
        self._asked = draft_id, None
        self.suppose_asked.emit(kind, None)

    @Slot(int, object)
    def _on_change(self, draft_id: int, variation: Variation) -> None:
        self._asked = draft_id, variation
        self.suppose_asked.emit(Kind.of(variation), variation)

    @Slot(int, object)
    def _on_drop(self, draft_id: int, variation: Variation) -> None:
        self._change(draft_id, variation, None)

    @Slot(int)
    def _on_copy(self, draft_id: int) -> None:
        found = next(each for each in self.drafts if each.id == draft_id)
        name = tr("{name} (copy)", name=found.name) if found.name else ""
        self._add(replace(found, id=self._next, name=name))

    @Slot(int)
    def _on_remove(self, draft_id: int) -> None:
        card = next(each for each in self._cards if each.draft.id == draft_id)
        self._cards.remove(card)
        self._flow.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._renew()
        self.changed.emit()
        if self._cards:
            self._cards[-1].name.setFocus(Qt.FocusReason.OtherFocusReason)


def _with(draft: Draft, before: Variation | None, now: Variation | None) -> Draft:
    """A draft with a supposition more, another one in its place, or one less; none stands there twice."""
    found = list(draft.variations)
    at = found.index(before) if before in found else len(found)
    found[at : at + 1] = () if now is None else (now,)
    return replace(draft, variations=tuple(dict.fromkeys(found)))
