"""What every screen works on, and for whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from curator.store import Store
from curator.views import View
from screens.widgets.mirrored import MirroredView


@dataclass
class Desk:
    """An open store and the person at it."""

    store: Store
    who: str
    """The person's handle, as it stands in the history."""
    export_folder: str = ""
    """Where the last export of this session went."""
    passwords: dict[str, str] = field(default_factory=dict, repr=False)
    """What unlocks sources, by their SHA-256; in this session only."""
    leftward: set[str] = field(default_factory=set)
    """The datasets whose columns are shown from right to left in this session."""
    reasons: list[str] = field(default_factory=list)
    """The reasons that were given in this session, each once, the newest last."""

    def directed(self, dataset: str, view: View) -> View:
        """Return `view` with its columns in the direction that was chosen for its dataset."""
        return MirroredView(view) if dataset in self.leftward else view
