"""What a person should know of how a text file was read."""

from __future__ import annotations

from collections.abc import Iterator

from curator.language import _
from extractors.encoding import spoken
from extractors.text_reading import TextReading


def flags(reading: TextReading) -> Iterator[str]:
    """Yield what is kept with the table, in English phrases."""
    verdict, shape = reading.verdict, reading.shape
    if reading.asked.encoding is None:
        yield from _encoding_flags(reading)
    if shape.strays.count and verdict.other is not None:
        yield f"{shape.strays.words()} in {spoken(verdict.other)}, unlike the rest"
    if shape.unclosed.count:
        yield f"a quotation mark is never closed in {shape.unclosed.words()}"
    if reading.ragged.count:
        yield f"not {shape.usual} cells wide: {reading.ragged.words()}"
    if reading.nul.count:
        yield f"NUL in {reading.nul.words()}"
    if reading.sniffed.is_prose:
        yield "looks like running text, not a table"


def _encoding_flags(reading: TextReading) -> Iterator[str]:
    verdict = reading.verdict
    if verdict.unsaid:
        yield f"read as {spoken(verdict.encoding)}, which it does not say"
    elif len(verdict.likeliest) > 1:
        if verdict.encoding != "utf-8":
            yield f"read as {spoken(verdict.encoding)}"
        if not verdict.certain:
            doubtful = [name for name in verdict.likeliest if name != verdict.encoding]
            yield f"the encoding is doubtful; it may be {spoken(doubtful[0])}"


def warnings(reading: TextReading) -> Iterator[str]:
    """Yield the same in whole sentences, for the intake report."""
    verdict, shape = reading.verdict, reading.shape
    if verdict.unsaid:
        yield _("The file does not say that it is {encoding}.").format(
            encoding=spoken(verdict.encoding)
        )
    if not verdict.certain:
        yield _("The encoding is doubtful: {encodings} are about as likely.").format(
            encodings=", ".join(map(spoken, verdict.likeliest))
        )
    if shape.strays.count and verdict.other is not None:
        yield _("In {encoding}, unlike the rest of the file: {lines}.").format(
            encoding=spoken(verdict.other), lines=shape.strays.words()
        )
    if shape.unclosed.count:
        yield _(
            "A quotation mark is never closed in {lines}; the record was ended with its line."
        ).format(lines=shape.unclosed.words())
    if reading.ragged.count:
        yield _("Most records have {count} fields; others have more or fewer: {lines}.").format(
            count=shape.usual, lines=reading.ragged.words()
        )
    if reading.nul.count:
        yield _("There are NUL characters, shown as escapes, in {lines}.").format(
            lines=reading.nul.words()
        )
    if reading.sniffed.is_prose:
        yield _("This looks like running text, not a table.")
