"""Suggestions: ranked by what helped for good, with the figures behind each."""

from datetime import timedelta

import pytest

from domain.assets.model import Asset, AssetModel
from domain.clock import FixedClock
from domain.repairs.cases import likeness
from domain.repairs.suggestions import Scope, Suggestions, suggest
from domain.store.store import Store
from domain.store.unit_of_work import UnitOfWork
from tests.support.repairs import Bench
from tests.support.workshop import Workshop


@pytest.fixture
def told(store: Store, bench: Bench, workshop: Workshop, fixed_clock: FixedClock) -> "Told":
    return Told(store, bench, workshop, fixed_clock)


class Told:
    """Asks for suggestions as the desk does."""

    def __init__(self, store: Store, bench: Bench, workshop: Workshop, clock: FixedClock) -> None:
        self.store, self.bench, self.workshop, self.clock = store, bench, workshop, clock

    def __call__(self, symptom: int | None = None, text: str = "", *, model: int | None = None) -> Suggestions:
        asked = model or self.workshop.model
        with self.store.read() as session:
            return suggest(session, asked, symptom, text, now=self.clock.now(), leave_out=self.bench.order)


def test_without_history_nothing_is_suggested(bench: Bench, told: Told) -> None:
    assert told(bench.warm) == Suggestions(Scope.MODEL, 0, (), ())
    assert told() == Suggestions(Scope.MODEL, 0, (), ())


def test_what_helped_for_good_comes_before_what_was_done_more_often(bench: Bench, told: Told) -> None:
    # Cleaned three times within days: each time but the last it came back. Sealed twice, for good.
    for days_ago in (120, 115, 110):
        bench.happened(days_ago, bench.dirt, bench.cleaned)
    for days_ago in (70, 35):
        bench.happened(days_ago, bench.leak, bench.sealed)
    first, second = told(bench.warm).repairs
    assert (first.diagnosis, first.resolution) == ("Leak at a flare joint", "Sealed and refilled")
    assert (first.times, first.judged, first.came_back) == (2, 2, 0)
    assert (second.diagnosis, second.diagnosis_area, second.times, second.came_back) == (
        "Condenser dirty",
        "Mechanics",
        3,
        2,
    )


def test_a_repair_counts_as_judged_only_after_thirty_days_or_when_it_came_back(bench: Bench, told: Told) -> None:
    bench.happened(29, bench.leak, bench.sealed)
    (only,) = told(bench.warm).repairs
    assert (only.times, only.judged, only.came_back) == (1, 0, 0)
    bench.happened(2, bench.leak, bench.sealed)
    (only,) = told(bench.warm).repairs
    assert (only.times, only.judged, only.came_back) == (2, 1, 1)


@pytest.mark.parametrize(("gap", "again"), [(29.9, 1), (30, 1), (30.1, 0)])
def test_came_back_means_within_thirty_days(bench: Bench, told: Told, gap: float, again: int) -> None:
    bench.happened(100, bench.leak, bench.sealed)
    bench.happened(100 - gap, bench.leak, bench.sealed)
    (only,) = told(bench.warm).repairs
    assert only.came_back == again


def test_the_usual_time_and_the_parts_stand_beside_it(bench: Bench, told: Told) -> None:
    filter_, oil = bench.article("P-1", "Filter drier"), bench.article("P-2", "Oil")
    bench.happened(90, bench.leak, bench.sealed, hours="1.5", part=filter_)
    bench.happened(200, bench.leak, bench.sealed, hours="2", part=filter_)
    bench.happened(300, bench.leak, bench.sealed, hours="4", part=oil)
    bench.happened(301, bench.leak, bench.sealed)
    (only,) = told(bench.warm).repairs
    assert only.minutes == 120
    assert [(part.number, part.times, int(part.quantity)) for part in only.parts] == [("P-1", 2, 2), ("P-2", 1, 2)]


def test_repairs_of_the_order_itself_and_unfinished_ones_say_nothing(bench: Bench, told: Told) -> None:
    bench.add(symptom_id=bench.warm, diagnosis_id=bench.leak, stage_id=bench.finished)
    bench.happened(50, bench.leak, bench.sealed, stage_id=bench.waiting)
    assert told(bench.warm).repairs == ()


def test_words_find_repairs_and_name_the_symptom(bench: Bench, told: Told) -> None:
    bench.happened(50, bench.leak, bench.sealed, title="Kälte fehlt im Obergeschoß")
    bench.happened(60, bench.dirt, bench.cleaned, symptom_id=bench.opens, title="Door again")
    found = told(text="KÄLTE fehlt")
    assert [each.diagnosis for each in found.repairs] == ["Leak at a flare joint"]
    assert [(hint.name, hint.times) for hint in found.symptoms] == [("Supply too warm", 1)]
    assert [hint.name for hint in told(text="opens aga").symptoms] == ["Opens again"]


def test_other_models_of_the_kind_are_asked_when_the_model_has_too_little(
    store: Store, bench: Bench, told: Told, workshop: Workshop
) -> None:
    def new_model(work: UnitOfWork) -> int:
        return work.add(AssetModel(kind="chiller", maker="Nordfrost", name="CX 900"), "asset_model.created").id

    for days_ago in (50, 100, 150):
        bench.happened(days_ago, bench.leak, bench.sealed)
    assert told(bench.warm).scope is Scope.MODEL
    found = told(bench.warm, model=store.run("setup", new_model))
    assert (found.scope, found.cases, found.repairs[0].times) == (Scope.KIND, 3, 3)


def test_another_machine_with_the_same_trouble_is_not_the_same_one_again(
    store: Store, bench: Bench, told: Told, workshop: Workshop
) -> None:
    def twin(work: UnitOfWork) -> int:
        like = work.get(Asset, workshop.asset)
        made = Asset(number="A-9", name="Twin", serial="9", model=like.model, site=like.site, customer=like.customer)
        return work.add(made, "asset.created").id

    bench.happened(50, bench.leak, bench.sealed)
    bench.happened(40, bench.leak, bench.sealed, asset_id=store.run("setup", twin))
    (only,) = told(bench.warm).repairs
    assert (only.times, only.came_back) == (2, 0)


@pytest.mark.parametrize(
    ("words", "text", "share"),
    [
        ("", "anything", 1.0),
        ("door", "Doors keep opening", 1.0),
        ("door squeaks", "Doors keep opening", 0.5),
        ("it is the door", "Door", 0.5),
        ("öl", "ÖLLECK", 1.0),
        ("%_", "100 %", 1.0),
        ("warm", "", 0.0),
    ],
)
def test_likeness_is_the_share_of_words_that_begin_a_word(words: str, text: str, share: float) -> None:
    assert likeness(words, text) == pytest.approx(share)


def test_the_moment_of_asking_only_decides_what_is_judged(bench: Bench, told: Told, fixed_clock: FixedClock) -> None:
    bench.happened(1, bench.leak, bench.sealed)
    fixed_clock.advance(timedelta(days=29))
    (only,) = told(bench.warm).repairs
    assert only.judged == 1
