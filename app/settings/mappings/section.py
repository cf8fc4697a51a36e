"""The section of mappings: what is received, and what becomes of it."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from app.settings.exchange_field import ExchangeField
from app.settings.mappings.heard_field import HeardField
from app.settings.mappings.metric_line import MetricLine
from app.settings.mappings.picking import picked
from app.settings.mappings.source import SOURCE, duplicate, switch
from app.settings.mappings.values import draft_of, imported, values_of
from app.settings.section import Deed, Section
from app.settings.source import Loaded
from app.shared.columns import Column
from app.shared.fields import CheckField, ChoiceField, Field, TextField
from app.shared.forms import Form
from app.shared.kit import Kit
from app.shared.rows_field import RowsField
from domain.language import tr
from domain.monitoring.mapping_queries import MappingRow
from domain.monitoring.mappings.definition import Described, PayloadKind, TimeUnit
from domain.monitoring.mappings.exchange import read, write
from domain.monitoring.telemetry.store import Telemetry


def mappings_section(kit: Kit, telemetry: Telemetry) -> Section[MappingRow]:
    return Section(
        key="mappings",
        title=tr("Mappings"),
        icon="radio-tower",
        new_title=tr("New mapping"),
        hint=tr("How messages are read whose format Callout does not know: topic, values, units and times."),
        source=SOURCE,
        columns=(
            Column("name", tr("Name"), lambda row: row.name, stretch=True, strong=True),
            Column("topic", tr("Topic"), lambda row: row.definition.topic, width=150, muted=True),
            Column("state", tr("State"), _state, width=60, muted=True),
        ),
        fields=_fields(kit, telemetry),
        values=_filled,
        name=lambda row: row.name,
        follow=_follow,
        deeds=(
            Deed("mapping_switch", tr("Switch on or off"), "Ctrl+Shift+A", "play", switch),
            Deed("mapping_copy", tr("Duplicate"), "Ctrl+Shift+D", "copy", duplicate),
        ),
        form_share=72,
        least={"topic": 320, "state": 240},
    )


def _fields(kit: Kit, telemetry: Telemetry) -> Sequence[Field]:
    return (
        TextField("name", tr("Name"), tr("The keys of its devices begin with it")),
        CheckField("active", tr("Switched on")),
        HeardField("heard", tr("What I just received"), kit, telemetry),
        TextField("topic", tr("Topic"), "plant/{site}/{device}/state"),
        TextField("device", tr("Parts of the topic that are the device"), "site, device"),
        TextField("device_path", tr("Where the message itself names the device, if it does")),
        TextField("metric", tr("Part of the topic that names the metric, if any")),
        ChoiceField("payload", tr("The messages are"), [(each, each.label) for each in PayloadKind]),
        TextField("separator", tr("Columns are parted by")),
        TextField("records", tr("Array of which each element is a message, such as data[*]")),
        RowsField("metrics", tr("Values"), partial(MetricLine, kit.theme), tr("Add a value")),
        CheckField("all_numbers", tr("Take all other numbers under their own names")),
        TextField("time_path", tr("Where the time stands; empty: the time of arrival counts")),
        ChoiceField("time_unit", tr("The time is written as"), [(each, each.label) for each in TimeUnit]),
        TextField("time_pattern", tr("Pattern of the time"), "%d.%m.%Y %H:%M:%S"),
        TextField("time_zone", tr("Time zone where none is written")),
        TextField("status_topic", tr("Topic on which devices say that they are there"), "plant/{site}/{device}/status"),
        TextField("status_path", tr("Or where within the message")),
        TextField("status_online", tr("Words for: is there")),
        TextField("status_offline", tr("Words for: is gone")),
        TextField("commands_topic", tr("Topic at which devices take commands"), "plant/{site}/{device}/{command}"),
        TextField("commands_payload", tr("What is sent there"), '{"set": {value}}'),
        ExchangeField("file", tr("File"), tr("Mappings (*.json)"), read, write),
    )


def _state(row: MappingRow) -> str:
    return tr("on") if row.active else tr("off")


def _filled(row: MappingRow | None, _beside: MappingRow | None) -> Mapping[str, Any]:
    return values_of(row)


def _follow(form: Form, _row: MappingRow | None, _loaded: Loaded[MappingRow]) -> None:
    heard, file = form.fields["heard"], form.fields["file"]
    if isinstance(heard, HeardField) and isinstance(file, ExchangeField):
        if (pick := heard.take()) is not None:
            _put(form, picked(form.values(), pick))
        if (described := file.take()) is not None:
            _put(form, imported(described))
        draft = draft_of(form.values())
        heard.show_draft(draft)
        file.show_carried(Described(draft.name, draft.definition))
    values = form.values()
    columns = values["payload"] is PayloadKind.COLUMNS
    form.show_field("separator", columns)
    form.show_field("records", values["payload"] is PayloadKind.JSON)
    timed = bool(values["time_path"])
    form.show_field("time_unit", timed)
    form.show_field("time_pattern", timed and values["time_unit"] is TimeUnit.PATTERN)
    form.show_field("time_zone", timed and values["time_unit"] in {TimeUnit.ISO, TimeUnit.PATTERN})
    told = bool(values["status_topic"] or values["status_path"])
    form.show_field("status_online", told)
    form.show_field("status_offline", told)
    form.show_field("commands_payload", bool(values["commands_topic"]))


def _put(form: Form, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        form.fields[name].set_value(value)
