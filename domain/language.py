"""The language of every text a user reads, on screen, in mails and in stored refusals.

One process speaks one language at a time, as with the locale of the operating system: `speak` chooses it once
at the start, `tr` and `trn` translate. Texts are English in the source; the catalogues of other languages are
`resources/locale/<language>.po`, read as they are.
"""

import gettext
import io
import locale as system
import logging
import re
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

log = logging.getLogger(__name__)

#: English without a country: with hours up to 24, and days before months.
ENGLISH = "en_GB"
_LOCALE = re.compile(r"([a-z]{2,3})(?:[_-]([a-z0-9]+))?(?:[.@].*)?", re.IGNORECASE)


class _Language:
    """The catalogue in force, and the locale that goes with it."""

    def __init__(self) -> None:
        self.catalogue: gettext.NullTranslations = gettext.NullTranslations()
        self.locale = ENGLISH


_language = _Language()


def speak(locale: str, folder: Path) -> None:
    """Translate from now on into `locale` ("de", "de_AT.UTF-8") if `folder` has a catalogue for it, else English."""
    _language.catalogue, _language.locale = gettext.NullTranslations(), ENGLISH
    tongue, full = _parts(locale)
    if tongue == "en" and full != tongue:
        _language.locale = full
    for file in (folder / f"{name}.po" for name in (full, tongue)):
        if file.is_file():
            _speak_from(file, full)
            return


def spoken() -> str:
    """The locale in force, such as "de_AT": how dates and numbers are to be written."""
    return _language.locale


def speak_with(catalogue: gettext.NullTranslations) -> gettext.NullTranslations:
    """Translate from now on with `catalogue`; returns the one before, to go back to."""
    before, _language.catalogue = _language.catalogue, catalogue
    return before


def system_language(environment: Mapping[str, str]) -> str:
    """The locale of the operating system; English where it has none."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next((locale for locale in named if locale), None) or _language_of_windows() or ENGLISH


def tr(text: str, **values: object) -> str:
    """Return `text` in the user's language with `{name}` fields filled from `values`."""
    translated = _language.catalogue.gettext(text)
    return translated.format(**values) if values else translated


def trn(one: str, many: str, count: int, **values: object) -> str:
    """Like `tr` for a text with a number in it; `{count}` is filled with `count`."""
    return _language.catalogue.ngettext(one, many, count).format(count=count, **values)


def figure(value: float, decimals: int) -> str:
    """A number with at most so many decimals, and the decimal sign of the user's language."""
    plain = f"{round(value, decimals) + 0.0:.{decimals}f}"  # no minus before a zero
    return (plain.rstrip("0").rstrip(".") if decimals else plain).replace(".", tr("."))


def grouped(number: Decimal | int, least: int = 0, most: int = 4) -> str:
    """A number in a sentence, its thousands apart, with at least and at most so many decimals: "1,234.50"."""
    from babel.numbers import format_decimal  # who never reads a number need not wait for Babel

    return format_decimal(number, "#,##0." + "0" * least + "#" * (most - least), _known(_language.locale))


def day_words(day: date) -> str:
    """A day as the user's language writes it in short, the year in full: "22/11/2026"."""
    from babel.dates import format_date  # who never reads a day need not wait for Babel

    known = _known(_language.locale)
    return format_date(day, _short(known), known)


def near_day(day: date, beside: date) -> str:
    """A day not far from another as screens write it, with the year where that is another: "Mon 23 Nov"."""
    from babel.dates import format_date  # who never reads a day need not wait for Babel

    pattern = tr("EEE d MMM") if day.year == beside.year else tr("EEE d MMM yyyy")
    return format_date(day, pattern, _known(_language.locale))


def duration(span: timedelta) -> str:
    """A length of time in its two largest units: "45 s", "3 min", "1 h 20 min", "2 d 3 h"."""
    seconds = int(span.total_seconds())
    if seconds < MINUTE:
        return tr("{seconds} s", seconds=seconds)
    if seconds < HOUR:
        return tr("{minutes} min", minutes=seconds // MINUTE)
    if seconds < DAY:
        hours, minutes = divmod(seconds // MINUTE, 60)
        return tr("{hours} h {minutes} min", hours=hours, minutes=minutes) if minutes else _hours(hours)
    days, hours = divmod(seconds // HOUR, 24)
    return tr("{days} d {hours} h", days=days, hours=hours) if hours else tr("{days} d", days=days)


def _hours(hours: int) -> str:
    return tr("{hours} h", hours=hours)


@cache
def _known(locale: str) -> str:
    """The locale, or its language alone where nothing is known of the country."""
    from babel.localedata import exists

    return locale if exists(locale) else _parts(locale)[0]


@cache
def _short(locale: str) -> str:
    from babel import Locale

    return re.sub("y+", "yyyy", str(Locale.parse(locale).date_formats["short"].pattern))


def _parts(locale: str) -> tuple[str, str]:
    """The language alone and with its country: ("de", "de_AT"); what names no language is English."""
    found = _LOCALE.fullmatch(locale.strip())
    if not found:
        return "en", "en"
    tongue, country = found[1].lower(), found[2]
    return tongue, f"{tongue}_{country.upper()}" if country else tongue


def _speak_from(file: Path, locale: str) -> None:
    try:
        _language.catalogue = _read(file)
    except (OSError, ValueError, LookupError) as error:
        log.warning("%s cannot be read, so Callout speaks English: %s", file, error)
    else:
        _language.locale = locale


def _read(file: Path) -> gettext.GNUTranslations:
    # Who speaks English need not wait for Babel.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import PoFileError, read_po

    compiled = io.BytesIO()
    try:
        with file.open("rb") as text:
            write_mo(compiled, read_po(text, abort_invalid=True))
    except PoFileError as error:
        raise ValueError(str(error)) from error
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _language_of_windows() -> str | None:
    if sys.platform != "win32":
        return None
    import ctypes  # the only way to ask Windows

    return system.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage())
