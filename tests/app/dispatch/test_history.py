"""What was done can be undone and done again, in its order."""

from app.dispatch.undo import History, Step, rearranging

PLACED, MOVED, SHORTENED = (Step(words, rearranging(())) for words in ("placed", "moved", "shortened"))


def test_history_goes_back_and_forth() -> None:
    history = History()
    history.add(PLACED)
    history.add(MOVED)
    assert history.take_undo() == MOVED
    history.was_undone(MOVED)
    assert history.take_undo() == PLACED
    assert not history.can_undo()
    assert history.take_redo() == MOVED
    history.was_redone(MOVED)
    assert history.can_undo()
    assert history.take_redo() is None


def test_something_new_forgets_what_was_undone() -> None:
    history = History()
    history.add(PLACED)
    assert history.take_undo() == PLACED
    history.was_undone(PLACED)
    assert history.can_redo()
    history.add(SHORTENED)
    assert not history.can_redo()
