from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.pilot import Pilot

import screens
from curator.demo.tour import STEPS, Tour, remembered
from curator.operations import FillDown
from curator.store import Dataset, Store
from screens.app import CuratorApp
from screens.editor import EditorScreen
from screens.tour import LOOKS, TourStrip
from screens.widgets.grid import Grid
from tests.conftest import CITIES, Found
from tests.driving import press, settled


@pytest.fixture
def ports(store: Store, found: Found, file: Path) -> Dataset:
    """The dataset to be led through."""
    return store.add(found(CITIES), file, "ada", "ports")


@asynccontextmanager
async def led(store: Store, tour: Tour) -> AsyncIterator[Pilot[None]]:
    async with CuratorApp(store, "ada", None, tour).run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        await pilot.pause(LOOKS * 1.2)  # the strip is put where the library has a foot
        yield pilot


async def looked(pilot: Pilot[None]) -> None:
    """Wait until the guide has looked twice, and what it reads is read."""
    for _ in range(2):
        await pilot.pause(LOOKS * 1.2)
        await settled(pilot)


def told(pilot: Pilot[None]) -> str:
    strips = [strip for strip in pilot.app.screen.query(TourStrip) if strip.display]
    return str(strips[0].content) if strips else ""


def declared() -> Iterator[str]:
    for module in walk_packages(screens.__path__, "screens."):
        yield from vars(import_module(module.name))


def test_there_are_ten_steps_whose_signs_exist() -> None:
    names = set(declared())

    assert len(STEPS) == 10
    assert {step.done.screen for step in STEPS} - {""} <= names
    assert {step.done.shows.split(".")[0] for step in STEPS} - {""} <= names


async def test_each_step_goes_on_once_it_was_done(store: Store, ports: Dataset) -> None:
    async with led(store, Tour()) as pilot:
        await looked(pilot)
        assert told(pilot).startswith("Tour 1 of 10 · library")
        for number, keys in enumerate(
            (
                ["enter"],
                ["down"],
                ["f3"],
                ["f3", "enter", *"Rey", "enter", "enter"],
                ["ctrl+z"],
                ["f4", *"sure?", "enter"],
                ["f6"],
                ["escape", "f7"],
                ["escape", "f12"],
            ),
            2,
        ):
            await press(pilot, *keys)
            await looked(pilot)
            assert f"Tour {number} of 10" in told(pilot), keys
        await press(pilot, "f8")
        await looked(pilot)
        await press(pilot, "escape")

        assert told(pilot) == ""
        assert remembered().at == 10


async def test_another_dataset_than_the_one_that_is_named_does_not_go_on(
    store: Store, cities: Dataset, ports: Dataset
) -> None:
    async with led(store, Tour()) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, EditorScreen)
        await looked(pilot)
        assert told(pilot).startswith("Tour 1 of 10")

        await press(pilot, "escape", "down", "enter")
        await looked(pilot)
        assert told(pilot).startswith("Tour 2 of 10")


async def test_a_step_can_be_skipped_and_the_tour_stopped(store: Store, ports: Dataset) -> None:
    async with led(store, Tour()) as pilot:
        await press(pilot, "ctrl+t", "ctrl+t")
        assert told(pilot).startswith("Tour 3 of 10")
        app = pilot.app
        assert isinstance(app, CuratorApp)
        commands = {command.title: command for command in app.get_system_commands(app.screen)}

        commands["Tour: stop"].callback()
        await looked(pilot)

        assert told(pilot) == ""
        assert remembered() == Tour(2, runs=False)


async def test_what_was_done_before_a_step_does_not_count(store: Store, ports: Dataset) -> None:
    ports.apply(FillDown(("country",)), "ada")
    ports.undo("ada")

    async with led(store, Tour(4)) as pilot:
        await looked(pilot)

        assert told(pilot).startswith("Tour 5 of 10")


async def test_the_strip_leaves_the_screens_their_keys_and_lines(
    store: Store, ports: Dataset
) -> None:
    async with CuratorApp(store, "ada", "ports", Tour(5)).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await looked(pilot)
        assert isinstance(pilot.app.screen, EditorScreen)
        strip = pilot.app.screen.query_one(TourStrip)

        assert strip.region.bottom <= 23
        assert strip.region.height <= 2


async def test_other_stores_are_offered_no_tour(store: Store, ports: Dataset) -> None:
    async with CuratorApp(store, "ada", None).run_test() as pilot:
        await settled(pilot)
        titles = [command.title for command in pilot.app.get_system_commands(pilot.app.screen)]
        await press(pilot, "ctrl+t")

        assert not [title for title in titles if title.startswith("Tour")]
        assert told(pilot) == ""


def test_a_tour_that_was_left_goes_on_where_it_was(tmp_path: Path) -> None:
    assert remembered() == Tour(0, runs=False)
    Tour(6).remember()

    assert remembered().begun() == Tour(6)
    assert Tour(10).begun() == Tour(0)


async def test_a_step_is_skipped_in_the_editor_too(store: Store, ports: Dataset) -> None:
    async with led(store, Tour()) as pilot:
        await press(pilot, "enter")
        await looked(pilot)
        before = told(pilot)
        await press(pilot, "ctrl+t")

        assert isinstance(pilot.app.focused, Grid)
        assert told(pilot) != before
        assert pilot.app.focused.typing == "free"
