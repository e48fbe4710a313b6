"""Driving the screens in tests."""

from __future__ import annotations

from contextlib import suppress

from textual.pilot import Pilot
from textual.widgets import DirectoryTree
from textual.worker import WorkerCancelled


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no worker runs and every message was handled."""
    for _ in range(6):
        for worker in list(pilot.app.workers):
            if not isinstance(worker.node, DirectoryTree):  # whose loader ends with the tree
                with suppress(WorkerCancelled):  # a newer one has taken its place
                    await pilot.app.workers.wait_for_complete([worker])
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, then wait."""
    for key in keys:
        await pilot.press(key)
    await settled(pilot)
