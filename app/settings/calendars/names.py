"""Days and months in the language of the screen."""

from PySide6.QtCore import QLocale

MONTHS = range(1, 13)


def weekdays(*, short: bool = False) -> tuple[str, ...]:
    """From Monday to Sunday."""
    size = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return tuple(QLocale().standaloneDayName(day, size) for day in range(1, 8))


def months(*, short: bool = False) -> tuple[str, ...]:
    """From January to December."""
    size = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return tuple(QLocale().standaloneMonthName(month, size) for month in MONTHS)
