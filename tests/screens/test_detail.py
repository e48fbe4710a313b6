"""What is told beside the library's lists."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.widgets import Static, TabbedContent

from curator.annotations import Place
from curator.operations import FillDown
from curator.store import Dataset, Store, back_up
from curator.store.dataset import quiet
from screens.app import CuratorApp
from screens.detail_words import age_words
from screens.prose import Prose
from tests.conftest import Found
from tests.driving import press, settled

WIDE = (120, 30)


def told(app: CuratorApp) -> str:
    content = app.screen.query_one("#detail Static", Static).content
    return content.plain if isinstance(content, Prose) else str(content)


def is_seen(app: CuratorApp) -> bool:
    return bool(app.screen.query_one("#detail").region.width)


async def test_the_dataset_under_the_cursor_is_told_beside_the_list(
    store: Store, cities: Dataset
) -> None:
    cities.annotate(Place(2, "city"), "doubt", "تهران؟", "bob")
    cities.apply(FillDown(("country",)), "ada", "صفحه ۳")
    back_up(store, quiet)
    async with CuratorApp(store, "ada", None).run_test(size=WIDE) as pilot:
        await settled(pilot)

        assert isinstance(pilot.app, CuratorApp)
        lines = told(pilot.app).splitlines()
        assert lines[0] == "cities"
        assert "size 4 rows, 3 columns" in lines
        assert "notes 1 is open" in lines
        (doubt,) = [line for line in lines if "doubt 1" in line]
        assert doubt.endswith("تهران؟")
        (last,) = [line for line in lines if line.startswith("last")]
        assert " ".join(last.split()).startswith("last revision 2 by ada")
        assert "why صفحه ۳" in lines
        assert "from cities.csv" in lines
        assert "backup 0 minutes ago" in lines


async def test_the_pane_follows_the_cursor_and_the_list_in_front(
    store: Store, cities: Dataset, found: Found, file: Path
) -> None:
    store.add(found([["شهر"], ["تهران"]]), file, "ada", "persian")
    async with CuratorApp(store, "ada", None).run_test(size=WIDE) as pilot:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, CuratorApp)
        await press(pilot, "down")
        assert told(app).startswith("persian")

        await press(pilot, "tab")
        assert app.screen.query_one(TabbedContent).active == "sources"
        assert told(app).startswith("cities.csv")
        assert "made cities" in told(app)


async def test_a_narrow_terminal_shows_the_list_alone_until_it_is_made_wide(
    store: Store, cities: Dataset
) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app = pilot.app
        assert isinstance(app, CuratorApp)
        assert not is_seen(app)
        assert told(app) == ""

        await pilot.resize_terminal(*WIDE)
        await settled(pilot)
        assert is_seen(app)
        assert told(app).startswith("cities")


async def test_an_empty_library_has_nothing_beside_it(store: Store) -> None:
    async with CuratorApp(store, "ada", None).run_test(size=WIDE) as pilot:
        await settled(pilot)

        assert isinstance(pilot.app, CuratorApp)
        assert not is_seen(pilot.app)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-5), "0 minutes ago"),
        (timedelta(seconds=61), "1 minute ago"),
        (timedelta(hours=47), "47 hours ago"),
        (timedelta(days=1200), "1,200 days ago"),
    ],
)
def test_an_age_is_told_in_the_unit_that_fits(age: timedelta, words: str) -> None:
    assert age_words(age) == words
