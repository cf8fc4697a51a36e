"""The section of the commands that devices of a model understand."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from app.settings.command_types.source import DELIMITER, OFFERS, SOURCE
from app.settings.command_types.value_line import ValueLine
from app.settings.section import Section
from app.settings.source import Loaded
from app.settings.words import yes_or_no
from app.shared.columns import RIGHT, Column
from app.shared.fields import CheckField, ChoiceField, NumberField, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from app.shared.search_choice import SearchChoiceField
from domain.language import tr
from domain.monitoring.command_offers import Offers
from domain.monitoring.command_senders import PLANS
from domain.monitoring.command_types import LONGEST_WAIT, CommandTypeDraft, CommandTypeRow


def command_types_section(kit: Kit) -> Section[CommandTypeRow]:
    return Section(
        key="command_types",
        title=tr("Commands"),
        icon="command",
        new_title=tr("New command"),
        hint=tr("What devices of a model can be told to do, with which values, and who may do so."),
        source=SOURCE,
        columns=_columns(),
        fields=(
            SearchChoiceField("asset_model_id", tr("Model")),
            ChoiceField("offer", tr("Offered by its devices"), [(None, tr("something else"))]),
            TextField("name", tr("Name"), tr("As devices know it, such as restart")),
            TextField("label", tr("Label"), tr("As people read it, such as Restart")),
            RowsField("fields", tr("Values"), partial(ValueLine, kit.theme), tr("Add a value")),
            CheckField("dangerous", tr("Dangerous: has to be confirmed each time")),
            NumberField("timeout_seconds", tr("A reply is waited for"), least=1, most=LONGEST_WAIT, unit=tr("s")),
            ChoiceField("restricted", tr("May be sent by"), [(False, tr("anybody")), (True, tr("only some"))]),
            TextField("senders", tr("Users, parted by commas"), tr("kim, lou")),
            CheckField("plans", tr("Response plans may send it")),
        ),
        values=_values,
        name=lambda row: row.label,
        follow=_follow,
        form_share=50,
        least={"name": 900, "values": 820, "wait": 700, "senders": 640, "dangerous": 480},
    )


def _columns() -> Sequence[Column[CommandTypeRow]]:
    return (
        Column("label", tr("Command"), lambda row: row.label, width=130, stretch=True, strong=True),
        Column("model", tr("Model"), lambda row: row.model, width=130, stretch=True),
        Column("name", tr("Name"), lambda row: row.name, width=110, muted=True),
        Column("values", tr("Values"), _values_words, width=130, stretch=True, muted=True, tip=_values_words),
        Column("dangerous", tr("Dangerous"), lambda row: yes_or_no(row.dangerous), width=82, muted=True),
        Column(
            "wait",
            tr("Waits"),
            lambda row: tr("{seconds} s", seconds=row.timeout_seconds),
            sort=lambda row: row.timeout_seconds,
            width=70,
            align=RIGHT,
            muted=True,
        ),
        Column("senders", tr("Sent by"), _senders_words, width=110, muted=True, tip=_senders_words),
    )


def _values_words(row: CommandTypeRow) -> str:
    return ", ".join(field.label or field.name for field in row.fields)


def _senders_words(row: CommandTypeRow) -> str:
    if not row.senders:
        return tr("anybody")
    return ", ".join(tr("response plans") if sender == PLANS else sender for sender in row.senders)


def _values(row: CommandTypeRow | None, beside: CommandTypeRow | None) -> Mapping[str, Any]:
    """A new one is of the model of the one beside it."""
    if row is None:
        return _of(CommandTypeDraft(0, ""), beside.asset_model_id if beside else None)
    return _of(row, row.asset_model_id)


def _of(command: CommandTypeDraft | CommandTypeRow, model_id: int | None) -> Mapping[str, Any]:
    return {
        "asset_model_id": model_id,
        "offer": None,
        "name": command.name,
        "label": command.label,
        "fields": command.fields,
        "dangerous": command.dangerous,
        "timeout_seconds": command.timeout_seconds,
        "restricted": bool(command.senders),
        "senders": f"{DELIMITER} ".join(sender for sender in command.senders if sender != PLANS),
        "plans": PLANS in command.senders,
    }


def _follow(form: Form, row: CommandTypeRow | None, loaded: Loaded[CommandTypeRow]) -> None:
    """Who may send it is asked for only where not anybody may, and nothing that a device has said already."""
    restricted = form.fields["restricted"].value()
    for name in ("senders", "plans"):
        form.show_field(name, shown=restricted)
    offers = loaded.more.get(OFFERS, {}).get(form.fields["asset_model_id"].value(), ()) if row is None else ()
    _offer(form, offers)
    for name in ("name", "fields"):
        form.show_field(name, shown=form.fields["offer"].value() is None)


def _offer(form: Form, offers: Offers) -> None:
    """Let one choose among what devices of the model say they can be told."""
    field = form.fields["offer"]
    assert isinstance(field, ChoiceField)
    field.offer([(None, tr("something else")), *((offer, offer.label or offer.name) for offer in offers)])
    if field.value() is None:
        field.set_value(None)
    form.show_field("offer", shown=bool(offers))
