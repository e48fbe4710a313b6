"""What every screen works on, and for whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from curator.store import Store


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
