"""Brings the catalogues of resources/locale up to date with what the program says: `python tools/texts.py [LANGUAGE]`.

Translations stay, new texts come in empty, texts that nobody says any more go. A LANGUAGE without a catalogue gets one.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "locale"
ROOMS = ("app", "devices", "domain")
FILES = ("main.py",)
WORDS = {"tr": None, "trn": (1, 2)}
WIDTH = 120
#: Only what readers of the file need: no dates and addresses that change without a text having changed.
HEADER = """# What Callout says, in another language. New texts: make texts
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plurals}\\n"

"""


def said() -> Catalog:
    """Every text in the source, with the files that say it."""
    catalogue = Catalog()
    for file, text in sorted(_found(), key=lambda each: each[0]):
        catalogue.add(text, locations=[(file, 0)])
    return catalogue


def _found() -> Iterator[tuple[str, str | tuple[str, ...]]]:
    for room in ROOMS:
        for file, _line, text, _comments, _context in extract_from_dir(
            ROOT / room, [("**.py", "python")], keywords=WORDS
        ):
            yield f"{room}/{Path(file).as_posix()}", text
    for file in FILES:
        for _line, text, _comments, _context in extract_from_file("python", ROOT / file, keywords=WORDS):
            yield file, text


def read(file: Path) -> Catalog:
    """The catalogue in a file; a new one where there is none."""
    if not file.exists():
        return Catalog(locale=file.stem, fuzzy=False)
    with file.open("rb") as text:
        return read_po(text, abort_invalid=True)


def renew(file: Path, texts: Catalog) -> list[Message]:
    """Bring one catalogue up to date; returns what is still to be translated."""
    catalogue = read(file)
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    write(file, catalogue)
    return [message for message in catalogue if message.id and not is_translated(message)]


def write(file: Path, catalogue: Catalog) -> None:
    """Put the catalogue into a file, always laid out in the same way."""
    with file.open("wb") as text:
        text.write(HEADER.format(language=file.stem, plurals=catalogue.plural_forms).encode())
        layout = {"omit_header": True, "ignore_obsolete": True, "sort_by_file": True, "include_lineno": False}
        write_po(text, catalogue, WIDTH, **layout)


def is_translated(message: Message) -> bool:
    """Whether no form of it is empty or only guessed."""
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(forms) and not message.fuzzy


def main(languages: Sequence[str]) -> int:
    """Renew every catalogue, and those of `languages`; says what is left to translate."""
    texts = said()
    for file in sorted({*FOLDER.glob("*.po"), *(FOLDER / f"{language}.po" for language in languages)}):
        missing = renew(file, texts)
        sys.stdout.write(f"==> {file.relative_to(ROOT)}: {len(texts)} texts, {len(missing)} to translate\n")
        for message in missing:
            sys.stdout.write(f"    {message.id}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
