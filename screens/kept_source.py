"""Opening a source that the store keeps, from a copy that is removed afterwards."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from curator.annotations import Place
from extractors import Options
from screens.base import CuratorScreen
from screens.desk import Desk
from screens.source import SourceScreen


def open_kept(
    screen: CuratorScreen,
    desk: Desk,
    find: Callable[[], str],
    then: Callable[[list[str] | None], None],
    at: Place | None = None,
) -> None:
    """Open a source on top of `screen`.

    Args:
        find: returns the source's SHA-256; called in a thread.
        then: takes the names of the datasets that were added there, None if there are none.
        at: the page or sheet to read; None reads all.
    """

    def unpack() -> tuple[Path, Callable[[], None]]:
        sha256 = find()
        folder = Path(tempfile.mkdtemp(prefix="curator-"))
        leave = partial(shutil.rmtree, folder, ignore_errors=True)
        try:
            return desk.store.write_source(sha256, folder), leave
        except BaseException:
            leave()
            raise

    def show(unpacked: tuple[Path, Callable[[], None]]) -> None:
        path, leave = unpacked
        screen.app.push_screen(SourceScreen(desk, path, _part(at), leave), then)

    screen.do(unpack, show)


def _part(place: Place | None) -> Options:
    """Return the options that read no more than a place."""
    return Options(
        pages=(place.page,) if place is not None and place.page is not None else (),
        sheets=(place.sheet,) if place is not None and place.sheet is not None else (),
    )
