"""What the verbs say of a file in which no table was found."""

from __future__ import annotations

from pathlib import Path

from curator.errors import CuratorError
from curator.intake import page_lines
from curator.language import _
from extractors import Options, report

MOST = 4
"""Kinds of pages that are told of in one line."""


def nothing_found(file: Path, options: Options) -> str:
    """Say that there are no tables in a file, and of what kind the pages are that were read."""
    words = [_("There are no tables in {file}.").format(file=file.name)]
    try:
        kinds = report(file, options).pages
    except CuratorError as error:
        return f"{words[0]} {error}"
    return " ".join([*words, *(f"{line}." for line in page_lines(kinds, MOST))])
