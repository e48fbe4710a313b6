"""Decide in which encoding a file is read, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.encoding.lines import is_broken_utf8
from extractors.encoding.marks import CHUNK, is_utf8, marked, unmarked_utf16
from extractors.encoding.votes import likelihood, weigh

HEAD = 4096
SAMPLE = 1 << 18
"""So many bytes of lines beyond ASCII are weighed."""
CHOICES = 3
"""So many encodings are offered to the eye."""
DOUBT = 5.0
"""The winner is doubtful if the next is nearer than this logarithm of likelihoods."""
SECOND_VOTE = 3.0
"""What the vote of charset-normalizer adds."""
SHOWN = 3
"""So many lines are shown in each encoding."""


_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


@dataclass(frozen=True)
class Verdict:
    """In which encoding a file is."""

    encoding: str
    other: str | None = None
    """The encoding of the lines that are not in it, None if all are."""
    likeliest: tuple[str, ...] = ()
    """The encodings to choose among, the likeliest first; one where there is nothing to choose."""
    lines: tuple[bytes, ...] = ()
    """Lines that tell the encodings apart."""
    certain: bool = True
    """Whether the bytes leave no doubt."""
    unsaid: bool = False
    """Whether it is UTF-16 that does not say so."""

    def seen(self, encoding: str) -> tuple[str, ...]:
        """Return `lines` as they are read in `encoding`; U+FFFD stands for what it has not."""
        return tuple(line.decode(encoding, errors="replace") for line in self.lines)


def detect(path: Path) -> Verdict:
    """Return in which encoding the file at `path` is, by all of its bytes."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    name = marked(head)
    if name is not None:
        return Verdict(name, likeliest=(name,))
    unsaid = unmarked_utf16(head)
    if unsaid is not None:
        return Verdict(unsaid, likeliest=(unsaid,), unsaid=True)
    if is_utf8(path):
        return Verdict("utf-8", likeliest=("utf-8",))
    return _weighed(_Census.of(path))


@dataclass
class _Census:
    """The lines beyond ASCII of a file that is not valid UTF-8."""

    utf8: list[bytes] = field(default_factory=list)
    others: list[bytes] = field(default_factory=list)
    utf8_count: int = 0
    other_count: int = 0

    @classmethod
    def of(cls, path: Path) -> _Census:
        """Count all of them, and keep the first ones of each kind."""
        census = cls()
        room = [SAMPLE, SAMPLE]
        with path.open("rb") as file:
            while lines := file.readlines(CHUNK):
                census.take_lines(lines, room)
        return census

    def take_lines(self, lines: Sequence[bytes], room: list[int]) -> None:
        """Take in some lines; in many at once nothing may be UTF-8."""
        text = b"".join(lines)
        if text.isascii():
            return
        if b"\r" in text.replace(b"\r\n", b""):
            lines = text.splitlines()
        beyond = [line for line in lines if not line.isascii()]
        if room[False] <= 0 and not _UTF8.search(text):
            self.other_count += len(beyond)
            return
        for line in beyond:
            self.take(line.rstrip(b"\r\n"), room)

    def take(self, line: bytes, room: list[int]) -> None:
        """Take in one line; `room` is how many bytes of each kind are still kept."""
        try:
            line.decode("utf-8")
            fits = True
        except UnicodeDecodeError:
            fits = is_broken_utf8(line)
        self.utf8_count += fits
        self.other_count += not fits
        if room[fits] > 0:
            (self.utf8 if fits else self.others).append(line[:SAMPLE])
            room[fits] -= len(line)


def _weighed(census: _Census) -> Verdict:
    if not census.other_count:  # broken here and there
        return Verdict("utf-8", likeliest=("utf-8",))
    sample = b"\n".join(census.others)
    ranking = _ranked(sample, weigh(sample))
    best = ranking[0][0]
    certain = len(ranking) < 2 or ranking[0][1] - ranking[1][1] >= DOUBT
    names = [name for name, _ in ranking[:CHOICES]]
    shown = _telling(census.others)
    if census.utf8_count and _reads_better(b"\n".join(census.utf8), best):
        if census.utf8_count >= census.other_count:
            choices = ("utf-8", *names[: CHOICES - 1])
            return Verdict("utf-8", best, choices, shown, certain)
        return Verdict(best, "utf-8", tuple(names), shown, certain)
    return Verdict(best, None, tuple(names), shown, certain)


def _reads_better(sample: bytes, other: str) -> bool:
    """Tell whether lines that are valid UTF-8 make better words in it than in `other`."""
    as_utf8 = re.findall(r"[^\W\d_]*[^\x00-\x7f]+\w*", sample.decode("utf-8", errors="replace"))
    as_other = re.findall(r"[^\W\d_]*[^\x00-\x7f]+\w*", sample.decode(other, errors="replace"))
    return likelihood(as_utf8) > likelihood(as_other)


def _ranked(sample: bytes, weights: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the encodings with a second vote added, of those that read alike only the first."""
    second = _second_vote(sample)
    texts: dict[str, str] = {}
    ranking: dict[str, float] = {}
    for name, weight in weights:
        text = sample.decode(name, errors="replace")
        if text not in texts:
            texts[text] = name
            ranking[name] = weight
    if second is not None:
        agreed = texts.get(sample.decode(second, errors="replace"))
        if agreed is not None:
            ranking[agreed] += SECOND_VOTE
    return sorted(ranking.items(), key=lambda pair: -pair[1])


def _second_vote(sample: bytes) -> str | None:
    """Return the encoding that charset-normalizer thinks likeliest, None if it has no opinion."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample[: 1 << 15]).best()
    return best.encoding if best is not None else None


def _telling(lines: Sequence[bytes]) -> tuple[bytes, ...]:
    """Return the lines with the most different bytes beyond ASCII, in their order, shortened."""
    ranked = sorted(
        range(len(lines)), key=lambda place: -len({byte for byte in lines[place] if byte > 127})
    )
    return tuple(_around(lines[place]) for place in sorted(ranked[:SHOWN]))


def _around(line: bytes) -> bytes:
    """Return the part of a line that begins a little before its first byte beyond ASCII."""
    first = next((place for place, byte in enumerate(line) if byte > 127), 0)
    return line[max(first - 20, 0) :][:120]
