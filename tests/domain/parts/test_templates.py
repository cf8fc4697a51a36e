"""Parts templates: by hand and from four sources, refused with a sentence, frozen once they are used."""

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.errors import Overtaken, Refusal
from domain.parts.drafts import PartDraft
from domain.parts.model import PartKind
from domain.parts.template_queries import TemplateRow, assets_with_parts, models_with_template, templates
from domain.parts.template_service import TemplateDraft, change_template, create_template, delete_template
from domain.parts.template_sources import copy_template, template_from_asset, template_from_model, template_from_rows
from domain.store.store import Store
from tests.support.parts import Chiller


def found(store: Store, key: int) -> TemplateRow:
    with store.read() as session:
        return next(row for row in templates(session) if row.id == key)


def refused(chiller: Chiller, *lines: PartDraft) -> Refusal:
    with pytest.raises(Refusal) as caught:
        chiller.store.run("ada", create_template, TemplateDraft("Other", None, lines))
    return caught.value


def test_a_template_made_by_hand_keeps_its_lines_in_their_tree(store: Store, chiller: Chiller) -> None:
    row = found(store, chiller.template)
    assert row.lines == chiller.lines
    assert (row.asset_model_id, row.origin, row.used) == (chiller.model, "", False)


def test_text_and_unit_follow_from_the_article(store: Store, chiller: Chiller) -> None:
    draft = TemplateDraft("Fans", None, (PartDraft(PartKind.PART, chiller.fan),))
    assert found(store, store.run("ada", create_template, draft)).lines == (
        PartDraft(PartKind.PART, chiller.fan, "Fan", 1, "pcs"),
    )


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (PartDraft(PartKind.PART, text="Fan", quantity=0), "quantity"),
        (PartDraft(PartKind.PART, text="Fan", quantity=-1), "quantity"),
        (PartDraft(PartKind.PART, text="Fan", quantity="many"), "quantity"),
        (PartDraft(PartKind.PART), "text"),
        (PartDraft(PartKind.PART, text="Fan", unit="a very long unit"), "unit"),
        (PartDraft(PartKind.PART, text="Fan", level=1), "level"),
    ],
)
def test_what_is_no_line_is_refused_at_its_field(chiller: Chiller, line: PartDraft, field: str) -> None:
    assert refused(chiller, line).field == field


def test_nothing_is_in_a_part_and_articles_fit_their_kind(chiller: Chiller) -> None:
    fan = PartDraft(PartKind.PART, chiller.fan, "Fan")
    assert "“Fan” is no assembly" in str(refused(chiller, fan, replace(fan, level=1)))
    assert refused(chiller, replace(fan, kind=PartKind.SERVICE)).field == "article_id"
    assert refused(chiller, PartDraft(PartKind.PART, chiller.refill)).field == "article_id"


def test_lines_are_changed_until_an_asset_has_its_parts_from_them(store: Store, chiller: Chiller) -> None:
    row = found(store, chiller.template)
    fewer = TemplateDraft("Chillers", chiller.model, chiller.lines[:2])
    store.run("ada", change_template, row.id, fewer, row.version)
    changed = found(store, row.id)
    assert changed.lines == chiller.lines[:2]
    with pytest.raises(Overtaken):
        store.run("ada", change_template, row.id, fewer, row.version)
    chiller.begin()
    with pytest.raises(Refusal, match="copy it and change the copy"):
        store.run("ada", change_template, row.id, replace(fewer, lines=chiller.lines), changed.version)
    store.run("ada", change_template, row.id, replace(fewer, name="Old chillers", active=False), changed.version)
    last = found(store, row.id)
    assert (last.name, last.active, last.used, last.lines) == ("Old chillers", False, True, chiller.lines[:2])
    with pytest.raises(Refusal, match="offer it no more instead"):
        store.run("ada", delete_template, row.id)


def test_a_copy_is_free_to_change_and_an_unused_template_goes_with_its_lines(store: Store, chiller: Chiller) -> None:
    chiller.begin()
    copy = found(store, store.run("ada", copy_template, chiller.template, "Chillers II"))
    assert (copy.lines, copy.used, copy.origin) == (chiller.lines, False, "Template “Chillers”")
    store.run("ada", delete_template, copy.id)
    with store.read() as session:
        assert [row.name for row in templates(session)] == ["Chillers"]


def test_a_name_stands_for_one_template(store: Store, chiller: Chiller) -> None:
    with pytest.raises(Refusal, match="already"):
        store.run("ada", copy_template, chiller.template, "chillers ")


def test_a_template_is_made_from_what_is_in_an_asset_now(store: Store, chiller: Chiller) -> None:
    with pytest.raises(Refusal, match="has no parts list"):
        store.run("ada", template_from_asset, chiller.asset, "As built")
    chiller.begin()
    chiller.add("Belt", parent="Fan unit")
    made = found(store, store.run("ada", template_from_asset, chiller.asset, "As built"))
    assert [(line.level, line.text) for line in made.lines] == [
        (0, "Fan unit"),
        (1, "Fan"),
        (1, "Belt"),
        (0, "Filter"),
        (0, "Refilling"),
    ]
    assert made.origin.startswith("Parts of ")
    with store.read() as session:
        assert [key for key, _ in assets_with_parts(session)] == [chiller.asset]


def test_a_template_is_made_from_the_latest_of_a_model(store: Store, chiller: Chiller) -> None:
    newer = TemplateDraft("Chillers II", chiller.model, chiller.lines[2:])
    store.run("ada", create_template, newer)
    made = found(store, store.run("ada", template_from_model, chiller.model, "Chillers III"))
    assert (made.lines, made.origin) == (chiller.lines[2:], "Template “Chillers II”")
    with store.read() as session:
        assert [key for key, _ in models_with_template(session)] == [chiller.model]


ROWS = (
    {"line": "20", "parent": "10", "kind": "part", "article": "F-1", "quantity": "2"},
    {"line": "10", "kind": "assembly", "text": "Fan unit"},
    {"line": "30", "text": "Hose", "quantity": "1,5", "unit": "m"},
)


def test_a_template_is_made_from_the_rows_of_a_file_in_any_order(store: Store, chiller: Chiller) -> None:
    made = found(store, store.run("ada", template_from_rows, ROWS, "From a file", chiller.model))
    assert [(line.level, line.text, f"{Decimal(line.quantity).normalize():f}", line.unit) for line in made.lines] == [
        (0, "Fan unit", "1", ""),
        (1, "Fan", "2", "pcs"),
        (0, "Hose", "1.5", "m"),
    ]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"line": "10", "parent": "20"}, "is inside itself"),
        ({"line": "10", "parent": "99"}, "in “99”, which is not there"),
        ({"line": "20"}, "no word of its own"),
        ({"line": ""}, "no word of its own"),
        ({"line": "10", "kind": "thing"}, "there are assembly, part, service"),
        ({"line": "10", "article": "X-1"}, "There is no article X-1"),
        ({"line": "10", "text": "Fan", "quantity": "0"}, "Line “10”: A quantity is above 0"),
    ],
)
def test_a_file_with_a_wrong_row_is_refused_with_a_sentence(chiller: Chiller, row: dict[str, str], why: str) -> None:
    rows = [row, {"line": "20", "parent": "10", "text": "Fan"}]
    with pytest.raises(Refusal, match=why):
        chiller.store.run("ada", template_from_rows, rows, "From a file")


def test_an_empty_file_makes_no_template(chiller: Chiller) -> None:
    with pytest.raises(Refusal, match="There are no lines in the file"):
        chiller.store.run("ada", template_from_rows, [], "From a file")
