"""What the form of cover asks: for what it holds, what the customer pays, and up to which limit."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Slot

from app.shared.date_fields import OptionalDateField
from app.shared.fields import ChoiceField, Field, NumberField, TextField
from app.shared.forms import Form
from app.shared.search_choice import SearchChoiceField
from domain.agreements.cover_caps import CapPeriod, CapUnit
from domain.agreements.cover_rules import Treatment
from domain.agreements.cover_service import CoverDraft
from domain.catalogue.model import LineKind
from domain.language import tr
from domain.reporting.agreement_choices import LineChoices

Values = Mapping[str, Any]
OF_LIMITS = ("limit", "cap_per", "warn_at")
RENAMED = {"asset_id": "asset", "asset_model_id": "model", "site_id": "site", "article_id": "article"}


def cover_fields(choices: LineChoices, *, begins: bool = True, ends: bool = True) -> tuple[Field, ...]:
    """All that cover says; when it `begins` and `ends` may be known."""
    kinds = [(None, tr("all kinds of work")), *((kind, kind.label) for kind in LineKind)]
    units = [(None, tr("no limit")), *((unit, unit.label) for unit in CapUnit)]
    starts_on = (OptionalDateField("starts_on", tr("Begins after the agreement"), tr("from")),) if begins else ()
    ends_on = (OptionalDateField("ends_on", tr("Ends before the agreement")),) if ends else ()
    return (
        TextField("name", tr("Name"), tr("Such as labour or wearing parts")),
        ChoiceField("treatment", tr("What the customer pays"), [(each, each.label) for each in Treatment]),
        NumberField("discount_percent", tr("Discount"), most=101, decimals=2, unit="%"),
        ChoiceField("kind", tr("Kind of work"), kinds),
        SearchChoiceField("asset", tr("Asset"), [(None, tr("all assets")), *choices.assets], keeps=True),
        SearchChoiceField("model", tr("Model"), [(None, tr("all models")), *choices.models], keeps=True),
        SearchChoiceField("site", tr("Site"), [(None, tr("all sites")), *choices.sites], keeps=True),
        SearchChoiceField("article", tr("Article"), [(None, tr("all articles")), *choices.articles], keeps=True),
        ChoiceField("cap_unit", tr("Limit"), units),
        TextField("limit", tr("Up to")),
        ChoiceField("cap_per", tr("For each"), [(each, each.label) for each in CapPeriod]),
        NumberField("warn_at", tr("Warn when so much is used"), most=101, unit="%"),
        *starts_on,
        *ends_on,
    )


def cover_values(draft: CoverDraft) -> dict[str, Any]:
    values = {RENAMED.get(name, name): value for name, value in asdict(draft).items()}
    limit = values.pop("cap_limit")
    values["limit"] = "" if limit is None else f"{Decimal(limit).normalize():f}"
    return values


def cover_draft(values: Values) -> CoverDraft:
    """The cover that is asked for; where there is no unit there is no limit."""
    limited = values["cap_unit"] is not None
    return CoverDraft(
        name=values["name"],
        treatment=values["treatment"],
        discount_percent=str(values["discount_percent"]),
        asset_id=values["asset"],
        asset_model_id=values["model"],
        site_id=values["site"],
        kind=values["kind"],
        article_id=values["article"],
        cap_unit=values["cap_unit"],
        cap_limit=values["limit"].replace(",", ".") or 0 if limited else None,
        cap_per=values["cap_per"],
        warn_at=str(values["warn_at"]),
        starts_on=values.get("starts_on"),
        ends_on=values.get("ends_on"),
    )


def first_cover() -> CoverDraft:
    """What most cover is: labour is included."""
    return CoverDraft(tr("Labour"), Treatment.INCLUDED, kind=LineKind.HOUR)


class CoverShape(QObject):
    """Lets a form of cover ask for a discount or a limit only where there is one."""

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        for name in ("treatment", "cap_unit"):
            form.fields[name].edited.connect(self.follow)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Show what belongs to the choices."""
        fields = self._form.fields
        self._form.show_field("discount_percent", fields["treatment"].value() is Treatment.DISCOUNTED)
        for name in OF_LIMITS:
            self._form.show_field(name, fields["cap_unit"].value() is not None)
