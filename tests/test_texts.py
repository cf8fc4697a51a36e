"""Every text a user reads can be translated, and is translated into German."""

import ast
import logging
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from app.commands import stage
from app.commands.screen import speak_as_the_program
from domain.language import figure, speak, spoken, tr, trn
from main import LOCALES, main
from tests.support.silence import LogWatch
from tests.support.source import ROOT, Source, sources
from tests.support.words import at_import, bare_words, calls
from tools.texts import FOLDER, is_translated, read, renew, said

ROOMS = ("app", "devices", "domain", "main.py")
LANGUAGES = sorted(file.stem for file in FOLDER.glob("*.po"))


@pytest.fixture(autouse=True)
def english_afterwards() -> Iterator[None]:
    yield
    speak("en", LOCALES)


@pytest.fixture(scope="module")
def texts() -> Catalog:
    """Every text in the source, looked for once."""
    return said()


@cache
def messages(name: str) -> list[Message]:
    return [message for message in read(FOLDER / f"{name}.po") if message.id]


def forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, list | tuple) else (str(text),)


def fields(text: str) -> list[str]:
    return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field is not None)


def edges(text: str) -> tuple[bool, bool, bool]:
    """How a text meets its neighbours: space before, space after, whether it is a whole sentence."""
    return text[:1].isspace(), text[-1:].isspace(), len(text) > 1 and text[-1] in ".?"


# --- the catalogues ---


def test_there_is_german() -> None:
    assert "de" in LANGUAGES


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_catalogue_has_exactly_the_texts_of_the_source(name: str, texts: Catalog) -> None:
    there = {forms(message.id) for message in messages(name)}
    wanted = {forms(message.id) for message in texts if message.id}
    assert wanted - there == set(), "run `make texts` and translate"
    assert there - wanted == set(), "nobody says these any more: run `make texts`"
    assert "#~" not in (FOLDER / f"{name}.po").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_text_is_translated_with_the_same_fields(name: str) -> None:
    assert [message.id for message in messages(name) if not is_translated(message)] == []
    wrong = [
        (original, translated)
        for message in messages(name)
        for original, translated in zip(forms(message.id), forms(message.string), strict=True)
        if fields(original) != fields(translated)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", LANGUAGES)
def test_spaces_and_ends_of_texts_that_are_put_together_stay(name: str) -> None:
    wrong = [
        (original, translated)
        for message in messages(name)
        for original, translated in zip(forms(message.id), forms(message.string), strict=True)
        if edges(original) != edges(translated)
    ]
    assert wrong == []


def test_collecting_texts_keeps_translations_adds_new_ones_and_drops_old_ones(tmp_path: Path, texts: Catalog) -> None:
    file = tmp_path / "de.po"
    file.write_text(
        'msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Alerts"\nmsgstr "Meldungen"\n\nmsgid "Gone"\nmsgstr "Weg"\n'
    )
    missing = {forms(message.id) for message in renew(file, texts)}
    assert ("Orders",) in missing
    assert ("Alerts",) not in missing
    renewed = file.read_bytes()
    assert "Meldungen" in renewed.decode()
    assert "Weg" not in renewed.decode()
    renew(file, texts)
    assert file.read_bytes() == renewed


# --- the source ---


def test_what_is_translated_stands_literally_in_the_source() -> None:
    hidden = [
        f"{file.path}:{call.lineno}"
        for file in sources(*ROOMS)
        if file.module != "domain.language"
        for name, texts in (("tr", 1), ("trn", 2))
        for call in calls(file, name)
        if not all(isinstance(text, ast.Constant) for text in call.args[:texts])
    ]
    assert hidden == []


def test_nothing_is_translated_while_a_module_is_imported() -> None:
    early = [f"{file.path}:{line}" for file in sources(*ROOMS) for line in at_import(file, "tr", "trn")]
    assert early == []


def test_a_bare_word_is_noticed_wherever_it_hides() -> None:
    lines = (
        'QLabel("Alerts")',
        'button.setText(f"  Alerts {count}")',
        'self.setToolTip(tr("Alerts") + " here")',
        'box.setWindowTitle(title or "Alerts")',
        'tabs.addTab(page, "Alerts" if many else "Alert")',
    )
    assert [len(list(bare_words(Source("app/x.py", line)))) for line in lines] == [1, 1, 1, 1, 2]
    clean = (
        'QLabel("")',
        'QLabel(" · ")',
        'QLabel(tr("Alerts"))',
        'label.setText(f"{name}: {tr("x")}")'.replace('"x"', "'x'"),
    )
    assert [list(bare_words(Source("app/x.py", line))) for line in clean] == [[], [], [], []]


def test_nothing_is_shown_without_translation() -> None:
    bare = [
        f"{file.path}:{line} {words!r}"
        for file in sources("app", "devices", "domain")
        for line, words in bare_words(file)
    ]
    assert bare == []


# --- choosing the language ---


def profile_said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["check", *words]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out.split()[1]


def test_the_words_of_the_command_line_choose_the_language(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert profile_said(capsys, "--profile", str(tmp_path), "--language", "de") == "Profil"
    assert spoken() == "de"


def test_the_environment_chooses_and_words_win(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CALLOUT_LANGUAGE", "de")
    assert profile_said(capsys, "--profile", str(tmp_path)) == "Profil"
    assert profile_said(capsys, "--profile", str(tmp_path), "--language", "en") == "profile"


def test_the_file_of_the_profile_chooses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "callout.toml").write_text('language = "de"\n', encoding="utf-8")
    assert profile_said(capsys, "--profile", str(tmp_path)) == "Profil"


def test_else_the_system_chooses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "de_AT.UTF-8")
    assert profile_said(capsys, "--profile", str(tmp_path)) == "Profil"
    assert spoken() == "de_AT"


def test_a_language_nobody_knows_is_english_without_a_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert profile_said(capsys, "--profile", str(tmp_path), "--language", "tlh") == "profile"


def test_the_command_line_itself_is_described_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--language", "de", "--help"])
    assert "die Sprache aller Texte" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("locale", "understood"),
    [
        ("de", "de"),
        ("DE", "de"),
        ("de_AT.UTF-8", "de_AT"),
        ("de-ch", "de_CH"),
        ("de_DE@euro", "de_DE"),
        ("en_US.UTF-8", "en_US"),
        ("en", "en_GB"),
        ("C.UTF-8", "en_GB"),
        ("POSIX", "en_GB"),
        ("../../de", "en_GB"),
        ("", "en_GB"),
    ],
)
def test_locales_are_understood_as_systems_write_them(locale: str, understood: str) -> None:
    speak(locale, LOCALES)
    assert spoken() == understood
    assert tr("Alerts") == ("Alarme" if understood.startswith("de") else "Alerts")


