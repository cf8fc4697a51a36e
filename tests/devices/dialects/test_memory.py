"""What decoders remember is bounded."""

from hypothesis import given
from hypothesis import strategies as st

from devices.dialects.memory import Memory, Novelties
from devices.dialects.tasmota import Tasmota
from tests.support.dialects import NOW, message


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.integers())))
def test_a_memory_keeps_the_newest_names_and_says_which_it_forgets(puts: list[tuple[str, int]]) -> None:
    memory, kept = Memory[int](3), dict[str, int]()
    for name, value in puts:
        forgotten = memory.put(name, value)
        kept.pop(name, None)
        kept[name] = value
        expected = next(iter(kept)) if len(kept) > 3 else None
        if expected is not None:
            del kept[expected]
        assert forgotten == expected
    assert dict(memory.items()) == kept
    assert len(memory) == len(kept) <= 3


def test_what_is_dropped_is_handed_over_once() -> None:
    memory = Memory[int]()
    memory.put("a", 1)
    assert (memory.drop("a"), memory.drop("a"), memory.get("a")) == (1, None, None)


def test_the_same_said_again_is_nothing_new() -> None:
    said = Novelties(2)
    assert [said.is_new("a", 1), said.is_new("a", 1), said.is_new("a", 2), said.is_new("a", 1)] == [
        True, False, True, True,
    ]  # fmt: skip
    for name in "bcdef":
        said.is_new(name, 1)
    assert len(said) == 2


def test_a_flood_of_discoveries_does_not_grow_what_is_stored() -> None:
    dialect = Tasmota()
    stored: dict[str, bytes] = {}
    for number in range(20_500):
        told = dialect.decode(message(f"tasmota/discovery/{number:012X}/config", {"t": f"plug{number}"}), NOW)
        for key, what in told.learned.items():
            if what is None:
                del stored[key]
            else:
                stored[key] = what
    assert len(stored) == 20_000
