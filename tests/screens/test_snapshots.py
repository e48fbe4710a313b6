"""What a few screens look like; `pytest --snapshot-update` after a change that was looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import textual

from curator.annotations import Place
from curator.demo import documents
from curator.operations import SetCells
from curator.store import Dataset, Store
from screens.app import CuratorApp
from screens.desk import Desk
from screens.display import Display
from screens.source import SourceScreen
from tests.driving import settled

pytestmark = pytest.mark.skipif(
    textual.__version__ != "8.2.8", reason="the pictures were taken with Textual 8.2.8"
)
Compare = Callable[..., bool]


def test_the_empty_library(store: Store, snap_compare: Compare) -> None:
    assert snap_compare(CuratorApp(store, "ada", None), run_before=settled, terminal_size=(80, 24))


def test_the_editor_with_persian_and_nepali(
    store: Store, cities: Dataset, snap_compare: Compare
) -> None:
    cells = (("تهران می\u200cشود",), ("काठमाडौँ",), ("Pokhara",))
    cities.apply(SetCells((2, 3, 4), ("city",), cells), "ada")

    assert snap_compare(
        CuratorApp(store, "ada", "cities"), run_before=settled, terminal_size=(80, 24),
        press=["down", "down", "down", "right", "right"],
    )  # fmt: skip


def test_the_editor_without_colours(
    store: Store,
    cities: Dataset,
    snap_compare: Compare,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CURATOR_THEME", "monochrome")
    cities.annotate(Place(3, "city"), "doubt", "?", "ada")

    assert snap_compare(
        CuratorApp(store, "ada", "cities"), run_before=settled, terminal_size=(80, 24),
        press=["right", "down", "shift+down", "shift+right"],
    )  # fmt: skip


def test_a_source_beside_its_page(store: Store, snap_compare: Compare) -> None:
    pdf, _ = documents()

    class Alone(Display):
        def on_mount(self) -> None:
            self.push_screen(SourceScreen(Desk(store, "ada"), pdf))

    async def ready(pilot: Any) -> None:
        await settled(pilot)
        await pilot.press("down", "tab", "down", "right")
        await settled(pilot)

    assert snap_compare(Alone(), run_before=ready, terminal_size=(120, 40))
