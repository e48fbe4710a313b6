"""What parent and child tell each other: one JSON object a line, nothing pickled.

The cells of a batch follow its line as they are, each ended by NUL: a million rows through JSON
would cost twice what reading them costs. `body` in the line says how many bytes follow.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, Literal

from curator.intake import Report, report_of
from curator.seams import seam_of
from curator.sources import (
    Batch,
    EncodedBatch,
    Geometry,
    Mark,
    PagePicture,
    PageText,
    Remark,
    Source,
    Span,
    Stretch,
    TableHead,
    Word,
)
from extractors.limits import Limits
from extractors.options import Options

LONGEST = 512 << 20
"""Bytes of the longest message; a child that says more at once is not well."""

Wanted = Literal[
    "tables", "report", "kind", "members", "words", "picture", "second reading", "changes"
]

Message = dict[str, Any]
"""One key says what it is: media_type, progress, head, batch, rest, end (of a table), words,
picture, report, member, piece and ended (of an archive), error, done."""


class BrokenMessageError(Exception):
    """The other side sent something that is no message."""


def send(stream: IO[bytes], message: Mapping[str, Any], body: bytes = b"") -> None:
    """Write `message`, with the bytes that belong to it, and push it out."""
    told = {**message, "body": len(body)} if body else message
    line = json.dumps(told, separators=(",", ":")).encode("ascii") + b"\n"
    for part in (line, body):
        rest = memoryview(part)
        while rest:  # a stream without a buffer may take a part only
            rest = rest[stream.write(rest) :]
    stream.flush()


def send_batch(stream: IO[bytes], batch: Batch, key: str = "batch") -> None:
    """Write a batch: its cells behind the line where that can be, else within it.

    Args:
        key: "batch", or "rest" for rows that a batch to come will tell again.
    """
    marks = [[mark.row, mark.column, mark.raw, mark.flag, mark.shown] for mark in batch.marks]
    told: Message = {"marks": marks}
    if batch.stretch is not None:
        told["stretch"] = asdict(batch.stretch)
    if not isinstance(batch, EncodedBatch):
        width = len(batch.rows[0]) if batch.rows else 0
        encoded = EncodedBatch.of(batch.rows, width)
        if encoded is None:
            rows = [list(row) for row in batch.rows]
            send(stream, {key: {**told, "rows": rows}})
            return
        batch = encoded
    send(stream, {key: {**told, "width": batch.width}}, batch.encoded)


def receive(stream: IO[bytes]) -> Iterator[Message]:
    """Yield the messages up to the end of a stream without a buffer; raises BrokenMessageError."""
    rest = bytearray()
    searched = 0
    while True:
        end = rest.find(b"\n", searched)
        if end < 0:
            searched = len(rest)
            if not _more(stream, rest):
                return
            continue
        message = _message(rest[:end])
        del rest[: end + 1]
        searched = 0
        size = _body_size(message)
        while len(rest) < size:
            if not _more(stream, rest):
                raise BrokenMessageError
        if size:
            message["body"] = bytes(rest[:size])
            del rest[:size]
        yield message


def receive_one(stream: IO[bytes]) -> Message:
    """Return the message that begins where a buffered stream stands; raises BrokenMessageError."""
    message = _message(stream.readline())
    size = _body_size(message)
    if size:
        message["body"] = stream.read(size)
    return message


def _more(stream: IO[bytes], rest: bytearray) -> bool:
    chunk = stream.read(1 << 18)
    rest += chunk
    if len(rest) > LONGEST:
        raise BrokenMessageError
    return bool(chunk)


def _message(line: bytes | bytearray) -> Message:
    try:
        message = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BrokenMessageError from error
    if not isinstance(message, dict):
        raise BrokenMessageError
    return message


def _body_size(message: Message) -> int:
    size = message.get("body", 0)
    if not isinstance(size, int) or not 0 <= size <= LONGEST:
        raise BrokenMessageError
    return size


def request_of(
    path: Path,
    source: Source,
    options: Options,
    limits: Limits,
    wanted: Wanted = "tables",
    **of: Any,
) -> Message:
    """Return what the child is asked.

    Args:
        wanted: what of the file.
        of: what belongs to that, as JSON: of "words", "picture" and "changes" (which follow one by
            one, see `extractors.pdf.changes`) the page, of "picture" its box
            and its greatest size in pixels, of "second reading" the pages with their cells.
    """
    return {
        "path": str(path),
        "source": asdict(source),
        "options": asdict(options),
        "limits": asdict(limits),
        "wanted": wanted,
        "of": of,
    }


def options_of(data: Mapping[str, Any]) -> Options:
    """Rebuild Options from JSON."""
    return Options(
        **{
            **data,
            **{name: tuple(data[name]) for name in ("pages", "sheets", "apart")},
            **{name: tuple(data[name]) for name in ("regions", "columns", "rows")},
        },
    )


def head_of(data: Mapping[str, Any]) -> TableHead:
    """Rebuild a TableHead from what `dataclasses.asdict` and JSON made of it."""
    told = {
        "levels": tuple(map(tuple, data["levels"])),
        "remarks": tuple(Remark(**remark) for remark in data["remarks"]),
        "flags": tuple(data["flags"]),
    }
    return TableHead(**{**data, **_lie_of(data), **told})


def stretch_of(data: Mapping[str, Any]) -> Stretch:
    """Rebuild a Stretch from what `dataclasses.asdict` and JSON made of it."""
    seam = data["seam"]
    told = {"seam": seam_of(seam) if seam else None, "columns": tuple(data["columns"])}
    return Stretch(**{**data, **_lie_of(data), **told})


def _lie_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """Rebuild where a table, or a stretch of it, lies."""
    geometry = data["geometry"]
    return {
        "box": tuple(data["box"]) if data["box"] else None,
        "geometry": Geometry(
            **{
                **geometry,
                "column_edges": tuple(geometry["column_edges"]),
                "row_edges": tuple(geometry["row_edges"]),
                "left_rows": tuple(geometry["left_rows"]),
                "left_columns": tuple(geometry["left_columns"]),
            }
        ),
        "spans": tuple(Span(**span) for span in data["spans"]),
    }


def batch_of(message: Message) -> Batch:
    """Rebuild what `send_batch` wrote; raises BrokenMessageError."""
    data = message["rest"] if "rest" in message else message["batch"]
    marks = [Mark(*mark) for mark in data["marks"]]
    stretch = stretch_of(data["stretch"]) if data.get("stretch") else None
    if "rows" in data:
        return Batch(data["rows"], marks, stretch)
    try:
        return EncodedBatch(message["body"], data["width"], marks, stretch)
    except (ValueError, KeyError) as error:
        raise BrokenMessageError from error


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


def intake_of(message: Message) -> Report:
    """Rebuild the report in a message; raises BrokenMessageError."""
    try:
        return report_of(message["report"])
    except (KeyError, TypeError) as error:
        raise BrokenMessageError from error


def send_picture(stream: IO[bytes], picture: PagePicture) -> None:
    """Write a picture, its pixels behind the line."""
    head = {"number": picture.number, "box": picture.box}
    size = {"width": picture.width, "height": picture.height}
    send(stream, {"picture": {**head, **size}}, picture.rgb)


def picture_of(message: Message) -> PagePicture:
    """Rebuild what `send_picture` wrote; raises BrokenMessageError."""
    data = message["picture"]
    box = tuple(map(float, data["box"]))
    width, height, rgb = int(data["width"]), int(data["height"]), message.get("body", b"")
    if len(box) != 4 or len(rgb) != 3 * width * height:
        raise BrokenMessageError
    return PagePicture(data["number"], (box[0], box[1], box[2], box[3]), width, height, rgb)
