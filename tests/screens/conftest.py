from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from curator.store import Store
from screens.app import CuratorApp


@pytest.fixture
def app(store: Store) -> CuratorApp:
    return CuratorApp(store, "ada", None)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no worker runs and every message was handled."""
    for _ in range(4):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
