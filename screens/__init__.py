"""The screens: a terminal UI over the store."""

from __future__ import annotations

import sys

from curator.store import Store


def run(store: Store, who: str | None, dataset: str | None) -> None:
    """Run the screens until the person leaves them.

    Args:
        who: the person's handle; None asks for it once.
        dataset: the dataset to open first; None stays at the library.
    """
    from screens.app import CuratorApp
    from screens.display import IMPLICIT

    app = CuratorApp(store, who, dataset)
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
