"""The section of parts templates."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from app.settings.parts_templates.file_field import FileField
from app.settings.parts_templates.frozen_field import FrozenLinesField
from app.settings.parts_templates.part_line import PartLine
from app.settings.parts_templates.source import SOURCE, Beginning, copy
from app.settings.section import Deed, Section
from app.settings.source import Loaded
from app.settings.words import yes_or_no
from app.shared.columns import RIGHT, Column
from app.shared.fields import CheckField, ChoiceField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.parts.template_queries import TemplateRow

FROM = {
    Beginning.TEMPLATE: "from_template",
    Beginning.ASSET: "from_asset",
    Beginning.MODEL: "from_model",
    Beginning.FILE: "file",
}
WITH_MODEL = (Beginning.HAND, Beginning.FILE)


def parts_templates_section(kit: Kit) -> Section[TemplateRow]:
    return Section(
        key="parts_templates",
        title=tr("Parts templates"),
        icon="list-tree",
        new_title=tr("New parts template"),
        hint=tr("What the parts of assets begin with. Once one does, the lines of its template stay: copy it then."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, width=150, stretch=True, strong=True),
            Column("model", tr("Model"), lambda row: row.asset_model, width=120, muted=True),
            Column("lines", tr("Lines"), lambda row: str(len(row.lines)), width=60, align=RIGHT, muted=True),
            Column("used", tr("Frozen"), lambda row: yes_or_no(row.used), width=60, muted=True),
            Column("origin", tr("Made from"), lambda row: row.origin, width=130, muted=True, tip=_origin),
            Column("active", tr("Offered"), lambda row: yes_or_no(row.active), width=70, muted=True),
        ),
        fields=(
            TextField("name", tr("Name")),
            ChoiceField("beginning", tr("Made from"), [(each, each.label) for each in Beginning]),
            SearchChoiceField("from_template", tr("Template")),
            SearchChoiceField("from_asset", tr("Asset")),
            SearchChoiceField("from_model", tr("Model of the template")),
            FileField("file", tr("File with the columns line, parent, kind, article, text, quantity, unit"), _files()),
            SearchChoiceField("asset_model_id", tr("For the model")),
            RowsField("lines", tr("Lines"), partial(PartLine, kit.theme), tr("Add a line")),
            FrozenLinesField("frozen", tr("Lines, frozen as parts of assets began with them")),
            CheckField("active", tr("Offered for further assets")),
        ),
        values=_values,
        name=lambda row: row.name,
        follow=_follow,
        deeds=(Deed("parts_template_copy", tr("Copy it"), "Ctrl+Shift+C", "copy", copy),),
        form_share=72,
        least={"origin": 620, "active": 520, "used": 440, "model": 360},
    )


def _files() -> str:
    return tr("CSV or JSON (*.csv *.json)")


def _origin(row: TemplateRow) -> str:
    return row.origin


def _values(row: TemplateRow | None, _beside: TemplateRow | None) -> Mapping[str, Any]:
    begun = {"beginning": Beginning.HAND, "file": "", "from_template": None, "from_asset": None, "from_model": None}
    if row is None:
        return {"name": "", "asset_model_id": None, "lines": (), "frozen": (), "active": True, **begun}
    lines = {"lines": () if row.used else row.lines, "frozen": row.lines if row.used else ()}
    return {"name": row.name, "asset_model_id": row.asset_model_id, "active": row.active, **lines, **begun}


def _follow(form: Form, row: TemplateRow | None, _loaded: Loaded[TemplateRow]) -> None:
    beginning = form.fields["beginning"].value()
    form.show_field("beginning", row is None)
    for each, name in FROM.items():
        form.show_field(name, row is None and beginning is each)
    form.show_field("asset_model_id", row is not None or beginning in WITH_MODEL)
    form.show_field("lines", beginning is Beginning.HAND if row is None else not row.used)
    form.show_field("frozen", row is not None and row.used)