@pytest.mark.parametrize(
    "content",
    [
        b"this is no catalogue",
        b'msgid ""\nmsgstr "Content-Type: text/plain; charset=klingon\\n"\n\nmsgid "Alerts"\nmsgstr "x"\n',
        b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Alerts"\nmsgstr "\xff\xfe"\n',
    ],
)
def test_a_broken_catalogue_is_told_in_a_sentence_and_english_is_spoken(
    content: bytes, tmp_path: Path, expected_logs: LogWatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "de.po").write_bytes(content)
    expected_logs.expect("domain.language", r"de\.po cannot be read, so Callout speaks English")
    with caplog.at_level(logging.WARNING):
        speak("de_DE", tmp_path)
    assert len(caplog.messages[0].splitlines()) == 1
    assert len(caplog.messages) == 1
    assert tr("Alerts") == "Alerts"
    assert spoken() == "en_GB"


def test_who_speaks_english_does_not_wait_for_babel() -> None:
    words = "import sys, main; main.main(['check', '--language', 'en']); sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=False, capture_output=True).returncode == 0


def test_the_listener_of_a_console_speaks_as_the_console(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    heard: list[str] = []

    def start(*_words: object, environment: dict[str, str]) -> None:
        heard.append(environment["CALLOUT_LANGUAGE"])

    monkeypatch.setattr(stage, "Minder", start)
    speak("de_AT", LOCALES)
    stage.start_listener(tmp_path, "sqlite:///unused.db", "mqtt://127.0.0.1:1")
    assert heard == ["de_AT"]


# --- numbers, dates, and Qt's own words ---


def test_numbers_and_plurals_are_german() -> None:
    speak("de", LOCALES)
    assert [figure(13.25, 2), figure(-0.001, 2), figure(10, 0), figure(2.5, 1)] == ["13,25", "0", "10", "2,5"]
    assert trn("{count} asset", "{count} assets", 1) == "1 Anlage"
    assert trn("{count} asset", "{count} assets", 2) == "2 Anlagen"


@pytest.fixture
def german_qt(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    speak("de", LOCALES)
    speak_as_the_program(qapp)
    yield
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(before)


def test_buttons_and_keys_that_qt_names_itself_are_german(german_qt: None, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Abbrechen"
    assert QKeySequence("Ctrl+K").toString(QKeySequence.SequenceFormat.NativeText) == "Strg+K"
    assert QLocale().language() == QLocale.Language.German
