"""The page of the assistant that asks what is promised for the assets, how often and on which days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Slot

from app.agreements.wizard.rows_step import RowsStep, Values
from app.shared.date_fields import DateField
from app.shared.fields import ChoiceField, Field, LongTextField, NumberField, TextField
from app.shared.search_choice import SearchChoiceField
from domain.agreements.line_service import AgreementLineDraft
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.reporting.agreement_choices import Choices, LineChoices, PlanChoices
from domain.visits.plan_service import PlanDraft
from domain.visits.starting import ServiceDraft
from domain.visits.window import MOST_DAYS, Window, WindowKind

EACH, WHOLE = "each", "whole"
ONCE, NEVER = "once", "never"
SEEN = "seen"
"""The service that a row began as: what the form does not ask stays as it was."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What services can be made of, and the first day of the agreement."""

    lines: LineChoices
    plans: PlanChoices
    begins: date


class ServicesStep(RowsStep):
    """Each row is a service for all ticked assets, one of them, or the customer as a whole."""

    def __init__(self, offered: Offered, services: Sequence[ServiceDraft]) -> None:
        said = tr("What is done for them, how often, and on which days it may be.")
        self._offered = offered
        super().__init__(tr("Services"), said, service_fields(offered), self._first, tr("Add a service"))
        self._assets: Choices = ()
        self._begins = offered.begins
        self._tasks = dict(offered.plans.tasks)
        self._named = ""
        self.form.fields["task"].edited.connect(self._on_task)
        self.set_rows([service_values(each) for each in services])

    def offer(self, assets: Choices, begins: date) -> None:
        """The assets that were ticked, and when the agreement begins.

        A row that names none of them any more is for each of them; what began with the agreement still does.
        """
        rows = self.rows()
        self._assets = assets
        whole = (WHOLE, tr("the customer as a whole"))
        offered: list[tuple[Any, str]] = [(EACH, tr("each ticked asset")), *assets] if assets else []
        field = self.form.fields["asset"]
        assert isinstance(field, ChoiceField), "made here"
        field.offer([*offered, whole])
        there = {key for key, _ in (*offered, whole)}
        for each in rows:
            each["asset"] = each["asset"] if each["asset"] in there else (EACH if assets else WHOLE)
            if each["anchor_on"] in {None, self._begins}:
                each["anchor_on"] = begins
        self._begins = begins
        self.set_rows(rows)

    def row_name(self, values: Values) -> str:
        return str(values["text"]) or tr("Service")

    def shape(self) -> None:
        values = self.form.values()
        planned = values["interval"] != NEVER
        for name in ("anchor_on", "window"):
            self.form.show_field(name, planned)
        for name in ("days_before", "days_after"):
            self.form.show_field(name, planned and values["window"] is WindowKind.DAYS)
        self.form.show_field("site", planned and values["asset"] == WHOLE)
        self._named = self._tasks.get(values["task"], "")

    def services(self) -> tuple[ServiceDraft, ...]:
        """What is asked for; each for the assets it names."""
        every = tuple(key for key, _ in self._assets)
        return tuple(service_draft(values, every) for values in self.rows())

    def _first(self) -> Values:
        """The first interval and task there are, any open day of the month."""
        intervals, tasks = self._offered.plans.intervals, self._offered.plans.tasks
        sites, task = self._offered.lines.sites, tasks[0] if tasks else (None, "")
        plan = PlanDraft(
            self._begins,
            intervals[0][0] if intervals else None,
            window=Window(WindowKind.MONTH),
            task_id=task[0],
            site_id=sites[0][0] if len(sites) == 1 else None,
        )
        line = AgreementLineDraft(LineKind.HOUR, task[1], unit="h")
        values = service_values(ServiceDraft(line, plan=plan))
        return values if self._assets else {**values, "asset": WHOLE}

    @Slot()
    def _on_task(self) -> None:
        """A service is called as what is done, unless it was called otherwise."""
        text = self.form.fields["text"]
        if text.value() in {"", self._named}:
            text.set_value(self._tasks.get(self.form.fields["task"].value(), ""))


def service_fields(offered: Offered) -> tuple[Field, ...]:
    """What is done, for what, and when."""
    every: list[tuple[Any, str]] = [(NEVER, tr("on request only")), (ONCE, tr("once"))]
    return (
        SearchChoiceField("task", tr("What is done"), [(None, "–"), *offered.plans.tasks]),
        TextField("text", tr("Service"), tr("As it stands on orders and bills")),
        ChoiceField("asset", tr("For"), [(WHOLE, tr("the customer as a whole"))]),
        SearchChoiceField("interval", tr("How often"), [*every, *offered.plans.intervals]),
        DateField("anchor_on", tr("First visit")),
        ChoiceField("window", tr("On which days"), [(each, each.label) for each in WindowKind]),
        NumberField("days_before", tr("Days before"), most=MOST_DAYS + 1),
        NumberField("days_after", tr("Days after"), most=MOST_DAYS + 1),
        ChoiceField("site", tr("Where"), [(None, "–"), *offered.lines.sites]),
        ChoiceField("kind", tr("Kind"), [(kind, kind.label) for kind in LineKind]),
        SearchChoiceField("article", tr("Article"), [(None, "–"), *offered.lines.articles]),
        TextField("quantity", tr("Quantity")),
        TextField("unit", tr("Unit")),
        LongTextField("note", tr("Note")),
    )


def service_values(service: ServiceDraft) -> dict[str, Any]:
    line, plan = service.line, service.plan
    window = plan.window if plan is not None else Window()
    interval: int | str = NEVER
    if plan is not None:
        interval = ONCE if plan.interval_id is None else plan.interval_id
    return {
        "task": None if plan is None else plan.task_id,
        "text": line.text,
        "asset": EACH,
        "interval": interval,
        "anchor_on": None if plan is None else plan.anchor_on,
        "window": window.kind,
        "days_before": window.before,
        "days_after": window.after,
        "site": None if plan is None else plan.site_id,
        "kind": line.kind,
        "article": line.article_id,
        "quantity": f"{Decimal(line.quantity).normalize():f}",
        "unit": line.unit,
        "note": line.note,
        SEEN: service,
    }


def service_draft(values: Values, every: tuple[int, ...]) -> ServiceDraft:
    """The service that is asked for; `every` are the ticked assets."""
    seen: ServiceDraft = values[SEEN]
    asset = values["asset"]
    line = AgreementLineDraft(
        kind=values["kind"],
        text=values["text"],
        article_id=values["article"],
        sla_id=seen.line.sla_id,
        quantity=values["quantity"].replace(",", "."),
        unit=values["unit"],
        note=values["note"],
    )
    assets = every if asset == EACH else ()
    return ServiceDraft(line, (asset,) if isinstance(asset, int) else assets, _plan(values, seen.plan))


def _plan(values: Values, seen: PlanDraft | None) -> PlanDraft | None:
    interval = values["interval"]
    if interval == NEVER:
        return None
    before = seen or PlanDraft(values["anchor_on"])
    kind = values["window"]
    days = kind is WindowKind.DAYS
    return PlanDraft(
        anchor_on=values["anchor_on"],
        interval_id=None if interval == ONCE else interval,
        basis=before.basis,
        window=Window(
            kind,
            int(values["days_before"]) if days else 0,
            int(values["days_after"]) if days else 0,
            before.window.start_after,
            before.window.end_before,
            before.window.closed,
        ),
        task_id=values["task"],
        technician_id=before.technician_id,
        site_id=values["site"] if values["asset"] == WHOLE else None,
    )
