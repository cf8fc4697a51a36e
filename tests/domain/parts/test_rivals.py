"""Several people at the same parts at the same moment: each change happens once, or its person is told."""

from functools import partial

from domain.errors import Overtaken, Refusal
from domain.orders.model import StageMeaning
from domain.parts.entries import OnOrder, PartEntry
from domain.parts.model import PartKind
from domain.parts.replacing import Replacement, replace_part
from domain.parts.service import add_part, begin_from_template
from domain.store.store import Store
from tests.support.parts import Chiller, go
from tests.support.together import in_threads


def test_one_part_is_replaced_once(store: Store, chiller: Chiller) -> None:
    chiller.begin()
    row = chiller.part("Filter")
    jobs = [partial(store.run, who, replace_part, row.id, row.version, Replacement(1)) for who in ("kim", "lou", "ada")]
    errors = in_threads(*jobs)
    assert len(errors) == 2
    assert all(isinstance(error, Overtaken) for error in errors)
    assert chiller.words() == ["1 Fan unit", "  2 Fan", "1 Filter", "3 Refilling"]
    assert len(chiller.sheet().changes) == 2


def test_two_first_parts_come_into_one_list(store: Store, chiller: Chiller) -> None:
    entries = [PartEntry(PartKind.PART, text=text) for text in ("Belt", "Filter")]
    assert in_threads(*(partial(store.run, "kim", add_part, chiller.asset, entry) for entry in entries)) == []
    assert sorted(chiller.words()) == ["1 Belt", "1 Filter"]


def test_parts_begin_once(store: Store, chiller: Chiller) -> None:
    job = partial(store.run, "kim", begin_from_template, chiller.asset, chiller.template)
    (error,) = in_threads(job, job)
    assert isinstance(error, Refusal)
    assert chiller.words() == ["1 Fan unit", "  2 Fan", "1 Filter", "3 Refilling"]


def test_an_order_is_not_cancelled_while_it_begins_to_wait(store: Store, chiller: Chiller) -> None:
    chiller.begin()
    order, row = chiller.order(), chiller.part("Filter")
    waits = partial(store.run, "kim", replace_part, row.id, row.version, Replacement(1), OnOrder(order, required=True))
    (error,) = in_threads(waits, partial(store.run, "lou", go, order, StageMeaning.CANCELLED))
    assert isinstance(error, Refusal)
