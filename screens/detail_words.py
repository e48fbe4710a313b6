"""What is told of a dataset, or of a source, beside the library's lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from curator.annotations import SPOKEN, Place
from curator.filters import UNSETTLED, Filter
from curator.history import Revision
from curator.language import _, ngettext
from curator.media_types import MEDIA_TYPES
from curator.store import Backups, KeptSource, Noted, Store, Summary, noted, places_words
from curator.values import one_line
from screens.entries_view import sentence
from screens.note_words import moment
from screens.prose import Line, parted, rows_words
from screens.state import said_words

_MOST = 5
"""So many notes, sources or datasets are told of; the rest is counted."""
_LONG, _SHORT = 300, 120


def dataset_lines(store: Store, summary: Summary) -> list[Line]:
    """Read what there is to tell of a dataset; takes time."""
    dataset = store.dataset(summary.name)
    return [
        Line(summary.name, []),
        *_told("", summary.title),
        *_told("", summary.notes),
        Line(_("state"), [said_words(dataset.standing())]),
        Line(_("size"), [_size(summary)]),
        *_open(noted(dataset, Filter(state=UNSETTLED))),
        *_last(dataset.revision(summary.revision)),
        *_few(_("from"), _source_words(dataset.places())),
        _backup(store),
    ]


def source_lines(store: Store, kept: KeptSource) -> list[Line]:
    """Read what there is to tell of a source; takes time."""
    source = kept.source
    kind = MEDIA_TYPES.get(source.media_type, source.media_type)
    size = _("{kind}, {size:,} bytes").format(kind=kind, size=source.size)
    made = store.made_from(source.sha256)
    return [
        Line(source.name, []),
        Line(_("kind"), [size]),
        Line("SHA-256", [source.sha256]),
        Line(_("added"), [moment(kept.added_at)[:16]]),
        *_told(_("kept"), kept.places()),
        *_few(_("made"), list(dict.fromkeys(dataset.name for dataset, _place in made))),
        _backup(store),
    ]


def age_words(age: timedelta) -> str:
    """Say how long ago something was, in the unit that fits; a clock put back counts as now."""
    minutes = max(int(age.total_seconds()), 0) // 60
    if minutes < 60:
        return ngettext("{count} minute ago", "{count} minutes ago", minutes).format(count=minutes)
    hours = minutes // 60
    if hours < 48:
        return ngettext("{count} hour ago", "{count} hours ago", hours).format(count=hours)
    days = hours // 24
    return ngettext("{count:,} day ago", "{count:,} days ago", days).format(count=days)


def _told(label: str, text: str | None) -> Iterator[Line]:
    if text:
        yield Line(label, [one_line(text, _LONG)])


def _size(summary: Summary) -> str:
    columns = ngettext("{count:,} column", "{count:,} columns", summary.columns)
    return f"{rows_words(summary.rows)}, {columns.format(count=summary.columns)}"


def _open(notes: Sequence[Noted]) -> Iterator[Line]:
    """Tell of the notes that wait, the newest first."""
    if not notes:
        yield Line(_("notes"), [_("none is open")])
        return
    count = ngettext("{count:,} is open", "{count:,} are open", len(notes))
    yield Line(_("notes"), [count.format(count=len(notes))])
    for each in reversed(notes[-_MOST:]):
        note = each.annotation
        words = parted(_("{where}: {text}"), where=each.where, text=one_line(note.text, _SHORT))
        yield Line(f"  {SPOKEN[note.kind]} {note.number}", words)
    yield from _more(len(notes))


def _last(revision: Revision) -> Iterator[Line]:
    """Tell of the newest revision: who, when, what and why."""
    yield Line(
        _("last"),
        parted(
            _("revision {number} by {who}, {at} UTC"),
            number=f"{revision.number:,}",
            who=revision.who,
            at=moment(revision.at)[:16],
        ),
    )
    yield Line(_("what"), [sentence(one_line(revision.what, _LONG))])
    yield from _told(_("why"), revision.why)


def _source_words(places: Iterable[Place]) -> list[str]:
    """Return each source with its pages and sheets."""
    of: dict[str, list[Place]] = {}
    for place in places:
        of.setdefault(str(place.source), []).append(place)
    return [", ".join(filter(None, (name, _within(stood)))) for name, stood in of.items()]


def _within(places: Sequence[Place]) -> str:
    pages = [place.page for place in places if place.page is not None]
    sheets = [place.sheet for place in places if place.sheet is not None]
    return one_line(places_words(pages, sheets), _SHORT)


def _few(label: str, names: Sequence[str]) -> Iterator[Line]:
    for number, name in enumerate(names[:_MOST]):
        yield Line(label if not number else " " * len(label), [name])
    yield from _more(len(names))


def _more(count: int) -> Iterator[Line]:
    if count > _MOST:
        yield Line("", [_("… and {count:,} more").format(count=count - _MOST)])


def _backup(store: Store) -> Line:
    newest = Backups(store.path).newest()
    words = _("none yet") if newest is None else age_words(datetime.now(UTC) - newest.at)
    return Line(_("backup"), [words])
