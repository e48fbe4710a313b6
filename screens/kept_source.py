"""Opening a source that the store keeps, from a copy that is removed afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from curator.annotations import Place
from extractors import Options
from extractors.remembered import as_read
from screens.base import CuratorScreen
from screens.cell_source import CellSourceScreen, Spot
from screens.desk import Desk
from screens.source import SourceScreen


def open_kept(
    screen: CuratorScreen,
    desk: Desk,
    find: Callable[[], str],
    then: Callable[[Any], None],
    at: Place | None = None,
    spot: Spot | None = None,
) -> None:
    """Open a source on top of `screen`, read as it was for its newest dataset, or for a cell's own.

    Args:
        find: returns the source's SHA-256; called in a thread.
        then: takes the names of the datasets that were added there, None if there are none, or
            with `spot` the Jump by which one comes back.
        at: the page or sheet to read; None reads all.
        spot: the cell to stand on.
    """

    def unpack() -> tuple[Path, Callable[[], None], Options]:
        sha256 = find()
        folder = Path(tempfile.mkdtemp(prefix="curator-"))
        leave = partial(shutil.rmtree, folder, ignore_errors=True)
        try:
            path = desk.store.write_source(sha256, folder)
            method = desk.store.read_as(sha256) if spot is None else spot.origin.method
            options = as_read(_part(at), method)
            if spot is not None:  # which is looked for in what its own place holds, not in a whole
                options = replace(options, stack=False)
            return path, leave, replace(options, password=desk.passwords.get(sha256))
        except BaseException:
            leave()
            raise

    def show(unpacked: tuple[Path, Callable[[], None], Options]) -> None:
        path, leave, options = unpacked
        place = (
            SourceScreen(desk, path, options, leave)
            if spot is None
            else CellSourceScreen(desk, path, options, leave, spot)
        )
        screen.app.push_screen(place, then)

    screen.do(unpack, show)


def _part(place: Place | None) -> Options:
    """Return the options that read no more than a place."""
    return Options(
        pages=(place.page,) if place is not None and place.page is not None else (),
        sheets=(place.sheet,) if place is not None and place.sheet is not None else (),
    )
