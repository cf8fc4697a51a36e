"""The language of every text a user reads, on screen, in mails and in stored refusals.

One process speaks one language at a time, as with the locale of the operating system: `speak` chooses it once
at the start, `tr` and `trn` translate. Texts are English in the source and translated by gettext catalogues in
`resources/locale`.
"""

import gettext
from pathlib import Path


class _Language:
    """The catalogue in force."""

    def __init__(self) -> None:
        self.catalogue: gettext.NullTranslations = gettext.NullTranslations()


_language = _Language()


def speak(locale: str, folder: Path) -> None:
    """Translate from now on into `locale` ("de", "de_AT") as far as `folder` has a catalogue for it."""
    _language.catalogue = gettext.translation("callout", folder, [locale], fallback=True)


def speak_with(catalogue: gettext.NullTranslations) -> gettext.NullTranslations:
    """Translate from now on with `catalogue`; returns the one before, to go back to."""
    before, _language.catalogue = _language.catalogue, catalogue
    return before


def tr(text: str, **values: object) -> str:
    """Return `text` in the user's language with `{name}` fields filled from `values`."""
    translated = _language.catalogue.gettext(text)
    return translated.format(**values) if values else translated


def trn(one: str, many: str, count: int, **values: object) -> str:
    """Like `tr` for a text with a number in it; `{count}` is filled with `count`."""
    return _language.catalogue.ngettext(one, many, count).format(count=count, **values)
