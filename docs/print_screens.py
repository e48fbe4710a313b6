"""Print what each screen shows, as text, over Persian, Spanish and Nepali tables.

Run `python -m docs.print_screens [--size 80x24] [--only history] [--language es]`; without a size
both 80×24 and 200×50. Text is printed in the order in which a terminal without directions gets it;
`CURATOR_BIDI=terminal` prints it as it is stored.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from textual.pilot import Pilot

SIZES = ((80, 24), (200, 50))
TABLES = {
    "بندرها": (
        "کد,بندر,استان,تناژ ۱۴۰۱,تناژ ۱۴۰۲,یادداشت",
        "۰۰۱,شهید رجایی,هرمزگان,۳۸۲۱۴٫۶,۳۹۸۷۰٫۱,بزرگ‌ترین بندر",
        "۰۰۲,کیش,هرمزگان,۸۷۱٫۵,۹۰۲٫۸,",
        "۰۱۰,بوشهر,بوشهر,۲۰۴۴٫۷,۲۱۸۰٫۹,علي و كاظم",
        "۰۱۱,عسلویه (پارس),,۱۴۰۸٫۲,۱۵۱۱٫۴,۱۲/۰۳",
        "۰۲۰,امام خمینی,خوزستان,۲۱۴۶۰٫۳,۲۲۰۱۸٫۶,می‌شود",
    ),
    "escuelas": (
        "código,municipio,niñas,niños,observación del año pasado",
        "001,Cañas,412,398,según el director",
        "002,Ñeembucú,1.204,1.187,",
        "003,San José de Ocú,87,91,¿incluye preescolar?",
        "010,Unión Juárez,,215,cerrada en 2023",
    ),
    "स्वास्थ्य-चौकी": (
        "क्र.सं.,जिल्ला,चौकी,शय्या,कैफियत",
        "००१,काठमाडौँ,बालाजु स्वास्थ्य चौकी,१२,क्षेत्रीय",
        "००२,पोखरा,हेम्जा,८,",
        "०१०,धनकुटा,श्रीजुङ,,मर्मत हुँदै",
        "०११,दार्चुला,खण्डेश्वरी,४,२०७९ देखि",
    ),
}
"""Tables by the name of their file; every figure is invented."""
WALK = {
    "library": (),
    "sources": ("tab",),
    "source": ("enter",),
    "away": ("escape", "tab"),
    "editor": ("enter", "down", "right"),
    "pane": ("f3",),
    "turned": ("f3", "m", "home", "z"),
    "note": ("m", "z", "f4"),
    "sorting": ("escape", "f11"),
    "characters": ("escape", "i"),
    "threads": ("escape", "f6"),
    "history": ("escape", "f7"),
    "as-of": ("f5",),
    "compare": ("escape", "end", "ctrl+end", "f6", "enter"),
    "export": ("escape", "escape", "f12"),
    "search": ("escape", "escape", "f2", *"00", "enter"),
}
"""The keys that lead from each screen to the next one, in order."""


def filled(folder: Path) -> Iterator[str]:
    """Add each table to the store, with edits, reasons and notes in its language; yield names."""
    from curator.annotations import Place
    from curator.operations import FillDown, SetCells
    from curator.store import Store
    from extractors import read

    with Store.open(folder / "screens.store") as store:
        for name, lines in TABLES.items():
            path = folder / f"{name}.csv"
            path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            (dataset,) = (store.add(table, path, "ada", name) for table in read(path))
            columns, cell = dataset.view().columns, lines[1].split(",")[1]
            dataset.apply(SetCells((2,), (columns[1].name,), ((f"{cell}!",),)), "ada", lines[0])
            dataset.apply(FillDown((columns[2].name,)), "سارا", lines[3].split(",")[-1])
            dataset.annotate(Place(3, columns[1].name), "doubt", lines[3], "josé")
            dataset.annotate(Place(4, columns[2].name), "question", f"{cell}?", "सीता")
            dataset.set_state("checked", "ada", cell)
            yield dataset.name


def text(pilot: Pilot[None]) -> str:
    """Return what the terminal shows, without colours and controls."""
    strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
    lines = ("".join(part.text for part in strip if not part.control) for strip in strips)
    return "\n".join(line.rstrip() for line in lines)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until nothing runs any more."""
    for _ in range(6):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def walk(store: Path, down: int, size: tuple[int, int], only: str | None) -> None:
    """Go through all screens with the dataset that stands `down` lines from the library's top."""
    from curator.store import Store
    from screens.app import CuratorApp

    with Store.open(store) as opened:
        app = CuratorApp(opened, "ada", None)
        async with app.run_test(size=size, notifications=False) as pilot:
            await settled(pilot)
            await pilot.press(*["down"] * down)
            for name, keys in WALK.items():
                for key in keys:
                    await pilot.press(key)
                    await settled(pilot)
                if name != "away" and only in (None, name):
                    head = f"── {name}, {size[0]}×{size[1]} "
                    sys.stdout.write(f"{head:─<{size[0]}}\n{text(pilot)}\n")


def main() -> None:
    """Make a store of its own, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", help="such as 80x24; both sizes without it")
    parser.add_argument("--only", choices=[name for name in WALK if name != "away"])
    parser.add_argument("--language", default="C", help="that curator speaks, such as es or fa")
    parser.add_argument("--table", type=int, help="0, 1 or 2; all three without it")
    chosen = parser.parse_args()
    width, _x, height = (chosen.size or "").partition("x")
    sizes = ((int(width), int(height)),) if chosen.size else SIZES
    os.environ["CURATOR_LANGUAGE"] = chosen.language  # chosen once, when curator is imported
    os.environ.setdefault("CURATOR_BIDI", "app")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CONFIG_HOME"] = folder
        names = sorted(filled(Path(folder)))
        for size in sizes:
            for down in range(len(names)) if chosen.table is None else (chosen.table,):
                asyncio.run(walk(Path(folder) / "screens.store", down, size, chosen.only))


if __name__ == "__main__":
    main()
