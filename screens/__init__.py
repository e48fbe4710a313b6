"""The screens: a terminal UI over the store."""

from __future__ import annotations

from curator.store import Store


def run(store: Store, who: str | None, dataset: str | None) -> None:
    """Run the screens until the person leaves them.

    Args:
        who: the person's handle; None asks for it once.
        dataset: the dataset to open first; None stays at the library.
    """
    from screens.app import CuratorApp

    CuratorApp(store, who, dataset).run()
