"""The page of the assistant on which assets of the customer are ticked."""

from app.agreements.wizard.step import Step
from app.shared.layout import label
from app.shared.tick_list import TickList
from domain.language import tr
from domain.reporting.agreement_choices import Choices


class AssetsStep(Step):
    """All assets of the customer, to be filtered by typing and ticked one by one or all that are shown."""

    def __init__(self, assets: Choices) -> None:
        super().__init__(tr("Assets"), tr("Which assets the services are for; none for the customer as a whole."))
        self.ticks = TickList(tr("Assets of the customer"), tr("This customer has no assets."))
        self.ticks.offer(assets)
        self._wrong = label("", "wrong", wrap=True)
        self._wrong.hide()
        self.place.addWidget(self._wrong)
        self.place.addWidget(self.ticks, 1)

    def begin(self) -> None:
        self.ticks.words.setFocus()

    def show_refusal(self, error: Exception, row: int = 0) -> None:  # noqa: ARG002  # there are no fields here
        self._wrong.setText(str(error))
        self._wrong.show()

    def chosen(self) -> Choices:
        """The ticked ones."""
        return self.ticks.chosen()
