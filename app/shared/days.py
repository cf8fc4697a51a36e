"""Days without a time, as the language writes them."""

from datetime import date

from PySide6.QtCore import QDate, QLocale


def short_day(day: date | None) -> str:
    """Such as "02/03/2026"; nothing for none."""
    return "" if day is None else _locale().toString(to_qt(day), day_format())


def day_format() -> str:
    """As the language writes days in short, the year in full."""
    short = _locale().dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")


def month_words(day: date) -> str:
    """The month of a day, such as "March 2026"."""
    locale = _locale()
    return f"{locale.standaloneMonthName(day.month)} {day.year}"


def to_qt(day: date) -> QDate:
    """The day as Qt holds it."""
    return QDate(day.year, day.month, day.day)


def to_plain(day: QDate) -> date:
    """The day as the rest of the program holds it."""
    return date(day.year(), day.month(), day.day())


def _locale() -> QLocale:
    bare = QLocale().language() == QLocale.Language.C
    return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom) if bare else QLocale()
