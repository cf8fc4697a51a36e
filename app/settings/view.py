"""The page of settings: the sections at the left, and the chosen one."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.settings.pane import SectionPane
from app.settings.reckoning import Reckoning
from app.settings.section import Deed, Section
from app.settings.sections import sections
from app.settings.sections_list import SectionsList
from app.shared.actions import Action
from app.shared.desk import Desk
from app.shared.frame import PageFrame
from app.shared.kit import Kit
from app.shared.layout import column, row
from app.shared.page import Page
from app.shared.progress import ProgressStrip
from domain.language import tr

SECTION_KEY = "pages/settings/section"


class SettingsPage(Page):
    """What an administrator sets up."""

    key = "settings"
    icon = "settings"

    def __init__(self, kit: Kit, desk: Desk) -> None:
        super().__init__(kit)
        self.frame = PageFrame(kit, self.key, self.title)
        self._desk = desk
        self._sections = sections(kit, desk)
        self._panes: dict[str, SectionPane[Any]] = {}
        self.names = SectionsList(kit, self._sections)
        self._stack = QStackedWidget()
        self.reckoning = Reckoning(kit, desk, self)
        self.strip = ProgressStrip(tr("Open orders are being promised anew."))
        self._visible = False
        self._arrange()
        self._connect()
        self.show_section(kit.memory.text(SECTION_KEY))
        self._stack.setCurrentWidget(self.pane)  # made with the window, not while somebody waits for the page

    @property
    def title(self) -> str:
        return tr("Settings")

    @property
    def pane(self) -> SectionPane[Any]:
        """The section in front; the others are made when they are first shown, so that the window opens soon."""
        section = self._sections[max(0, self.names.currentRow())]
        if section.key not in self._panes:
            self._panes[section.key] = self._made(section)
        return self._panes[section.key]

    def page_actions(self) -> Sequence[Action]:
        own = (
            Action("settings_new", tr("New"), self._new, "N", "plus", self._can_make),
            Action("settings_edit", tr("Edit"), self._edit, "E", "pencil", self._is_open),
            Action("settings_save", tr("Save"), self._save, "Ctrl+Return", "save", self._can_save),
            Action("settings_remove", tr("Delete"), self._remove, "Ctrl+Del", "trash-2", self._can_remove),
            Action("settings_next", tr("Next section"), partial(self._step, 1), "Ctrl+PgDown", "arrow-down"),
            Action("settings_previous", tr("Previous section"), partial(self._step, -1), "Ctrl+PgUp", "arrow-up"),
        )
        return (*own, *(self._deed(section, deed) for section in self._sections for deed in section.deeds))

    def set_visible_page(self, visible: bool) -> None:
        self._visible = visible
        if visible:
            self._show_pane()
        elif (pane := self._shown()) is not None:
            pane.set_visible(False)

    def show_section(self, key: str) -> None:
        """Bring a section in front."""
        found = [at for at, section in enumerate(self._sections) if section.key == key]
        self.names.setCurrentRow(found[0] if found else 0)

    def show_record(self, record_id: int) -> None:
        """Show when a technician works: the records that other pages speak of here."""
        self.show_section("hours")
        self.pane.show_record(record_id)

    def focus_first(self) -> None:
        """The keyboard goes to the names of the sections."""
        self.names.setFocus()

    def step_back(self) -> bool:
        if self.pane.step_back():
            return True
        return super().step_back()

    def _arrange(self) -> None:
        whole = QWidget()
        beside = row(margins=(8, 0, 0, 0))
        beside.addWidget(self.names)
        beside.addWidget(self._stack, 1)
        below = column(whole)
        below.addLayout(beside, 1)
        below.addWidget(self.strip)
        bound = self.bound_actions()
        self.frame.set_actions([bound["settings_new"]], primary="settings_new")
        self.frame.set_list(whole)
        self.set_frame(self.frame)

    def _connect(self) -> None:
        self.names.section_asked.connect(self._on_section)
        self.frame.searched.connect(self._on_searched)
        self.reckoning.told.connect(self.notice_asked)
        self.reckoning.running.connect(self.strip.show_running)
        self.reckoning.progressed.connect(self._on_progressed)
        self.strip.stop_asked.connect(self.reckoning.stop)

    def _made(self, section: Section[Any]) -> SectionPane[Any]:
        pane = SectionPane(section, self.kit, self._desk)
        bound = self.bound_actions()
        pane.editor.set_deeds([bound[f"settings_{deed.name}"] for deed in section.deeds])
        pane.told.connect(self.notice_asked)
        pane.changed.connect(self.refresh_actions)
        pane.counted.connect(self._on_counted)
        pane.saved.connect(self._on_saved)
        pane.link_asked.connect(self.open_asked)
        self._stack.addWidget(pane)
        pane.editor.settle()
        return pane

    def _deed(self, section: Section[Any], deed: Deed[Any]) -> Action:
        possible = partial(self._can_do, section, deed)
        return Action(f"settings_{deed.name}", deed.title, partial(self._do, deed), deed.shortcut, deed.icon, possible)

    def _do(self, deed: Deed[Any]) -> None:
        self.pane.do(deed)

    def _can_do(self, section: Section[Any], deed: Deed[Any]) -> bool:
        pane = self._shown()
        return pane is not None and pane.section is section and pane.can_do(deed)

    def _shown(self) -> SectionPane[Any] | None:
        """The section in front, if it was made already."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, SectionPane) else None

    def _new(self) -> None:
        self.pane.begin_new()

    def _edit(self) -> None:
        self.pane.edit()

    def _save(self) -> None:
        self.pane.save()

    def _remove(self) -> None:
        self.pane.remove()

    def _step(self, by: int) -> None:
        self.names.setCurrentRow((self.names.currentRow() + by) % len(self._sections))

    def _can_make(self) -> bool:
        pane = self._shown()
        return pane is not None and pane.can_make()

    def _is_open(self) -> bool:
        pane = self._shown()
        return pane is not None and pane.editor.is_open()

    def _can_save(self) -> bool:
        pane = self._shown()
        return pane is not None and pane.can_save()

    def _can_remove(self) -> bool:
        pane = self._shown()
        return pane is not None and pane.can_remove()

    @Slot(int)
    def _on_section(self, at: int) -> None:
        before = self._shown()
        if before is not None:
            before.set_visible(False)
        self.kit.memory.keep(SECTION_KEY, self._sections[at].key)
        if self._visible:
            self._show_pane()

    def _show_pane(self) -> None:
        self._stack.setCurrentWidget(self.pane)
        self.frame.search.reset()
        self.pane.set_visible(self._visible)
        self.refresh_actions()

    @Slot(int, bool)
    def _on_saved(self, row_id: int, new: bool) -> None:
        """What promises are reckoned by has changed; no order counts by a new calendar yet."""
        pane = self.sender()
        reckons = pane.section.reckons if isinstance(pane, SectionPane) else ""
        if reckons == "calendar" and not new:
            self.reckoning.after_calendar(row_id)
        elif reckons == "sla":
            self.reckoning.after_sla()

    @Slot(int, int, int)
    def _on_progressed(self, done: int, total: int, changed: int) -> None:
        sentence = tr(
            "Reckoned anew: {done} of {total} open orders, {changed} changed", done=done, total=total, changed=changed
        )
        self.strip.show_progress(done, total, sentence)

    @Slot(str)
    def _on_searched(self, words: str) -> None:
        self.pane.search(words)

    @Slot(int, int)
    def _on_counted(self, shown: int, total: int) -> None:
        if self.sender() is self.pane:
            number = self.kit.times.number
            words = (
                number(total) if shown == total else tr("{shown} of {total}", shown=number(shown), total=number(total))
            )
            self.frame.set_count("" if self.pane.section.single else words)
