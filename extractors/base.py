"""What every extractor is: a frozen dataclass that reads a file into tables."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from curator.intake import Report
from curator.registry import Named
from curator.sources import ExtractedTable, Source
from curator.tables import Progress


@dataclass(frozen=True)
class Extractor(Named, ABC):
    """Reads one kind of file; runs in the child process of `extractors.worker`.

    Its fields are its options. Libraries are imported inside its methods, so that importing the
    registry stays cheap.
    """

    media_types: ClassVar[tuple[str, ...]]
    """The media types that it reads."""
    single: ClassVar[bool] = False
    """Whether a file of this kind holds exactly one table."""

    @abstractmethod
    def extract(self, path: Path, source: Source, progress: Progress) -> Iterator[ExtractedTable]:
        """Yield the tables in reading order; each one's batches are read before the next.

        Args:
            path: the file, which is only read.
            source: what is known of it already.
            progress: told of pages, sheets or bytes done.

        Raises:
            ExtractionError: the file, or from here on the rest of it, cannot be read.
        """

    def report(self, path: Path, source: Source, progress: Progress) -> Report:
        """Say what is in the file before it is imported; the least is what kind of file it is.

        Raises:
            ExtractionError: the file cannot be read.
        """
        return Report(source.name, source.media_type)
