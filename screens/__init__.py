"""The screens: a terminal UI over the store."""

from __future__ import annotations

import sys

from curator.demo.tour import Tour
from curator.store import Store


def run(store: Store, who: str | None, dataset: str | None, tour: Tour | None = None) -> None:
    """Run the screens until the person leaves them.

    Args:
        who: the person's handle; None asks for it once.
        dataset: the dataset to open first; None stays at the library.
        tour: where the tour stands if `store` is a demo store, None if it is another.
    """
    from screens.app import CuratorApp
    from screens.display import IMPLICIT

    app = CuratorApp(store, who, dataset, tour)
    _tell_terminal(app.mode)
    try:
        app.run()
    finally:
        _tell_terminal(IMPLICIT)
    if app.return_code:
        raise SystemExit(app.return_code)


def _tell_terminal(mode: str) -> None:
    sys.stdout.write(mode)
    sys.stdout.flush()
