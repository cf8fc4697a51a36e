"""The window in which a rule is tried on the past, beside all other work."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QSplitter, QStackedWidget, QWidget

from app.shared.desk import Desk
from app.shared.empty import EmptyState
from app.shared.kit import Kit
from app.shared.layout import column, label
from app.shared.links import Link
from app.shared.trials.bar import QuestionBar
from app.shared.trials.child import Tries, TryingChild
from app.shared.trials.foot import TrialFoot
from app.shared.trials.happenings import HappeningsPane
from app.shared.trials.outcome import OutcomePane
from app.shared.trials.presenter import TrialPresenter
from app.shared.trials.values import Around, Candidate, Found, Happening, Limits, Offer, Question
from devices.backtest.scoring import Trial
from devices.backtest.suggesting import limited
from domain.clock import to_ms
from domain.language import tr
from domain.monitoring.definitions.wording import describe

WIDTH, HEIGHT = 1240, 700
EDGE = 16


class TrialWindow(QDialog):
    """Says what shall become of the rule; whoever opened it takes that into a form, or saves it."""

    taken = Signal(object)
    """The `Definition` that shall stand in the form."""
    save_asked = Signal(object)
    """The `RuleDraft` that shall be saved, and is switched on."""
    link_asked = Signal(object)
    """The `Link` to an asset or an order."""

    def __init__(
        self, kit: Kit, desk: Desk, parent: QWidget, *, has_form: bool = True, tries: Tries | None = None
    ) -> None:
        super().__init__(parent)
        self._kit, self._now = kit, 0
        self._candidate: Candidate | None = None
        self.found: Found | None = None
        self._chosen: Happening | None = None
        self._limits_of: Question | None = None
        self.presenter = TrialPresenter(
            kit, desk, tries or TryingChild(desk.store.url.render_as_string(hide_password=False)), self
        )
        self.heading, self.versions = label("", "heading", wrap=True), label("", "muted", wrap=True)
        self.bar = QuestionBar(kit)
        self.empty, self.outcome, self.happenings = EmptyState(kit.theme), OutcomePane(kit), HappeningsPane(kit)
        self.foot = TrialFoot()
        self._body = QStackedWidget()
        self._arrange(has_form=has_form)
        self._connect()

    def begin(self, candidate: Candidate) -> None:
        """Show it, and try the rule as it stands."""
        self._candidate, self._now = candidate, to_ms(self._kit.times.now())
        self._show_versions()
        self.bar.forget_asset()
        self.presenter.begin(candidate)
        self.show()
        self.raise_()
        self.try_out()

    @Slot()
    def try_out(self) -> None:
        """Try what is asked now."""
        if (question := self._question()) is not None:
            self.found = self._limits_of = None
            self.presenter.try_out(question)

    @Slot()
    def reject(self) -> None:
        """Close it, and leave what is under way."""
        self.presenter.close()
        super().reject()

    def _question(self) -> Question | None:
        return None if self._candidate is None else self.bar.question(self._candidate.versions(), self._now)

    def _arrange(self, *, has_form: bool) -> None:
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.resize(WIDTH, HEIGHT)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.outcome)
        splitter.addWidget(self.happenings)
        self._body.addWidget(self.empty)
        self._body.addWidget(splitter)
        whole = column(self, margins=(EDGE, 12, EDGE, 12), spacing=8)
        for each in (self.heading, self.versions, self.bar):
            whole.addWidget(each)
        whole.addWidget(self._body, 1)
        whole.addWidget(self.foot)
        self.foot.take_button.setVisible(has_form)
        self._say(tr("The rule is being tried."), "hourglass")
        self._show_chosen(None)

    def _connect(self) -> None:
        heard = self.presenter
        heard.offered.connect(self._on_offered)
        heard.found.connect(self._on_found)
        heard.failed.connect(self._on_failed)
        heard.around_found.connect(self._on_around)
        heard.limits_found.connect(self._on_limits)
        heard.limits_failed.connect(self.happenings.say_of_limits)
        heard.running.connect(self.foot.strip.show_running)
        heard.progressed.connect(self.foot.show_progress)
        self.foot.strip.stop_asked.connect(self._on_stop)
        self.bar.changed.connect(self.try_out)
        self.outcome.timeline.chosen.connect(self._on_chosen)
        self.outcome.timeline.opened.connect(self._on_opened)
        self.happenings.chosen.connect(self._on_listed)
        self.happenings.opened.connect(self._on_opened)
        self.happenings.limits_wanted.connect(self._on_limits_wanted)
        self.happenings.limit_taken.connect(self._on_limit)
        self.foot.asset_button.clicked.connect(self._on_asset)
        self.foot.order_button.clicked.connect(self._on_order)
        self.foot.take_button.clicked.connect(self._on_take)
        self.foot.save_button.clicked.connect(self._on_save)

    def _show_versions(self) -> None:
        candidate = self._candidate
        assert candidate is not None
        self.setWindowTitle(tr("Try on the past: {rule}", rule=candidate.draft.name or tr("New rule")))
        self.heading.setText(self.windowTitle())
        self.versions.setText(
            "\n".join(
                f"{version.title}: {describe(version.definition, candidate.label, candidate.unit)}"
                for version in candidate.versions()
            )
        )
        self.foot.show_candidate(candidate)

    def _say(self, title: str, icon: str = "history", hint: str = "") -> None:
        self.empty.tell(title, hint, icon)
        self._body.setCurrentIndex(0)

    @Slot(object)
    def _on_offered(self, offer: Offer) -> None:
        self.bar.offer(offer)

    @Slot(object)
    def _on_found(self, found: Found) -> None:
        self.found = found
        self.outcome.show_found(found)
        self.happenings.show_found(found)
        self._show_chosen(None)
        self._body.setCurrentIndex(1)
        if self.happenings.looks_at_limits():
            self._on_limits_wanted()

    @Slot(str)
    def _on_failed(self, sentence: str) -> None:
        self._say(sentence, hint=tr("Choose another time, or other assets, above."))

    @Slot()
    def _on_stop(self) -> None:
        self._limits_of = None
        self.presenter.stop()
        if self.found is None:
            self._say(tr("Stopped."), hint=tr("Choose another time, or other assets, above."))

    @Slot(object)
    def _on_chosen(self, happening: Happening) -> None:
        self.happenings.choose(happening)
        self._look_at(happening)

    @Slot(object)
    def _on_listed(self, happening: Happening | None) -> None:
        if happening is not None:
            self.outcome.timeline.choose(happening)
            self._look_at(happening)

    def _look_at(self, happening: Happening) -> None:
        if self.found is not None and happening is not self._chosen:
            self._show_chosen(happening)
            self.presenter.look_around(self.found, happening)

    def _show_chosen(self, happening: Happening | None) -> None:
        self._chosen = happening
        self.foot.show_chosen(happening)

    @Slot(object)
    def _on_around(self, around: Around) -> None:
        if self.found is not None and self._candidate is not None and around.happening is self._chosen:
            self.happenings.around.show_around(self.found, around, self._candidate.unit)

    @Slot()
    def _on_limits_wanted(self) -> None:
        question = self._question()
        if question is not None and self.found is not None and question != self._limits_of:
            self._limits_of = question
            self.presenter.find_limits(question)

    @Slot(object)
    def _on_limits(self, limits: Limits) -> None:
        self.happenings.limits.show_limits(limits, "" if self._candidate is None else self._candidate.unit)

    @Slot(float)
    def _on_limit(self, limit: float) -> None:
        """A limit that is taken changes what would be saved, and is tried at once."""
        if self._candidate is not None:
            draft = self._candidate.draft
            definition = limited(Trial(draft.name, draft.definition), limit).definition
            self._candidate = replace(self._candidate, draft=replace(draft, definition=definition))
            self._show_versions()
            self.try_out()

    @Slot(object)
    def _on_opened(self, happening: Happening) -> None:
        order = happening.order_id
        self.link_asked.emit(Link("assets", happening.asset.id) if order is None else Link("orders", order))

    @Slot()
    def _on_asset(self) -> None:
        if self._chosen is not None:
            self.link_asked.emit(Link("assets", self._chosen.asset.id))

    @Slot()
    def _on_order(self) -> None:
        if self._chosen is not None and self._chosen.order_id is not None:
            self.link_asked.emit(Link("orders", self._chosen.order_id))

    @Slot()
    def _on_take(self) -> None:
        if self._candidate is not None:
            self.taken.emit(self._candidate.draft.definition)
            self.reject()

    @Slot()
    def _on_save(self) -> None:
        if self._candidate is not None:
            self.save_asked.emit(replace(self._candidate.draft, active=True))
            self.reject()
