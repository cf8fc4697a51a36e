"""Every kind of record has a word of its own that a reader understands."""

from domain.store.base import Entity
from domain.store.subjects import word_for
from tests.app.pseudo import pseudo_language
from tests.support.models import import_all


def test_every_kind_of_record_has_a_word_that_is_translated() -> None:
    import_all()
    subjects = {mapper.class_.subject for mapper in Entity.registry.mappers}
    with pseudo_language():
        assert {subject for subject in subjects if word_for(subject) == subject} == set()
    assert len({word_for(subject) for subject in subjects}) == len(subjects)
