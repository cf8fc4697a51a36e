"""Which inputs a kind of condition needs, and which of them only those who want more look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from app.settings.rules.inputs import ChoiceInput, CountInput, FlagInput, Input, NumberInput, SpanInput, WordsInput
from app.settings.rules.metric_inputs import Known, LimitInput, MeasureInput, MetricInput
from app.settings.rules.words import matches, seasons, sides, titles
from domain.monitoring.definitions.condition import Condition, NoData, Unusual

ORDER = (
    "metric", "measure", "match", "words", "low", "high", "limit", "value", "sides", "by", "silence", "count",
    "seconds", "hysteresis", "tolerance", "sigmas", "season", "least", "fresh", "each",
)  # fmt: skip
FOLDED = frozenset({"hysteresis", "tolerance", "sigmas", "season", "least", "fresh", "each"})
INNER = frozenset({"part", "parts"})


@dataclass(frozen=True, slots=True)
class Need:
    """One input of a condition: the name of its value, its title, and whether it is folded away."""

    name: str
    title: str
    folded: bool
    make: Callable[[], Input]


def needs(kind: type[Condition], known: Known) -> Iterator[Need]:
    """The inputs of a kind, in the order shown."""
    words = titles()
    for name in sorted(set(kind.__struct_fields__) - INNER, key=ORDER.index):
        folded = name in FOLDED or (kind is Unusual and name == "by")
        makers = _makers(words[name], known, may_be_any=kind is NoData)
        yield Need(name, words[name], folded, makers.get(name, partial(NumberInput, words[name])))


def _makers(title: str, known: Known, *, may_be_any: bool) -> Mapping[str, Callable[[], Input]]:
    limit, span, count = partial(LimitInput, title, known), partial(SpanInput, title), partial(CountInput, title)
    return {
        "metric": partial(MetricInput, title, known, may_be_any=may_be_any),
        "measure": partial(MeasureInput, title, known),
        "limit": limit,
        "low": limit,
        "high": limit,
        "value": limit,
        "words": partial(WordsInput, title),
        "silence": span,
        "seconds": span,
        "fresh": span,
        "count": count,
        "least": count,
        "each": partial(FlagInput, title),
        "match": partial(ChoiceInput, title, matches()),
        "season": partial(ChoiceInput, title, seasons()),
        "sides": partial(ChoiceInput, title, sides()),
    }
