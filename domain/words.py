"""The small closed vocabularies that several subjects share: each value with its label and its rank."""

from enum import StrEnum

from domain.language import tr


class Severity(StrEnum):
    """How bad an alert is."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    WARNING = "warning"

    @property
    def rank(self) -> int:
        """0 is the worst; lists sort by it."""
        return list(Severity).index(self)

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Severity.CRITICAL: tr("Critical"),
            Severity.MAJOR: tr("Major"),
            Severity.MINOR: tr("Minor"),
            Severity.WARNING: tr("Warning"),
        }[self]

    @property
    def letter(self) -> str:
        """What tells severities apart without colour."""
        return {
            Severity.CRITICAL: tr("C"),
            Severity.MAJOR: tr("M"),
            Severity.MINOR: tr("m"),
            Severity.WARNING: tr("w"),
        }[self]


class Priority(StrEnum):
    """How soon an order must be looked at."""

    CRITICAL = "critical"
    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 comes first; lists sort by it."""
        return list(Priority).index(self)

    @property
    def label(self) -> str:
        """The word on screen."""
        return {
            Priority.CRITICAL: tr("Critical"),
            Priority.HIGH: tr("High"),
            Priority.NORMAL: tr("Normal"),
            Priority.LOW: tr("Low"),
        }[self]

    @property
    def letter(self) -> str:
        """What tells priorities apart without colour."""
        return {"critical": "1", "high": "2", "normal": "3", "low": "4"}[self.value]


class RoundingIn(StrEnum):
    """Which accrual gets what rounding leaves over."""

    FIRST = "first"
    LAST = "last"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {RoundingIn.FIRST: tr("First period"), RoundingIn.LAST: tr("Last period")}[self]


class ReversalRule(StrEnum):
    """On which day accruals are taken back when their fee is credited."""

    MANUAL = "manual"
    INVOICE_DATE = "invoice_date"
    ORIGINAL_DATE = "original_date"

    @property
    def label(self) -> str:
        """The words on screen."""
        return {
            ReversalRule.MANUAL: tr("By hand"),
            ReversalRule.INVOICE_DATE: tr("On the day of the credit note"),
            ReversalRule.ORIGINAL_DATE: tr("On the day they were posted"),
        }[self]
