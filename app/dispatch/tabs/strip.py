"""The row of the boards: their tabs, the filters of the open one as a sentence, how it looks, and who else is here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton

from app.dispatch.board.look import BoardLook
from app.dispatch.plan import Plan
from app.dispatch.tabs.look_menu import Legend, LookButton
from app.dispatch.tabs.pick import PickDialog
from app.dispatch.tabs.presenter import BoardsPresenter
from app.dispatch.tabs.settings import KIND, MY_TEAMS, SKILL, TEAM, TERRITORY, WITH_WORK, WORK, BoardSettings
from app.dispatch.tabs.tab_bar import BoardTabBar
from app.dispatch.together.faces import Faces
from app.shared.buttons import IconButton
from app.shared.dialog import FormDialog
from app.shared.fields import TextField
from app.shared.filters import Filter, FilterBar
from app.shared.kit import Kit
from app.shared.layout import row
from domain.language import tr, trn
from domain.scheduling.board_queries import BoardRow
from domain.scheduling.board_rows import BoardTechnician
from domain.workforce.model import Bookable

#: What gives way where there is little room, and the pixels below which it does.
LEAST = {SKILL: 1080, KIND: 980, TERRITORY: 900}


class BoardStrip(QFrame):
    """Everything that makes one board differ from another."""

    settings_changed = Signal(object)
    """The `BoardSettings` to show, after a filter was chosen or another board opened."""
    look_changed = Signal(object)
    """The `BoardLook` to show."""
    why_asked = Signal()

    def __init__(self, kit: Kit, presenter: BoardsPresenter, legend: Legend) -> None:
        super().__init__()
        self._theme = kit.theme
        self._presenter = presenter
        self._technicians: tuple[BoardTechnician, ...] = ()
        self._offered: tuple[Any, ...] = ()
        self.tabs = BoardTabBar(presenter.is_own)
        self.add_button = IconButton("plus", tr("New board"), kit.theme)
        self.filters = FilterBar(_sentence())
        self.picked = QPushButton()
        self.look = LookButton(kit.theme, legend)
        self.faces = Faces(kit.theme)
        self._arrange()
        self._connect()
        self._on_settings(presenter.settings)

    def offer(self, plan: Plan) -> None:
        """The words of the filters, from whoever is there."""
        self._technicians = plan.technicians
        teams = tuple(sorted({one.team for one in plan.technicians}))
        territories = tuple(sorted({name for one in plan.technicians for name in one.territories}))
        skills = tuple(sorted({name for one in plan.technicians for name in one.skills}))
        kinds = tuple(kind for kind in Bookable if any(one.kind is kind for one in plan.technicians))
        if self._offered == (teams, territories, skills, kinds):
            return
        self._offered = (teams, territories, skills, kinds)
        self.filters.blockSignals(True)
        self.filters.offer(TEAM, [(MY_TEAMS, tr("my teams")), *((name, name) for name in teams)])
        for key, names in ((TERRITORY, territories), (SKILL, skills)):
            self.filters.offer(key, [(name, name) for name in names])
        self.filters.offer(KIND, [(kind.value, kind.label) for kind in kinds])
        self.filters.choose(self._presenter.settings.chosen)
        self.filters.blockSignals(False)
        self._lay_out()

    def clear_filters(self) -> None:
        """Let everybody through."""
        self._set(replace(self._presenter.settings, chosen={}, technicians=frozenset()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _arrange(self) -> None:
        whole = row(self, margins=(2, 0, 12, 0), spacing=2)
        whole.addWidget(self.tabs)
        whole.addWidget(self.add_button)
        whole.addStretch(1)
        whole.addWidget(self.filters)
        whole.addWidget(self.picked)
        whole.addSpacing(4)
        whole.addWidget(self.look)
        whole.addWidget(self.faces)
        self.picked.setProperty("role", "filter")
        self.picked.setProperty("active", True)
        self.picked.setToolTip(tr("Technicians picked by hand; press to pick others"))

    def _connect(self) -> None:
        tabs, presenter = self.tabs, self._presenter
        tabs.open_asked.connect(presenter.open)
        tabs.copy_asked.connect(presenter.copy)
        tabs.order_chosen.connect(presenter.reorder)
        tabs.rename_asked.connect(self._on_rename)
        tabs.share_asked.connect(self._on_share)
        tabs.delete_asked.connect(presenter.delete)
        presenter.boards_changed.connect(tabs.show_boards)
        presenter.settings_changed.connect(self._on_settings)
        presenter.settings_changed.connect(self.settings_changed)
        self.add_button.clicked.connect(self.make)
        self.filters.changed.connect(self._on_chosen)
        self.picked.clicked.connect(self.pick)
        self.look.pick_asked.connect(self.pick)
        self.look.why_asked.connect(self.why_asked)
        self.look.look_chosen.connect(self._on_look)

    def _lay_out(self) -> None:
        counts = dict(zip((TEAM, TERRITORY, SKILL, KIND), map(len, self._offered), strict=False))
        chosen = self._presenter.settings.chosen
        words = [
            key
            for key in (TEAM, TERRITORY, SKILL, KIND)
            if chosen.get(key) or (counts.get(key, 0) > 1 and self.width() >= LEAST.get(key, 0))
        ]
        self.filters.show_only([*words, WORK])
        count = len(self._presenter.settings.technicians)
        self.picked.setText(trn("{count} picked", "{count} picked", count))
        self.picked.setVisible(bool(count))

    def _set(self, settings: BoardSettings) -> None:
        self._presenter.set_settings(settings)
        self._on_settings(settings)
        self.settings_changed.emit(settings)

    @Slot()
    def make(self) -> None:
        """Ask for a name and make a board that shows what is shown now."""
        self._ask_name(tr("New board"), tr("Make board"), "", self._presenter.create)

    @Slot()
    def pick(self) -> None:
        """Pick technicians by hand."""
        dialog = PickDialog(self._theme, self._technicians, self._presenter.settings.technicians, self)
        dialog.picked.connect(self._on_picked)
        dialog.open()

    def _ask_name(self, title: str, verb: str, name: str, then: Callable[[str], None]) -> None:
        dialog = FormDialog(title, [TextField("name", tr("Name"))], verb, self)
        dialog.submitted.connect(partial(_pass_name, then))
        self._presenter.refused.connect(dialog.show_refusal)
        self._presenter.named.connect(dialog.finish)
        dialog.begin({"name": name})

    @Slot(object)
    def _on_settings(self, settings: BoardSettings) -> None:
        self.filters.blockSignals(True)
        self.filters.choose(settings.chosen)
        self.filters.blockSignals(False)
        self.look.set_look(settings.look)
        self._lay_out()

    @Slot(object)
    def _on_chosen(self, chosen: Mapping[str, frozenset[str]]) -> None:
        self._set(replace(self._presenter.settings, chosen=dict(chosen)))

    @Slot(object)
    def _on_picked(self, technicians: frozenset[int]) -> None:
        self._set(replace(self._presenter.settings, technicians=technicians))

    @Slot(object)
    def _on_look(self, look: BoardLook) -> None:
        self._presenter.set_settings(replace(self._presenter.settings, look=look))
        self.look_changed.emit(look)

    @Slot(object)
    def _on_rename(self, board: BoardRow) -> None:
        self._ask_name(tr("Rename the board"), tr("Rename"), board.name, partial(self._presenter.rename, board))

    @Slot(object)
    def _on_share(self, board: BoardRow) -> None:
        self._presenter.share(board, shared=not board.shared)


def _pass_name(then: Callable[[str], None], values: Mapping[str, Any]) -> None:
    then(str(values["name"]))


def _sentence() -> Sequence[Filter]:
    return (
        Filter(TEAM, tr("all teams"), ()),
        Filter(TERRITORY, tr("all territories"), ()),
        Filter(SKILL, tr("all skills"), ()),
        Filter(KIND, tr("all kinds"), ()),
        Filter(WORK, tr("with and without work"), ((WITH_WORK, tr("only with work")),), several=False),
    )
