"""The reading half of a sheet: windows of a view, fetched in a thread and kept while in use."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from textual import on, work
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.worker import get_current_worker

from curator.errors import CuratorError
from curator.views import View
from screens.widgets.blocks import Blocks, Key


class Pages(ScrollView):
    """Holds a view's blocks; the terminal's thread only ever wishes for them."""

    @dataclass
    class Arrived(Message, bubble=False):
        """A block was read."""

        blocks: Blocks
        key: Key

    blocks: Blocks | None = None

    @property
    def view(self) -> View | None:
        """What is shown, None before the first `show`."""
        return self.blocks.view if self.blocks is not None else None

    @property
    def row_count(self) -> int:
        """How many rows the view has."""
        return self.blocks.view.row_count if self.blocks is not None else 0

    def read_from(self, view: View) -> None:
        """Read `view` from now on; where it has the same columns, old cells stand in."""
        before = self.blocks
        if before is not None:
            before.close()
        alike = before is not None and list(before.view.columns) == list(view.columns)
        self.blocks = Blocks(view, former=before if alike else None)

    def read(self) -> None:
        """Wish for what is seen."""
        blocks = self.blocks
        if blocks is None or not self.is_attached or not self.size:
            return
        if blocks.want(self.wishes(blocks)):
            self._load(blocks)

    @abstractmethod
    def wishes(self, blocks: Blocks) -> Sequence[Key]:
        """Return the blocks to read, most urgent first."""

    @abstractmethod
    def take_in(self, key: Key) -> None:
        """Draw a block that was read."""

    @work(thread=True, group="grid")
    def _load(self, blocks: Blocks) -> None:
        worker = get_current_worker()
        try:
            while not worker.is_cancelled and (key := blocks.take()) is not None:
                blocks.load(key)
                self.post_message(self.Arrived(blocks, key))
        except CuratorError as error:
            self.notify(str(error), severity="error", markup=False)

    @on(Arrived)
    def _arrive(self, event: Arrived) -> None:
        if event.blocks is self.blocks:
            self.take_in(event.key)

    def on_unmount(self) -> None:
        """Stop reading."""
        if self.blocks is not None:
            self.blocks.close()
