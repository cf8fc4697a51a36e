"""Templates: those of the program fill, changed ones are tried first, and faults say where."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from domain.documents import template_queries
from domain.documents.faults import TemplateFault
from domain.documents.model import PaperTemplate
from domain.documents.papers import LETTER, Paper
from domain.documents.rendering import built_in
from domain.documents.samples import samples
from domain.documents.sheets import compose
from domain.documents.template_queries import NAMES
from domain.documents.template_service import LONGEST_SOURCE, check, preview, reset_template, save_template
from domain.errors import Refusal
from domain.language import speak
from domain.parameters.registry import Parameters
from domain.store.journal import journal
from domain.store.store import Store
from main import LOCALES

KNOWN = Parameters(centre_name="Kälte & Aufzug", centre_address="Müllerstraße 17\n13353 Berlin", paper_footer="HRB 1")
OWN = '{% extends "letter" %}{% block body %}<p>Mine: {{ order.number }}</p>{% endblock %}'


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    speak("en", LOCALES)


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("paper", Paper)
def test_every_paper_fills_with_everything_and_with_next_to_nothing(paper: Paper, language: str) -> None:
    speak(language, LOCALES)
    full, bare = (compose(paper, sample, KNOWN, {}) for sample in samples(paper))
    assert paper.label in full.html
    assert "Kälte &amp; Aufzug" in full.html
    assert "Müllerstraße 17<br/>13353 Berlin" in full.html
    assert full.foot == "HRB 1"
    assert "None" not in full.html + bare.html
    assert len(bare.html) < len(full.html)


def test_money_dates_and_tax_are_written_as_the_language_does() -> None:
    sample = samples(Paper.INVOICE)[0]
    english = compose(Paper.INVOICE, sample, KNOWN, {}).html
    speak("de", LOCALES)
    german = compose(Paper.INVOICE, sample, KNOWN, {}).html
    for text in ("€383.74", "5 Mar 2026", "1.75 h", "€59.22", "€0.84", "41.90"):
        assert text in english
    for text in ("383,74\N{NO-BREAK SPACE}€", "05.03.2026", "1,75 h", "19\N{NO-BREAK SPACE}%", "41,90"):
        assert text in german


def test_text_of_users_is_never_taken_for_html() -> None:
    source = "{{ '<b>' }}{{ order.description|breaks }}"
    assert "&lt;b&gt;Since yesterday evening.<br/>The alarm" in preview("order", source, {}, KNOWN).html


@pytest.mark.parametrize(
    ("source", "line", "says"),
    [
        ("one\n{% if %}\n", 2, "Expected an expression"),
        ("one\ntwo {{ order.number", 2, "unexpected end of template"),
        ("{% for a in b %}", 1, "end of template"),
        ("\n\n{{ order.nummer }}", 3, "nothing called “nummer”"),
        ("{{ oder.number }}", 1, "nothing called “oder”"),
        ("{{ words.nix }}", 1, "nothing called “nix”"),
        ("\n{{ order.machine.number }}", 2, "“number” is asked of something that may be empty"),
        ("{{ order.number|nix }}", 1, "nix"),
        ("\n{{ 1/0 }}", 2, "division by zero"),
        ("{% include 'nix' %}", 0, "There is no template “nix”"),
        ("{% include '../locale/de.po' %}", 0, "There is no template"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "nothing called “__class__”"),
        ("{{ order.__init__.__globals__ }}", 1, "nothing called “__init__”"),
        ("{% for i in range(999999) %}{% endfor %}", 1, "at most 1000 rounds"),
        ("{% for i in range(1000) %}{% for j in range(1000) %}xxxxxx{% endfor %}{% endfor %}", 0, "endless"),
        ("{{ order.opened_at|day }}{{ order.title|day }}", 1, ""),
    ],
)
def test_a_fault_names_its_line_beside_the_source(source: str, line: int, says: str) -> None:
    with pytest.raises(TemplateFault) as fault:
        check("order", source, {}, KNOWN)
    assert (fault.value.line, fault.value.field) == (line, "source")
    assert says in str(fault.value)
    assert "domain." not in str(fault.value)


def test_a_fault_in_the_letter_is_told_of_the_letter() -> None:
    with pytest.raises(TemplateFault) as fault:
        check(LETTER, "<html>\n{{ center.name }}</html>", {}, KNOWN)
    assert (fault.value.template, fault.value.line) == (LETTER, 2)


def test_what_only_a_bare_order_shows_is_found_before_anyone_prints() -> None:
    source = "{{ order.contact.name }}"
    assert "Bo Falk" in preview("order", source, {}, KNOWN).html
    with pytest.raises(TemplateFault):
        check("order", source, {}, KNOWN)


def test_a_changed_template_is_used_and_can_be_taken_back(store: Store) -> None:
    store.run("ada", save_template, "order", OWN, None)
    store.run("ada", save_template, "order", OWN + "\n", 1)
    with store.read() as session:
        rows = {row.name: row for row in template_queries.templates(session)}
        assert list(rows) == list(NAMES)
        assert (rows["order"].changed_by, rows["invoice"].changed_by) == ("ada", "")
        assert template_queries.source(session, "order") == OWN + "\n"
        own = template_queries.own_sources(session)
        assert "<p>Mine: SO-001234</p>" in compose(Paper.ORDER, samples(Paper.ORDER)[0], KNOWN, own).html
    store.run("ada", reset_template, "order")
    store.run("ada", reset_template, "order")
    with store.read() as session:
        assert template_queries.source(session, "order") == built_in("order")
        kinds = list(session.scalars(select(journal.c.kind).where(journal.c.subject == "paper template")))
        assert kinds == ["paper_template.changed", "paper_template.changed", "paper_template.reset"]


def test_saving_what_came_with_the_program_is_going_back_to_it(store: Store) -> None:
    store.run("ada", save_template, "order", OWN, None)
    store.run("ada", save_template, "order", built_in("order"), 1)
    with store.read() as session:
        assert session.scalar(select(PaperTemplate.id)) is None


def test_a_template_with_a_fault_is_refused_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(Refusal, match="line 1") as refusal:
        store.run("ada", save_template, "invoice", "{% block %}", None)
    assert refusal.value.field == "source"
    with store.read() as session:
        assert session.scalar(select(PaperTemplate.id)) is None


def test_a_letter_that_breaks_one_paper_is_refused(store: Store) -> None:
    with pytest.raises(TemplateFault, match="nothing called “invoice”"):
        store.run("ada", save_template, LETTER, "{% block body %}{% endblock %}{{ invoice.number }}", None)


@pytest.mark.parametrize(
    ("name", "source", "says"),
    [("parts", "", "no template"), ("nix", "", "no template"), ("order", "x" * (LONGEST_SOURCE + 1), "at most")],
)
def test_unknown_and_endless_templates_are_refused(store: Store, name: str, source: str, says: str) -> None:
    with pytest.raises(Refusal, match=says):
        store.run("ada", save_template, name, source, None)
