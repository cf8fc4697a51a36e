"""The sentence of filters over the list of alerts, and what it asks for."""

from app.shared.filters import Chosen, Filter
from domain.language import tr
from domain.monitoring.alert_rows import AlertSearch
from domain.words import Severity

DEFAULT = {"standing": ["open"], "shelf": ["visible"], "need": ["needed"]}


def filters() -> tuple[Filter, ...]:
    """Such as "open · not shelved · acknowledged or not · any severity · newest first"."""
    return (
        Filter("standing", tr("open or cleared"), (("open", tr("open")), ("cleared", tr("cleared"))), several=False),
        Filter(
            "shelf",
            tr("shelved or not"),
            (("visible", tr("not shelved")), ("shelved", tr("shelved"))),
            several=False,
        ),
        Filter(
            "handling",
            tr("new or acknowledged"),
            (("new", tr("new")), ("acknowledged", tr("acknowledged"))),
            several=False,
        ),
        Filter(
            "need",
            tr("needs somebody or not"),
            (("needed", tr("needs somebody")), ("quiet", tr("needs nobody"))),
            several=False,
        ),
        Filter("lines", tr("one line per trouble"), (("each", tr("each alert")),), several=False),
        Filter("severity", tr("any severity"), tuple((each.value, each.label.lower()) for each in Severity)),
        Filter("order", tr("newest first"), (("worst", tr("worst first")),), several=False),
    )


def asked(words: str, chosen: Chosen) -> AlertSearch:
    """What the chosen words and the search ask for."""
    return AlertSearch(
        words=words,
        severities=frozenset(Severity(value) for value in chosen.get("severity", ())),
        open=_either(chosen, "standing", "open"),
        shelved=_either(chosen, "shelf", "shelved"),
        acknowledged=_either(chosen, "handling", "acknowledged"),
        suppressed=_either(chosen, "need", "quiet"),
        singly="each" in chosen.get("lines", ()),
        worst_first="worst" in chosen.get("order", ()),
    )


def _either(chosen: Chosen, key: str, value: str) -> bool | None:
    values = chosen.get(key, frozenset())
    return None if not values else value in values
