"""The library's lines: what is told of each dataset and of each source."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from curator.geometry import page_runs
from curator.language import _, joined, ngettext
from curator.sources import Source, sheet_words
from curator.store.annotations import read_annotations
from curator.store.review import read_review
from curator.store.states import read_standing


@dataclass(frozen=True)
class KeptSource:
    """A source in the store."""

    source: Source
    added_at: str
    datasets: int
    """How many datasets were made from it."""
    tables: int
    """How many of its tables were kept."""
    pages: Sequence[int]
    """The pages on which they stand."""
    sheets: Sequence[str]
    """The sheets on which they stand."""

    def places(self) -> str:
        """Say in words which pages or sheets they are; empty where there are none."""
        return places_words(self.pages, self.sheets)


def places_words(pages: Sequence[int], sheets: Sequence[str]) -> str:
    """Say in words which pages or sheets of a source these are; empty where there are none."""
    words = []
    if pages:
        told = page_runs(pages)
        words.append(ngettext("page {pages}", "pages {pages}", len(pages)).format(pages=told))
    if sheets:
        words.append(joined(sheets))
    return "; ".join(words)


@dataclass(frozen=True)
class Summary:
    """A line of the library."""

    name: str
    title: str | None
    notes: str | None
    rows: int
    columns: int
    revision: int
    source: str
    """The name of its source."""
    place: str
    """Where in the source it stood, in words."""
    added_at: str
    changed_at: str
    """When the newest revision or annotation event was written."""
    changed_by: str
    open_annotations: int
    open_doubts: int
    state: str
    """Draft, checked or approved, as it holds today."""
    said: str
    """The state that was given last."""
    changed_since: bool
    """Whether the dataset was changed since, so that it is a draft again."""
    settled: int
    """How many of the cells flagged when it was read, and of its doubts and questions, are."""
    to_settle: int
    """How many there are, settled or not."""


def read_summaries(connection: sqlite3.Connection) -> list[Summary]:
    """Return a line for each dataset, by name."""
    rows = connection.execute(_SUMMARY).fetchall()
    return [_summary(connection, *row) for row in rows]


def _summary(
    connection: sqlite3.Connection,
    dataset: int,
    page: int | None,
    last_page: int | None,
    sheet: str | None,
    media_type: str | None,
    files: int,
    *line: str,
) -> Summary:
    name, title, notes, rows, columns, head, source, added, changed, who = line
    annotations = read_annotations(connection, dataset)
    unsettled = [note.kind for note in annotations if note.is_open]
    standing = read_standing(connection, dataset, int(head))
    review = read_review(connection, dataset, annotations)
    return Summary(
        name=name,
        title=title,
        notes=notes,
        rows=int(rows),
        columns=int(columns),
        revision=int(head),
        source=source,
        place=_place(page, last_page, sheet_words(media_type or "", sheet) if sheet else "", files),
        added_at=added,
        changed_at=changed,
        changed_by=who,
        open_annotations=len(unsettled),
        open_doubts=unsettled.count("doubt"),
        state=standing.state,
        said=standing.said,
        changed_since=standing.changed,
        settled=review.settled,
        to_settle=review.total,
    )


def read_sources(connection: sqlite3.Connection) -> list[KeptSource]:
    """Return the sources, newest first."""
    rows = connection.execute(
        "SELECT id, sha256, name, media_type, bytes, added_at FROM source ORDER BY id DESC"
    ).fetchall()
    return [_kept(connection, *row) for row in rows]


def _kept(
    connection: sqlite3.Connection,
    number: int,
    sha256: str,
    name: str,
    media_type: str,
    size: int,
    added_at: str,
) -> KeptSource:
    places = connection.execute(
        "SELECT ds, tbl, page, sheet FROM span WHERE source = ? GROUP BY ds, tbl, page, sheet"
        " ORDER BY page, tbl, min(rid_lo)",
        (number,),
    ).fetchall()
    began: dict[int, tuple[int, int | None, str | None]] = {}
    for dataset, table, page, sheet in places:
        began.setdefault(dataset, (table, page, sheet))
    return KeptSource(
        source=Source(sha256, name, media_type, size),
        added_at=added_at,
        datasets=len(began),
        tables=len(set(began.values())),
        pages=list(dict.fromkeys(page for *_, page, _sheet in places if page is not None)),
        sheets=list(dict.fromkeys(sheet for *_, sheet in places if sheet is not None)),
    )


_SUMMARY = """
SELECT d.id, s.page, (SELECT max(page) FROM span WHERE ds = d.id), s.sheet,
    o.media_type, (SELECT count(DISTINCT source) FROM span WHERE ds = d.id), d.name, d.title, d.notes,
    (SELECT coalesce(sum(rid_hi - rid_lo + 1), 0) FROM run WHERE ds = d.id AND state = 1),
    (SELECT count(*) FROM dcol WHERE ds = d.id),
    d.head, coalesce(o.name, ''), first.at,
    max(newest.at, coalesce(event.at, '')),
    CASE WHEN event.lamport > newest.lamport THEN teller.handle ELSE changer.handle END
FROM dataset d
JOIN rev first ON first.ds = d.id AND first.number = 1
JOIN rev newest ON newest.ds = d.id
    AND newest.number = (SELECT max(number) FROM rev WHERE ds = d.id)
JOIN actor changer ON changer.id = newest.actor
LEFT JOIN annotation_event event ON event.ds = d.id AND event.number = d.events
LEFT JOIN actor teller ON teller.id = event.actor
LEFT JOIN span s ON s.ds = d.id AND s.rid_lo = (SELECT min(rid_lo) FROM span WHERE ds = d.id)
LEFT JOIN source o ON o.id = s.source
ORDER BY d.name
"""


def _place(page: int | None, last: int | None, sheet: str, files: int) -> str:
    """Say where a dataset stood.

    Args:
        page: the first of the pages, `last` the last; None where there are none.
        sheet: what its sheet or table is called, in words; "" where there is none.
        files: in how many files it stood.
    """
    if files > 1:
        more = ngettext("and {count} more file", "and {count} more files", files - 1)
        return joined(filter(None, (sheet, more.format(count=files - 1))))
    if page is not None:
        if last in (None, page):
            return _("page {number}").format(number=page)
        return _("pages {pages}").format(pages=f"{page}–{last}")
    return sheet
