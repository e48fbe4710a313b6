"""The steps of a history as a list: filtered, and told in words."""

import pytest

from curator.annotations import Place
from curator.filters import Filter
from curator.store import Dataset
from screens.entries_view import EntriesView, Log
from tests.screens.history_stand import edit


@pytest.fixture
def edited(cities: Dataset) -> Dataset:
    return edit(cities)


def steps(view: EntriesView) -> list[str]:
    return [str(row.cells[0]) for row in view.window(0, 100, (0,))]


def view_of(dataset: Dataset, **wanted: str) -> EntriesView:
    log = Log.of(dataset.history(), dataset.annotations(), dataset.view())
    return EntriesView(log, log.fitting(Filter(**wanted)))


def test_all_steps_are_listed_newest_first(edited: Dataset) -> None:
    assert steps(view_of(edited)) == ["a2", "r4", "a1", "r3", "r2", "r1"]


@pytest.mark.parametrize(
    ("wanted", "listed"),
    [
        ({"kind": "set-cells"}, ["r3"]),
        ({"kind": "doubt"}, ["a2", "a1"]),
        ({"kind": "revision"}, ["r4", "r3", "r2", "r1"]),
        ({"person": "josé"}, ["a2", "r4"]),
        ({"column": "country"}, ["r4", "r2", "r1"]),
        ({"text": "REPORT"}, ["r2"]),
        ({"text": "صفحه"}, ["r3"]),
        ({"text": "003"}, ["r3"]),
        ({"text": "کد", "kind": "annotation", "person": "نرگس"}, ["a1"]),
        ({"text": "nowhere"}, []),
    ],
)
def test_filters_must_all_fit(edited: Dataset, wanted: dict[str, str], listed: list[str]) -> None:
    assert steps(view_of(edited, **wanted)) == listed


def test_a_step_that_was_undone_says_so_in_words(edited: Dataset) -> None:
    edited.undo("ada", 3)

    assert "r3 undone" in steps(view_of(edited))


def test_a_row_is_found_by_its_id_also_when_filtered(edited: Dataset) -> None:
    every, few = view_of(edited), view_of(edited, kind="revision")
    ids = [row.id for row in every.window(0, 100)]

    assert [every.locate(row_id) for row_id in ids] == [0, 1, 2, 3, 4, 5]
    assert [few.locate(row_id) for row_id in ids] == [None, 0, None, 1, 2, 3]


def test_the_state_of_notes_and_days_filter_too(edited: Dataset) -> None:
    settled = edited.annotate(Place(column="code"), "question", "?", "ada")
    edited.answer(settled, "resolved", None, "ada")

    assert steps(view_of(edited, state="answered")) == ["a2", "a1"]
    assert steps(view_of(edited, state="resolved")) == ["a4", "a3"]
    assert steps(view_of(edited, since="2020", until="2999-01", kind="fill-down")) == ["r2"]
    assert steps(view_of(edited, until="2001")) == []
