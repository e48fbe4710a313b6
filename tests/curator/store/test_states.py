from __future__ import annotations

from pathlib import Path

import pytest

from curator.annotations import Place
from curator.errors import ConflictError, OperationError
from curator.operations import SetCells
from curator.sources import Mark
from curator.store import Dataset, Store, examine
from tests.conftest import CITIES, Found

EDIT = SetCells((2,), ("city",), (("Karaj",),))


def test_a_dataset_begins_as_a_draft_and_is_what_was_said_last(cities: Dataset) -> None:
    assert cities.standing().state == "draft"

    cities.set_state("checked", "ada")
    cities.set_state("approved", "bob", "read against the print")

    standing = cities.standing()
    assert (standing.state, standing.who, standing.why) == (
        "approved",
        "bob",
        "read against the print",
    )
    assert cities.standing(2).state == "checked"
    assert cities.standing(1).state == "draft"


def test_a_change_after_approval_makes_it_a_draft_until_it_is_taken_back(cities: Dataset) -> None:
    cities.set_state("approved", "ada")

    cities.apply(EDIT, "bob")
    assert (cities.standing().state, cities.standing().said) == ("draft", "approved")
    cities.undo("bob")
    assert cities.standing().state == "approved"
    cities.redo("bob")
    assert cities.standing().state == "draft"


def test_taking_back_what_was_approved_is_a_change(cities: Dataset) -> None:
    cities.apply(EDIT, "ada")
    cities.set_state("approved", "ada")

    cities.undo("ada", 2)

    assert cities.standing().changed


def test_a_note_changes_no_state(cities: Dataset) -> None:
    cities.set_state("checked", "ada")

    cities.annotate(Place(2, "city"), "doubt", "?", "bob")

    assert cities.standing().state == "checked"


def test_a_state_is_undone_redone_and_undone_again(cities: Dataset) -> None:
    cities.set_state("checked", "ada")

    assert cities.undo("ada").what == "taken back: revision 2: marked as checked"
    assert cities.standing().state == "draft"
    cities.redo("ada")
    assert cities.standing().state == "checked"
    cities.undo("ada")
    assert cities.standing().state == "draft"


def test_a_state_that_is_taken_back_already_is_not_taken_back_again(cities: Dataset) -> None:
    cities.set_state("checked", "ada")
    cities.undo("ada", 2)

    with pytest.raises(ConflictError):
        cities.undo("ada", 2)


def test_saying_the_same_again_is_no_step_unless_somebody_else_says_it(cities: Dataset) -> None:
    cities.set_state("checked", "ada")

    assert cities.set_state("checked", "ada") is None
    assert cities.set_state("checked", "bob") is not None
    with pytest.raises(OperationError, match="no state 'done'"):
        cities.set_state("done", "ada")


def test_doctor_checks_states_like_every_step(store: Store, cities: Dataset) -> None:
    cities.set_state("approved", "ada")
    cities.undo("ada")
    assert _damaged(store) == []

    with store.connections.writing() as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'rev'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("UPDATE rev SET params = replace(params, 'approved', 'checked')")

    assert "Revision 2 is not what it was when it was written." in " ".join(_damaged(store))


def _damaged(store: Store) -> list[str]:
    found = examine(store, lambda _done, _total: None)
    return [finding.words for finding in found if finding.state == "damaged"]


def test_the_rows_as_of_a_state_are_those_before_it(cities: Dataset) -> None:
    cities.apply(EDIT, "ada")
    cities.set_state("approved", "ada")
    cities.apply(SetCells((3,), ("city",), (("x",),)), "ada")

    assert [row.cells for row in cities.view(3).window(0, 9)] == [
        row.cells for row in cities.view(2).window(0, 9)
    ]
    assert list(cities.diff(2, 3)) == []


def test_an_export_tells_the_state_of_its_revision(cities: Dataset) -> None:
    cities.set_state("approved", "ada")
    cities.apply(EDIT, "ada")

    assert [cities.export_facts(number)["state"] for number in (1, 2, 3)] == [
        "draft",
        "approved",
        "draft",
    ]


def test_flags_doubts_and_questions_are_counted_once_they_are_settled(
    store: Store, found: Found, file: Path
) -> None:
    marks = [Mark(1, 1, flag="a"), Mark(2, 1, flag="a"), Mark(3, 1, flag="b")]
    dataset = store.add(found(CITIES, marks=marks), file, "ada", "flagged")
    assert _review(store) == (0, 3)

    dataset.apply(SetCells((2,), ("city",), (("Karaj",),)), "ada")
    number = dataset.annotate(Place(3, "city"), "doubt", "?", "ada")
    assert _review(store) == (1, 4)
    dataset.answer(number, "resolved", None, "bob")
    assert _review(store) == (3, 4)
    dataset.undo("ada", 2)
    assert _review(store) == (2, 4)


def _review(store: Store) -> tuple[int, int]:
    line = next(line for line in store.datasets() if line.name == "flagged")
    return line.settled, line.to_settle
