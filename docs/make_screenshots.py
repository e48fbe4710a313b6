"""Export the guide's pictures from the program itself, over the demo's store.

Run `python docs/make_screenshots.py [--out docs/images]`.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from curator.cli.demo_verb import Walk
from curator.demo import documents
from curator.store import Store
from screens.app import CuratorApp
from screens.source import SourceScreen

SIZE = (110, 32)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing runs any more."""
    for _ in range(6):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


class Album:
    """Takes pictures of a running app."""

    def __init__(self, pilot: Pilot[None], folder: Path) -> None:
        self.pilot = pilot
        self.folder = folder

    async def picture(self, name: str, *keys: str) -> None:
        """Press keys, wait, and keep what the screen shows."""
        await self.pilot.press(*keys)
        await settled(self.pilot)
        svg = self.pilot.app.export_screenshot(title="curator")
        (self.folder / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(self.folder / f"{name}.svg")


async def walk(store: Store, folder: Path) -> None:
    """Open every screen in the order of the guide."""
    app = CuratorApp(store, "ada", None)
    async with app.run_test(size=SIZE) as pilot:
        album = Album(pilot, folder)
        await settled(pilot)
        await album.picture("library")
        pdf, _ = documents()
        source = SourceScreen(app.screen_stack[-1].desk, pdf)  # type: ignore[attr-defined] # the library
        app.push_screen(source)
        await settled(pilot)
        await album.picture("source", "space", "tab", "down", "right")
        await album.picture("away", "escape")
        await album.picture("editor", "down", "enter", *["down"] * 16, *["right"] * 5)
        await album.picture("edit", "enter", "end", *"0", "enter", *"a misprint")
        await album.picture("annotate", "escape", "escape", "f4", "up", *"Is this figure right?")
        await album.picture("operations", "escape", "f9", "down", "down", "down")
        await album.picture("history", "escape", "f7")
        await album.picture("export", "escape", "f12")
    (folder / "away.svg").unlink()


def main() -> None:
    """Make the demo's store, then walk."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "images")
    folder = parser.parse_args().out
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, Store.open(Path(place) / "demo.store") as store:
        Walk(store, Path(place) / "stick").all()
        asyncio.run(walk(store, folder))


if __name__ == "__main__":
    main()
