"""What is to be compared: scenarios, and above them what they have in common."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QScrollArea, QWidget

from app.dispatch.whatif.scenarios import MOST, Scenarios
from app.dispatch.whatif.suppositions import Ground, Kind
from app.dispatch.whatif.values import Choices, Draft, Names, Offer
from app.dispatch.whatif.words import as_is, called
from app.dispatch.wishes.choices import Effort, WishChoices
from app.shared.kit import Kit
from app.shared.layout import column, label
from domain.errors import Refusal
from domain.language import tr
from domain.planning.scope import Touch
from domain.planning.whatif.asked import Asked
from domain.planning.whatif.values import Absence, Supposition, Variation

EFFORTS = (2, 5, 10, 30, 60)
USUAL = 5


class Asking(QWidget):
    """What is wrong stands beside the choice or the scenario that it is about."""

    run_asked = Signal(object)
    """An `Asked`; the first of its suppositions is that the days are as they are."""
    suppose_asked = Signal(object, object, object)
    """A `Kind`, the `Ground` that it is about, and the `Variation` to be changed, or None."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._slas: Choices = ()
        self._customers: dict[int, str] = {}
        self._busy = False
        effort = Effort(tr("Time to look, each"), EFFORTS, USUAL)
        self.common, self.scenarios = WishChoices(kit, "whatif", effort, Touch.PLANNED), Scenarios(kit)
        self.wrong = label("", "wrong", wrap=True)
        self.add_button = QPushButton(tr("Another scenario"))
        self.run_button = QPushButton(tr("Compare"))
        self.tools: tuple[QWidget, ...] = (self.run_button, self.add_button)
        self._area, self._inside = QScrollArea(), QWidget()
        self._arrange()
        self.add_button.clicked.connect(self.scenarios.add)
        self.run_button.clicked.connect(self.ask)
        self.scenarios.suppose_asked.connect(self._on_suppose)
        self.scenarios.changed.connect(self._tell)
        self.scenarios.add()

    @property
    def names(self) -> Names:
        """What those are called whom scenarios speak of."""
        return Names(dict(self.common.shown), dict(self._slas), dict(self._customers))

    @Slot(object)
    def offer(self, offer: Offer) -> None:
        """The goals and SLAs there are."""
        self._slas = offer.slas
        self.common.offer_profiles(offer.profiles)
        self._tell_names()

    def offer_people(self, people: Choices) -> None:
        """The technicians who stand on the board."""
        self.common.offer_people(people)
        self._tell_names()

    @Slot(int, str)
    def learn_customer(self, customer_id: int, name: str) -> None:
        """What a customer is called, of whom a scenario is about to speak."""
        self._customers[customer_id] = name
        self._tell_names()

    @Slot(object)
    def take(self, variation: Variation) -> None:
        """What was filled in becomes a part of the scenario for which it was asked."""
        self.scenarios.take(variation)

    def set_busy(self, busy: bool) -> None:
        """Whether a comparison is under way; there is one at a time."""
        self._busy = busy
        self._tell()

    @Slot()
    def ask(self) -> None:
        """Compare what is put together, or say why not and go there."""
        self.wrong.hide()
        self.scenarios.forgive()
        try:
            asked = self.asked()
        except Refusal as refusal:
            self.refuse(refusal)
            self._go_to(refusal.field or "")
            return
        self.run_asked.emit(asked)

    def asked(self) -> Asked:
        """All that is chosen and put together. Raises Refusal, at the id of a draft where it is about one."""
        scope, drafts, names = self.common.scope(), self.scenarios.drafts, self.names
        planned = {key for key, _ in self.common.planned()}
        for draft in drafts:
            _check(draft, planned, names)
        called_so = zip(called(drafts, names, self._kit.times), drafts, strict=True)
        supposed = (Supposition(name, draft.variations) for name, draft in called_so)
        every = (Supposition(as_is()), *supposed)
        return Asked(scope, self.common.profile_id, float(self.common.seconds), every)

    def refuse(self, why: Exception) -> None:
        """Say what is wrong beside what it is about; the keyboard stays where it is."""
        field = (why.field or "") if isinstance(why, Refusal) else ""
        card = self.scenarios.card(field)
        if card is None:
            self.wrong.setText(str(why))
            self.wrong.show()
        else:
            card.refuse(str(why))
        self._show(self.wrong if card is None else card.wrong)

    def _go_to(self, field: str) -> None:
        card = self.scenarios.card(field)
        concerned = (self.common.field(field) or self.common) if card is None else card.name
        concerned.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        self.run_button.setProperty("role", "primary")
        self.run_button.setObjectName("whatif_run")
        self.add_button.setObjectName("whatif_add")
        self.wrong.hide()
        self._kit.theme.dress(self.add_button, "plus")
        whole = column(self._inside, margins=(12, 8, 12, 10), spacing=10)
        whole.addWidget(self.common)
        whole.addWidget(self.wrong)
        whole.addWidget(self.scenarios)
        whole.addStretch(1)
        self._area.setWidget(self._inside)
        self._area.setWidgetResizable(True)
        column(self).addWidget(self._area)
        self.setFocusProxy(self.common)

    def _show(self, widget: QWidget) -> None:
        """Bring a sentence into view that has no place yet."""
        inside, layout = self._inside, self._inside.layout()
        if layout is not None:
            layout.activate()
        inside.resize(inside.width(), max(inside.height(), inside.sizeHint().height()))
        self._area.ensureWidgetVisible(widget)

    @Slot()
    def _tell(self) -> None:
        full = self.scenarios.full
        self.add_button.setEnabled(not full)
        self.add_button.setToolTip(tr("{count} scenarios are compared at most", count=MOST) if full else "")
        self.run_button.setEnabled(bool(self.scenarios.drafts) and not self._busy)
        self.run_button.setToolTip(
            tr("A comparison is under way")
            if self._busy
            else tr("With the plan in force, and with the best plan for the days as they are")
        )

    def _tell_names(self) -> None:
        impossible = {} if self._slas else {Kind.SLA: tr("There is no SLA yet")}
        if not self.common.shown:
            impossible |= dict.fromkeys((Kind.ABSENCE, Kind.VAN), tr("No technician is shown on the board"))
        self.scenarios.tell(self.names, impossible)

    @Slot(object, object)
    def _on_suppose(self, kind: Kind, variation: Variation | None) -> None:
        if self.common.span is None:
            self.refuse(Refusal(tr("The board is still being loaded; try again in a moment.")))
            return
        ground = Ground(self.common.shown, self._slas, self.names, *self.common.span)
        self.suppose_asked.emit(kind, ground, variation)


def _check(draft: Draft, planned: set[int], names: Names) -> None:
    """Raise Refusal where a scenario would be as the days are."""
    if not draft.variations:
        raise Refusal(tr("Suppose something here, or remove this scenario."), field=str(draft.id))
    for each in draft.variations:
        if isinstance(each, Absence) and each.technician_id not in planned:
            name = names.technicians.get(each.technician_id, tr("Somebody"))
            sentence = tr("{name} is not planned for here, so the absence changes nothing.", name=name)
            raise Refusal(sentence, field=str(draft.id))
