"""A filter lets through what all of its parts let through."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.annotations import KINDS, Annotation, Event, Place
from curator.filters import FILTER_STATES, Filter, day_named
from curator.history import Entry

PEOPLE = ("ada", "نرگس")
DAYS = ("2025-12-31", "2026-01-01", "2026-11-24")
TEXTS = ("¿Cuál?", "کد درست است؟", "संख्या")
COLUMNS = ("Año", "سال")

events = st.builds(
    Event,
    number=st.just(1),
    who=st.sampled_from(PEOPLE),
    at=st.sampled_from(DAYS).map("{}T10:00:00Z".format),
    event=st.sampled_from(["written", "answered", "resolved", "reopened"]),
    text=st.sampled_from(TEXTS) | st.none(),
)
annotations = st.builds(
    Annotation,
    number=st.just(1),
    kind=st.sampled_from(KINDS),
    place=st.builds(Place, row_id=st.none() | st.just(1), column=st.sampled_from([*COLUMNS, None])),
    events=st.lists(events, min_size=1, max_size=4).map(
        lambda told: [replace(event, number=number) for number, event in enumerate(told, 1)]
    ),
)
entries = st.builds(
    Entry,
    sort=st.just("revision"),
    number=st.just(2),
    who=st.sampled_from(PEOPLE),
    at=st.sampled_from(DAYS).map("{}T10:00:00Z".format),
    kind=st.sampled_from(["set-cells", "fill-down"]),
    what=st.sampled_from(TEXTS),
    why=st.sampled_from(TEXTS) | st.none(),
    columns=st.lists(st.sampled_from(COLUMNS), max_size=1),
)
filters = st.builds(
    Filter,
    person=st.none() | st.sampled_from(PEOPLE),
    kind=st.none() | st.sampled_from([*KINDS, "revision", "set-cells"]),
    state=st.none() | st.sampled_from(FILTER_STATES),
    column=st.none() | st.sampled_from(COLUMNS),
    since=st.none() | st.sampled_from(["2026", "2026-01", "2026-11-24"]),
    until=st.none() | st.sampled_from(["2025", "2026-11", "2026-01-01"]),
    text=st.none() | st.sampled_from(["CUÁL", "کد", "xyz"]),
)


def parts(wanted: Filter) -> list[Filter]:
    """The filter taken apart; the two days belong together."""
    singles = ("person", "kind", "state", "column", "text")
    days = Filter(since=wanted.since, until=wanted.until)
    return [days, *(Filter(**{name: getattr(wanted, name)}) for name in singles)]


@given(filters, annotations)
def test_an_annotation_fits_if_it_fits_every_part(wanted: Filter, note: Annotation) -> None:
    assert wanted.wants(note) == all(part.wants(note) for part in parts(wanted))


@given(filters, entries)
def test_a_step_fits_if_it_fits_every_part(wanted: Filter, entry: Entry) -> None:
    every = all(part.wants_step(entry, None) for part in parts(wanted))

    assert wanted.wants_step(entry, None) == every


@given(entries, st.sampled_from(FILTER_STATES))
def test_a_revision_is_in_no_state(entry: Entry, state: str) -> None:
    assert not Filter(state=state).wants_step(entry, None)


@given(annotations, entries)
def test_an_empty_filter_wants_everything(note: Annotation, entry: Entry) -> None:
    assert Filter().is_empty
    assert Filter().wants(note)
    assert Filter().wants_step(entry, None)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-24", "2026-11-24"),
        (" 2026-11 ", "2026-11"),
        ("۲۰۲۶-۱۱-۲۴", "2026-11-24"),
        ("२०२६", "2026"),
        ("2026-1", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_the_digits_of_any_script(text: str, day: str | None) -> None:
    assert day_named(text) == day
