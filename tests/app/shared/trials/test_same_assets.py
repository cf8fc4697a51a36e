"""Two versions are compared on the same assets."""

from dataclasses import replace

from app.shared.trials.past import Past
from app.shared.trials.values import Candidate, Question
from domain.clock import to_ms
from domain.monitoring.definitions.condition import Above
from domain.monitoring.definitions.definition import Definition
from domain.monitoring.definitions.measure import Measure, OfAsset
from domain.monitoring.limit_service import add_limit
from tests.support.past import METRIC, PastDesk
from tests.support.service_desk import NOW


def test_an_asset_that_one_version_cannot_be_tried_on_counts_for_neither(past: PastDesk) -> None:
    desk = past.desk
    desk.store.run("test", add_limit, desk.company.ward_chiller.id, "most", 12.5)
    draft = replace(past.saved, definition=Definition(Above(Measure(METRIC), OfAsset("most"))))
    question = Question(Candidate(draft, past.saved).versions(), to_ms(NOW))
    found = Past(desk.store, desk.telemetry).try_out(question, lambda _done, _total: True)
    assert found is not None
    saved, changed = found.results
    assert saved.score.troubles == changed.score.troubles == 0
    assert len(found.remarks) == 1
