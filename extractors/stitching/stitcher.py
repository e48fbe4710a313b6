"""The stage between an extractor's pages and whole tables."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from curator.errors import ExtractionError
from curator.language import _
from curator.sources import Batch, ExtractedTable
from extractors.stitching.judging import judge, unglued
from extractors.stitching.pieces import FoundPage, Piece, pieces_of
from extractors.stitching.running import Running
from extractors.stitching.words import caption_of


def stitched(pages: Iterator[FoundPage], apart: tuple[int, ...] = ()) -> Iterator[ExtractedTable]:
    """Yield whole tables in reading order; each one's batches are read before the next.

    A table's head says where it begins; a batch whose rows stand on a further page says where. A
    page is read only when the rows of the one before it are wanted.

    Args:
        pages: read one after the other, each once.
        apart: the pages before which no table goes on, whatever the evidence.

    Raises:
        ExtractionError: reading the pages did; the tables up to there were yielded whole.
    """
    return _Stitcher(pages, frozenset(apart)).tables()


class _Stitcher:
    def __init__(self, pages: Iterator[FoundPage], apart: frozenset[int]) -> None:
        self._pages = pages
        self._apart = apart
        self._waiting: deque[Piece] = deque()
        self._error: ExtractionError | None = None
        self._rest: Batch | None = None

    def tables(self) -> Iterator[ExtractedTable]:
        while self._waiting or self._read_on():
            if not self._waiting:
                continue
            running = Running(_told_apart(self._waiting.popleft()))
            settled = running.begin()
            self._rest = running.rest() if running.end.goes_out and not settled else None
            batches = self._batches(running, settled)
            head = running.end.head
            yield ExtractedTable(running.end.source, head, batches, lambda: self._rest)
            for _batch in batches:  # those that nobody asked for
                pass
        if self._error is not None:
            raise self._error

    def _read_on(self) -> bool:
        """Read one page more; False if there is none, or if it could not be read."""
        if self._error is not None:
            return False
        try:
            page = next(self._pages, None)
        except ExtractionError as error:
            self._error = error
            return False
        if page is None:
            return False
        self._waiting.extend(pieces_of(page))
        return True

    def _batches(self, running: Running, settled: Sequence[Batch]) -> Iterator[Batch]:
        """Yield a table's rows page by page, the last ones of a page once the next is known."""
        yield from self._tell(running, settled)
        while running.end.goes_out and self._read_on() and self._waiting:
            after = self._waiting[0]
            if after.number in self._apart:
                break
            known = running.known()
            whole = unglued(known, after) if known.fits(after) else after
            verdict = judge(known, whole)
            if not verdict.joined:
                if verdict.thin:
                    self._waiting[0] = after.flagged(_may_go_on(running.end.number))
                break
            self._waiting.popleft()
            yield from self._tell(running, running.join(whole, verdict))
        self._rest = None
        broken = self._error is not None and running.end.goes_out
        yield from running.cut_short() if broken else running.finish()

    def _tell(self, running: Running, settled: Sequence[Batch]) -> Iterator[Batch]:
        """Yield batches; with the last of them the rows are known that wait for the next page."""
        for left, batch in zip(range(len(settled) - 1, -1, -1), settled, strict=True):
            self._rest = running.rest() if running.end.goes_out and not left else None
            yield batch


def _told_apart(piece: Piece) -> Piece:
    """Return what a table begins with, flagged if its caption says that it began earlier."""
    if not piece.head.title or not caption_of(piece.head.title).continued:
        return piece
    words = _("its caption says that it goes on from an earlier page, to which nothing joins it")
    return piece.flagged(words)


def _may_go_on(page: int) -> str:
    words = _("may go on from page {page}: too little speaks for it, so it was left a table apart")
    return words.format(page=page)
