"""The most particular SLA holds."""

from itertools import combinations

from domain.sla.selection import Source, choose


def test_the_most_particular_one_that_is_named_holds() -> None:
    everything: dict[Source, int | None] = {source: 10 + place for place, source in enumerate(Source)}
    for source in Source:
        assert choose(everything) == (source, everything[source])
        everything[source] = None
    assert choose(everything) is None


def test_what_names_none_hides_nothing() -> None:
    for few in combinations(Source, 2):
        assert choose({few[0]: None, few[1]: 7}) == (few[1], 7)
        assert choose({few[1]: 9, few[0]: 7}) == (few[0], 7)


def test_every_source_has_words() -> None:
    assert len({source.label for source in Source}) == len(Source)
