"""What parent and child tell each other: one JSON object a line, nothing pickled."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from curator.sources import (
    Batch,
    Geometry,
    Mark,
    PageText,
    Source,
    Span,
    TableHead,
    Word,
)
from extractors.limits import Limits
from extractors.options import Options

LONGEST = 512 << 20
"""Bytes of the longest message; a child that says more at once is not well."""

Message = dict[str, Any]
"""One key says what it is: media_type, progress, head, batch, end (of a table), words, error, done."""


class BrokenMessageError(Exception):
    """The other side sent something that is no message."""


def send(stream: IO[bytes], message: Mapping[str, Any]) -> None:
    """Write `message` and push it out."""
    line = memoryview(json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n")
    while line:  # a stream without a buffer may take a part only
        line = line[stream.write(line) :]
    stream.flush()


def receive(stream: IO[bytes]) -> Iterator[Message]:
    """Yield the messages up to the end of a stream without a buffer; raises BrokenMessageError."""
    rest = bytearray()
    while chunk := stream.read(1 << 16):
        start = len(rest)
        rest += chunk
        if len(rest) > LONGEST:
            raise BrokenMessageError
        while (end := rest.find(b"\n", start)) >= 0:
            yield _message(rest[:end])
            del rest[: end + 1]
            start = 0


def _message(line: bytes | bytearray) -> Message:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BrokenMessageError from error
    if not isinstance(message, dict):
        raise BrokenMessageError
    return message


def request_of(
    path: Path, source: Source, options: Options, limits: Limits, page: int | None = None
) -> Message:
    """Return what the child is asked: to read tables, or with `page` the words of one page."""
    return {
        "path": str(path),
        "source": asdict(source),
        "options": asdict(options),
        "limits": asdict(limits),
        "page": page,
    }


def options_of(data: Mapping[str, Any]) -> Options:
    """Rebuild Options from JSON."""
    return Options(
        pages=tuple(data["pages"]),
        sheets=tuple(data["sheets"]),
        header_rows=data["header_rows"],
        extractor=data["extractor"],
    )


def head_of(data: Mapping[str, Any]) -> TableHead:
    """Rebuild a TableHead from what `dataclasses.asdict` and JSON made of it."""
    geometry = data["geometry"]
    return TableHead(
        **{
            **data,
            "box": tuple(data["box"]) if data["box"] else None,
            "geometry": Geometry(
                **{
                    **geometry,
                    "column_edges": tuple(geometry["column_edges"]),
                    "row_edges": tuple(geometry["row_edges"]),
                }
            ),
            "spans": tuple(Span(**span) for span in data["spans"]),
            "flags": tuple(data["flags"]),
        }
    )


def batch_data(batch: Batch) -> Message:
    """Return `batch` as JSON-ready data."""
    return {
        "rows": [list(row) for row in batch.rows],
        "marks": [[mark.row, mark.column, mark.raw, mark.flag] for mark in batch.marks],
    }


def batch_of(data: Mapping[str, Any]) -> Batch:
    """Rebuild a Batch from what `batch_data` returned."""
    return Batch(data["rows"], [Mark(*mark) for mark in data["marks"]])


def words_data(page: PageText) -> Message:
    """Return `page` as JSON-ready data."""
    return {
        "number": page.number,
        "width": page.width,
        "height": page.height,
        "words": [[word.text, *word.box] for word in page.words],
    }


def words_of(data: Mapping[str, Any]) -> PageText:
    """Rebuild a PageText from what `words_data` returned."""
    words = tuple(Word(text, (x0, top, x1, bottom)) for text, x0, top, x1, bottom in data["words"])
    return PageText(data["number"], data["width"], data["height"], words)
