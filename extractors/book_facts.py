"""What a workbook's own files tell of it as a whole, and of each of its sheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.sheet_facts import Facts


@dataclass
class BookFacts:
    """What was seen of one workbook."""

    sheets: Mapping[str, Facts] = field(default_factory=dict)
    """By the sheet's name; formats of which nothing is told have none."""
    links: list[str] = field(default_factory=list)
    """Other files and addresses from which cells take values."""
    macros: bool = False
    people: list[str] = field(default_factory=list)
    """Properties of the document that name people or organisations, not what they say."""
    protected: bool = False
    """Whether its structure is."""
    untold: bool = False
    """Whether only values could be read, though the format tells more."""
