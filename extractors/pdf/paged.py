"""What may be chosen about a PDF, whoever finds its tables."""

from __future__ import annotations

from dataclasses import dataclass, field

from curator.language import _
from extractors import sniff
from extractors.base import Extractor


@dataclass(frozen=True)
class Paged(Extractor):
    """Reads pages, and lets tables go on over their breaks."""

    media_types = (sniff.PDF,)
    pages: tuple[int, ...] = field(
        default=(), metadata={"help": _("the pages to read, 1 is the first"), "kind": "text"}
    )
    header_rows: int | None = field(
        default=None, metadata={"help": _("how many rows are the header"), "kind": "number"}
    )
    stitch: bool = field(
        default=True,
        metadata={"help": _("let a table go on over page breaks"), "kind": "switch"},
    )
    apart: tuple[int, ...] = field(
        default=(),
        metadata={"help": _("the pages before which no table goes on"), "kind": "text"},
    )
    password: str | None = field(
        default=None, repr=False, metadata={"help": _("what unlocks the file"), "kind": "secret"}
    )
