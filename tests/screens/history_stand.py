"""The history of a dataset that went through five steps, for tests of its screen."""

from contextlib import suppress
from typing import Any

from rich.console import Console
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Static
from textual.worker import WorkerCancelled

from curator.annotations import Place
from curator.operations import DeleteRows, FillDown, SetCells
from curator.store import Dataset, Store
from screens.desk import Desk
from screens.history import HistoryScreen
from screens.visit import Visit


class HistoryApp(App[None]):
    def __init__(self, store: Store, dataset: Dataset) -> None:
        super().__init__()
        self.place = HistoryScreen(Desk(store, "josé"), dataset)
        self.visits: list[Visit | None] = []

    def on_mount(self) -> None:
        self.push_screen(self.place, self.visits.append)


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until all is read and shown."""
    for _ in range(3):
        with suppress(WorkerCancelled):  # a newer look takes the place of an older one
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def words(app: HistoryApp, width: int = 200) -> str:
    """What the details say."""
    console = Console(width=width, force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(app.place.query_one("#words", Static).content)
    return capture.get()


def told(app: HistoryApp) -> str:
    """The notices that were shown."""
    return "\n".join(notice.message for notice in app._notifications)


def count(app: HistoryApp) -> str:
    return str(app.place.query_one("#count", Static).content)


def edit(cities: Dataset) -> Dataset:
    """Take cities through five steps: r2, r3, a1, r4, a2; the newest is a2."""
    ids = [row.id for row in cities.view().rows()]
    cities.apply(FillDown(("country",)), "ada", "the report leaves repeated countries out")
    cities.apply(SetCells((ids[2],), ("code",), (("003",),)), "ada", "صفحه ۳")
    note = cities.annotate(Place(ids[0], "code"), "doubt", "کد درست است؟", "نرگس")
    cities.apply(DeleteRows((ids[3],)), "josé")
    cities.answer(note, "answered", "Sí", "josé")
    return cities
