import pytest

from curator.errors import OperationError
from curator.operations import PasteBlock
from curator.store import Dataset


def rows(dataset: Dataset) -> list[tuple[object, ...]]:
    return [row.cells for row in dataset.view().rows()]


def test_rows_beyond_the_last_are_added_in_the_same_revision(cities: Dataset) -> None:
    before = rows(cities)

    revision = cities.apply(
        PasteBlock((5,), ("city", "code"), (("Bam", "005"), ("Ilam", "006"), (None, "007"))), "ada"
    )

    assert revision is not None
    assert rows(cities) == [
        *before[:3],
        (None, "Bam", "005"),
        (None, "Ilam", "006"),
        (None, None, "007"),
    ]
    cities.undo("ada")
    assert rows(cities) == before
    cities.redo("ada")
    assert rows(cities)[-2:] == [(None, "Ilam", "006"), (None, None, "007")]


def test_a_block_that_is_ragged_is_refused(cities: Dataset) -> None:
    with pytest.raises(OperationError):
        cities.apply(PasteBlock((5,), ("city", "code"), (("Bam", "005"), ("Ilam",))), "ada")


def test_the_history_says_how_many_rows_were_added() -> None:
    operation = PasteBlock((5,), ("city",), (("Bam",), ("Ilam",)))

    assert operation.describe() == "2 × 1 cells pasted into city, 1 row added"
