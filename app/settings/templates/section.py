"""The section of paper templates."""

from collections.abc import Mapping
from typing import Any

from app.settings.section import Deed, Section
from app.settings.source import Loaded
from app.settings.templates.source import SOURCE, TemplateSource, reset
from app.settings.templates.template_field import TemplateField
from app.shared.columns import Column
from app.shared.forms import Form
from app.shared.kit import Kit
from domain.language import tr


def templates_section(kit: Kit) -> Section[TemplateSource]:
    return Section(
        key="templates",
        title=tr("Paper templates"),
        icon="file-text",
        new_title="",
        hint=tr("What stands on work descriptions, receipts, invoices and credit notes."),
        source=SOURCE,
        columns=(
            Column("label", tr("Paper"), lambda row: row.label, stretch=True, strong=True),
            Column("changed", tr("Template"), _changed, width=96, muted=True, tip=lambda row: row.changed_by),
        ),
        fields=(TemplateField("source", tr("Template and preview"), kit),),
        values=_values,
        name=lambda row: row.label,
        follow=_follow,
        deeds=(Deed("template_reset", tr("Back to the original"), "Ctrl+Shift+R", "undo-2", reset, _is_changed),),
        form_share=78,
        wide=True,
    )


def _changed(row: TemplateSource) -> str:
    return tr("original") if row.changed_at is None else tr("changed")


def _is_changed(row: TemplateSource) -> bool:
    return row.changed_at is not None


def _values(row: TemplateSource | None, _beside: TemplateSource | None) -> Mapping[str, Any]:
    return {"source": row.source if row else ""}


def _follow(form: Form, row: TemplateSource | None, loaded: Loaded[TemplateSource]) -> None:
    field = form.fields["source"]
    if isinstance(field, TemplateField):
        field.show_template(row, loaded)
