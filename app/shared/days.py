"""Days without a time, as the language writes them."""

from datetime import date

from PySide6.QtCore import QDate, QLocale


def short_day(day: date | None) -> str:
    """Such as "02/03/2026"; nothing for none."""
    if day is None:
        return ""
    return QLocale().toString(QDate(day.year, day.month, day.day), day_format())


def day_format() -> str:
    """As the language writes days in short, the year in full."""
    short = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    return short if "yyyy" in short else short.replace("yy", "yyyy")
