"""What common work costs in keys: the counts that docs/keystrokes.md gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from curator.operations import SetCells
from curator.store import Dataset, Store
from screens.app import CuratorApp
from screens.editor import EditorScreen
from screens.library import LibraryScreen
from tests.conftest import Found
from tests.driving import press, settled
from tests.extractors.documents import ruled, write_pdf


class Hand:
    """Presses keys and counts them; a text that is typed is one entry, whatever its length."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self._pilot = pilot
        self.keys = 0
        self.entries = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await press(self._pilot, *keys)

    async def type(self, text: str) -> None:
        self.entries += 1
        await press(self._pilot, *("space" if letter == " " else letter for letter in text))


@pytest.fixture
def clinics(store: Store, found: Found, file: Path) -> Dataset:
    """Twelve clinics with misread numbers of beds."""
    rows = [["district", "beds"], *([f"district {n}", f"{n}O"] for n in range(1, 13))]
    return store.add(found(rows), file, "ada", "clinics")


async def test_correcting_ten_cells_with_reasons(store: Store, clinics: Dataset) -> None:
    app = CuratorApp(store, "ada", "clinics")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "right")
        hand = Hand(pilot)
        for number in range(1, 11):
            await hand.type(f"{number}0")
            await hand.press("enter")
            if number == 1:
                await hand.type("zero misread")
            else:
                await hand.press("up")
            await hand.press("enter")
            if number < 10:
                await hand.press("down")

    beds = [row.cells[1] for row in clinics.view().rows()]
    assert beds[:11] == [*(f"{number}0" for number in range(1, 11)), "11O"]
    assert {entry.why for entry in clinics.history()[:10]} == {"zero misread"}
    assert (hand.keys, hand.entries) == (38, 11)


async def test_annotating_five_doubts_and_settling_them_where_they_hang(
    store: Store, clinics: Dataset
) -> None:
    app = CuratorApp(store, "ada", "clinics")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "right")
        hand = Hand(pilot)
        for number in range(5):
            await hand.press("f4")
            await hand.type("0 or O?")
            await hand.press("enter")
            if number < 4:
                await hand.press("down")
        assert [note.state for note in clinics.annotations()] == ["open"] * 5
        assert (hand.keys, hand.entries) == (14, 5)

        for number in range(5):
            await hand.press("f4", "f5")
            if number < 4:
                await hand.press("up")

    assert [note.state for note in clinics.annotations()] == ["resolved"] * 5
    assert (hand.keys, hand.entries) == (28, 5)


async def test_an_open_note_is_answered_with_two_keys_and_another_is_written_beside_it(
    store: Store, clinics: Dataset
) -> None:
    app = CuratorApp(store, "ada", "clinics")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f4", *"sure?", "enter")
        hand = Hand(pilot)
        await hand.press("f4")
        await hand.type("yes")
        await hand.press("enter")
        assert (hand.keys, hand.entries) == (2, 1)
        await press(pilot, "f4", "f4", *"spelling?", "enter")

    first, second = clinics.annotations()
    assert (first.state, first.events[-1].text) == ("answered", "yes")
    assert (second.state, second.text, second.place) == ("open", "spelling?", first.place)


async def test_finding_who_changed_a_cell_and_taking_it_back(
    store: Store, clinics: Dataset
) -> None:
    rows = [row.id for row in clinics.view().rows()]
    for row_id, value in ((rows[0], "1"), (rows[1], "2")):
        clinics.apply(SetCells((row_id,), ("beds",), ((value,),)), "ben", "as I remember")
    app = CuratorApp(store, "ada", "clinics")
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "right")
        hand = Hand(pilot)
        await hand.press("f7", "f11", "enter", "f9")
        await hand.type("not printed so")
        await hand.press("enter")

    newest = clinics.history()[0]
    assert (newest.undoes, newest.who, newest.why) == (2, "ada", "not printed so")
    assert [row.cells[1] for row in clinics.view().rows()][:2] == ["1O", "2"]
    assert (hand.keys, hand.entries) == (5, 1)


async def test_opening_a_pdf_and_keeping_three_of_its_five_tables(
    store: Store, tmp_path: Path
) -> None:
    tables = [ruled([["Port", f"Ships {n}"], ["Ada", "1"], ["Ben", "2"]]) for n in range(1, 6)]
    pdf = write_pdf(tmp_path / "five.pdf", tables)
    app = CuratorApp(store, "ada", None)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        hand = Hand(pilot)
        await hand.press("f3")
        await hand.type(str(pdf))
        await hand.press("enter")
        await hand.press("space", "down", "space", "down", "space", "f7")
        assert isinstance(app.screen, LibraryScreen | EditorScreen)

    assert len(store.datasets()) == 3
    assert (hand.keys, hand.entries) == (8, 1)
