"""What a person should know of how a text file was read."""

from __future__ import annotations

from collections.abc import Iterator

from curator.language import _, joined, ngettext
from extractors.encoding import spoken
from extractors.text_reading import TextReading
from extractors.widths import TOLD, Lines


def flags(reading: TextReading) -> Iterator[str]:
    """Yield what is kept with the table, in English phrases."""
    verdict, shape = reading.verdict, reading.shape
    if reading.asked.encoding is None:
        yield from _encoding_flags(reading)
    if shape.strays.count and verdict.other is not None:
        where = "in" if verdict.certain else "perhaps in"
        yield f"{shape.strays.words()} {where} {spoken(verdict.other)}, unlike the rest"
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
        if not verdict.certain and verdict.other is None:
            doubtful = [name for name in verdict.likeliest if name != verdict.encoding]
            yield f"the encoding is doubtful; it may be {spoken(doubtful[0])}"


def warnings(reading: TextReading) -> Iterator[str]:
    """Yield the same in whole sentences, for the intake report."""
    verdict, shape = reading.verdict, reading.shape
    if verdict.unsaid:
        yield _("The file does not say that it is {encoding}.").format(
            encoding=spoken(verdict.encoding)
        )
    if not verdict.certain and verdict.other is None:
        yield _("The encoding is doubtful: {encodings} are about as likely.").format(
            encodings=joined([*map(spoken, verdict.likeliest)])
        )
    if shape.strays.count and verdict.other is not None:
        surely = _("In {encoding}, unlike the rest of the file: {lines}.")
        perhaps = _("Perhaps in {encoding}, unlike the rest of the file: {lines}.")
        yield (surely if verdict.certain else perhaps).format(
            encoding=spoken(verdict.other), lines=_lines(shape.strays)
        )
    if shape.unclosed.count:
        yield _(
            "A quotation mark is never closed in {lines}; the record was ended with its line."
        ).format(lines=_lines(shape.unclosed))
    if reading.ragged.count:
        yield _("Most records have {count} fields; others have more or fewer: {lines}.").format(
            count=shape.usual, lines=_lines(reading.ragged)
        )
    if reading.nul.count:
        yield _("There are NUL characters, shown as escapes, in {lines}.").format(
            lines=_lines(reading.nul)
        )
    if reading.sniffed.is_prose:
        yield _("This looks like running text, not a table.")


def _lines(lines: Lines) -> str:
    """Name lines by their numbers, in the person's language."""
    numbers = [f"{number:,}" for number in lines.first[:TOLD]]
    more = lines.count - len(numbers)
    if more > 0:
        numbers.append(ngettext("{count:,} more", "{count:,} more", more).format(count=more))
    named = ngettext("line {numbers}", "lines {numbers}", lines.count)
    return named.format(numbers=joined(numbers))
