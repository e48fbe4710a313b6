"""Walk through the screens and print what is not said in the language that is set.

Run by test_language.py, in a language whose every text stands between ‹ and ›.
"""

from __future__ import annotations

import asyncio
import pkgutil
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from textual.binding import Binding
from textual.dom import DOMNode
from textual.widgets import Input, Static

import screens
from curator.annotations import Place
from curator.operations import DeleteRows
from curator.sources import Batch, ExtractedTable, Source, TableHead
from curator.store import Dataset, Store
from screens.app import CuratorApp
from screens.help import HelpScreen
from screens.prose import Prose
from tests.driving import press, settled

WORDS = re.compile(r"[A-Za-z]{3,} [a-z]{3,}")


def declared() -> Iterator[str]:
    """Yield the help and the bindings of every screen that are not translated."""
    for module in pkgutil.walk_packages(screens.__path__, "screens."):
        for name, thing in vars(import_module(module.name)).items():
            if not isinstance(thing, type) or thing.__module__ != module.name:
                continue
            if not issubclass(thing, DOMNode):
                continue
            for binding in thing.__dict__.get("BINDINGS", ()):
                known = binding if isinstance(binding, Binding) else Binding(*binding)
                if known.description and "‹" not in known.description:
                    yield f"{name}: {known.description}"
            words = thing.__dict__.get("HELP")
            if words and "‹" not in words:
                yield f"{name}: {words}"


def seen(app: CuratorApp) -> Iterator[str]:
    """Yield what stands on the screen in front and is not translated."""
    if isinstance(app.screen, HelpScreen):  # draws what `declared` has looked at
        return
    for widget in app.screen.query(Static):
        content = widget.content
        text = content.plain if isinstance(content, Prose) else str(content)
        if widget.display and WORDS.search(text) and "‹" not in text:
            yield f"{type(app.screen).__name__}: {text}"
    for field in app.screen.query(Input):
        if field.placeholder and "‹" not in field.placeholder:
            yield f"{type(app.screen).__name__}: {field.placeholder}"


async def walked(store: Store) -> list[str]:
    """Open each place and collect what is seen there."""
    app = CuratorApp(store, "ada", "d1")
    found: list[str] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for keys in (
            ["f1"], ["escape"], ["f4"], ["escape"], ["f6"], ["f4"], ["escape"], ["f3"], ["escape", "escape"],
            ["f7"], ["f5"], ["f3", "f3"], ["escape"], ["f6"], ["enter"], ["escape"], ["f11"],
            ["escape"], ["f12"], ["escape"], ["down", "f4"], ["escape"], ["escape"],
            ["f11"], ["escape"], ["comma"], ["escape"],
            ["f5"], ["escape"], ["f9"], ["enter"], ["escape"], ["escape"],
            ["f12"], ["escape"], ["enter"], ["1", "enter"], ["escape", "escape"], ["escape"],
            ["f6"], ["f9"], ["escape", "escape"], ["tab"], ["enter"], ["f9"], ["escape"], ["escape"],
            ["f4"], ["escape"], ["f2"], ["x", "enter"], ["escape"], ["f3"],
        ):  # fmt: skip
            await press(pilot, *keys)
            found += seen(app)
    return found


def filled(folder: Path) -> Store:
    """Make a store with a dataset that has a history, without words in its data."""
    file = folder / "1.csv"
    file.write_bytes(b"1")
    table = ExtractedTable(
        Source.of(file, "text/csv"), TableHead(1, 1), iter([Batch([["a"], ["1"], ["2"], ["3"]])])
    )
    store = Store.open(folder / "s.store")
    dataset: Dataset = store.add(table, file, "ada", "d1")
    dataset.annotate(Place(2, "a"), "doubt", "?", "ada")
    dataset.apply(DeleteRows((4,)), "ada")
    return store


def main() -> None:
    """Print everything that is not translated."""
    with filled(Path(sys.argv[1])) as store:
        for line in dict.fromkeys([*declared(), *asyncio.run(walked(store))]):
            sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
