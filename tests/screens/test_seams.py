"""The seams of a found table on screen: listed with their evidence, undone and made again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from curator.store import Store
from screens.seams import Breaks, SeamsScreen
from screens.source_pane import FoundGrid
from screens.widgets.page import PageView
from tests.extractors.documents import ruled, write_pdf
from tests.screens.test_source import SourceApp, kept, said, settle, source_app

HEADER = ["Port", "Remarks", "Ships"]


def rows(first: int, count: int) -> list[list[str]]:
    return [[f"Port {n}", f"remark {n}", str(n)] for n in range(first, first + count)]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    pages = [
        ruled([HEADER, *rows(0, 22), ["Carried forward", "", "231"]], "Table 1. Ports"),
        ruled([HEADER, ["Brought forward", "", "231"], *rows(22, 22)], "Table 1 (continued)"),
        ruled([HEADER, *rows(44, 3)], "Table 1 (continued)"),
    ]
    return write_pdf(tmp_path / "ports.pdf", pages)


def where(app: SourceApp) -> list[str]:
    return [entry.where() for entry in app.source.entries]


async def test_one_table_stands_on_many_pages_and_each_row_on_its_own(
    store: Store, pdf: Path
) -> None:
    app = source_app(store, pdf)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        app.source.query_one(FoundGrid).focus()
        app.source.query_one(FoundGrid).move_to(22, 0)
        await settle(pilot)

        assert where(app) == ["pages 1–3"]
        assert app.source.query_one(PageView).page_shown == 2
        assert "joined to page 1 (sure): the columns stand" in said(app, "#spot")
        assert any("[Port 22]" in line for line in app.source.query_one(PageView).lines())


async def test_seams_are_listed_with_what_was_taken_out(store: Store, pdf: Path) -> None:
    app = source_app(store, pdf)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)

        assert isinstance(app.screen, SeamsScreen)
        assert [each.page for each in app.screen.breaks] == [2, 3]
        words = str(getattr(app.screen.query_one("#words", Static).content, "plain", ""))
        assert "page 1, running total:" in words
        assert "page 2, repeated header:" in words


async def test_a_seam_is_undone_and_made_again_and_choices_stay(store: Store, pdf: Path) -> None:
    app = source_app(store, pdf)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        app.source.entries[0].name = "ships"
        await pilot.press("b")
        await settle(pilot)
        app.screen.query_one(Breaks).move_to(1, 0)
        await pilot.press("space", "f7")
        await settle(pilot)
        parted = where(app), [entry.name for entry in app.source.entries], kept(app)

        await pilot.press("b")
        await settle(pilot)
        app.screen.query_one(Breaks).move_to(1, 0)
        await pilot.press("enter", "f7")
        await settle(pilot)

        assert parted == (["pages 1–2", "page 3"], ["ships", None], [True, False])
        assert where(app) == ["pages 1–3"]


async def test_going_back_leaves_the_seams_as_they_were(store: Store, pdf: Path) -> None:
    app = source_app(store, pdf)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("b")
        await settle(pilot)
        await pilot.press("f6", "escape")
        await settle(pilot)

        assert where(app) == ["pages 1–3"]


async def test_a_stitched_table_is_added_with_its_pages(store: Store, pdf: Path) -> None:
    app = source_app(store, pdf)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("f7")
        await settle(pilot)

        pages = store.dataset("ports").pages()
        assert [(each.first, each.last, each.page) for each in pages] == [
            (1, 23, 1), (24, 45, 2), (46, 48, 3),
        ]  # fmt: skip
