from __future__ import annotations

from curator.history import Step, redo_target, undo_target


def revision(number: int, undoes: int | None = None, *, redo: bool = False) -> Step:
    return Step("revision", number, undoes, redo)


def test_undo_takes_the_newest_step_that_stands() -> None:
    steps = [revision(4, 3), Step("annotation", 1, None), revision(3), revision(2)]

    assert undo_target(steps) == Step("annotation", 1, None)
    assert undo_target([revision(4, 3), revision(3), revision(2)]) == revision(2)


def test_what_was_put_back_stands_again() -> None:
    steps = [revision(5, 4, redo=True), revision(4, 3), revision(3), revision(2)]

    assert undo_target(steps) == revision(3)
    assert redo_target(steps) is None


def test_redo_goes_back_undo_by_undo() -> None:
    both = [revision(5, 2), revision(4, 3), revision(3), revision(2)]

    assert redo_target(both) == revision(5, 2)
    assert redo_target([revision(6, 5, redo=True), *both]) == revision(4, 3)


def test_a_step_since_ends_redo() -> None:
    assert redo_target([revision(5), revision(4, 3), revision(3)]) is None


def test_an_event_and_a_revision_of_one_number_are_two_steps() -> None:
    steps = [revision(3, 2), Step("annotation", 2, None), revision(2)]

    assert undo_target(steps) == Step("annotation", 2, None)
