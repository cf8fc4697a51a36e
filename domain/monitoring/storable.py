"""What the stores take of metrics and their values, wherever these come from."""

from functools import lru_cache

from domain.language import tr

LONGEST_METRIC = 120
LONGEST_TEXT = 1000
#: Beyond it a sum of readings may pass all bounds, which PostgreSQL refuses; no measure comes near it.
LARGEST_NUMBER = 1e100
_SHOWN = 40


@lru_cache(maxsize=32_768)
def is_metric_name(name: str) -> bool:
    """Whether `name` can be stored and shown."""
    return 0 < len(name) <= LONGEST_METRIC and name.isprintable() and not name.isspace()


def is_storable(text: str) -> bool:
    """NUL is refused by PostgreSQL, half of a surrogate pair by every encoder."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def flaw_of_name(metric: str) -> str:
    """Why a metric cannot be called so, as a sentence."""
    cut = metric if len(metric) <= _SHOWN else metric[: _SHOWN - 1] + "…"
    shown = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in cut)
    return tr("“{metric}”: 1 to {limit} printable characters are needed.", metric=shown, limit=LONGEST_METRIC)


def flaw_of_value(metric: str, value: float | str) -> str:
    """Why a value cannot be stored, as a sentence; empty where it can."""
    if not isinstance(value, str):
        return "" if abs(value) < LARGEST_NUMBER else tr("“{metric}” is not a finite number.", metric=metric)
    if len(value) > LONGEST_TEXT:
        return tr("The text of “{metric}” is longer than {limit} characters.", metric=metric, limit=LONGEST_TEXT)
    if not is_storable(value):
        return tr("The text of “{metric}” has characters that no store takes.", metric=metric)
    return ""
