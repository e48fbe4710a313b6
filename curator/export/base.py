"""What every exporter is: a frozen dataclass that writes a view into a folder."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from curator.export.safe_folder import SafeFolder
from curator.registry import Named
from curator.tables import Progress
from curator.views import View


@dataclass(frozen=True)
class Written:
    """What an exporter wrote, before the manifest."""

    parts: int
    """In how many files the rows are."""
    escaped_cells: int
    details: Mapping[str, Any]
    """What the manifest tells of the format, JSON values."""


@dataclass(frozen=True)
class Exporter(Named, ABC):
    """Writes one format; its fields are its options.

    Beside what `registry.Named` says, a field's metadata has `why`, a sentence on when one wants
    it, and may have `choices`: value → the word that people choose it by.
    """

    @abstractmethod
    def write(self, view: View, folder: SafeFolder, progress: Progress) -> Written:
        """Write the view's files into `folder`.

        Args:
            progress: told of rows written and of rows in all; raises Cancelled to stop.

        Raises:
            ExportError: a file could not be written.
        """
