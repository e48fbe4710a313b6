from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.arrangement import (
    Between,
    Blank,
    Changed,
    Compared,
    Condition,
    Filter,
    Flagged,
    Has,
    Is,
    Matches,
    Not,
    Noted,
    SortKey,
    Starts,
    condition,
    filter_of,
    likely_kind,
    sort_key,
)
from curator.errors import UnknownNameError
from curator.tables import Value

COLUMNS = ["city", "city code", "note: last", "a:desc"]
TEXTS = st.text('ab 1."=/۱ی', min_size=1).filter(lambda text: text.count('"') == 0)


@given(
    st.one_of(
        st.builds(Is, TEXTS),
        st.builds(Has, TEXTS),
        st.builds(Starts, TEXTS),
        st.builds(lambda text: Compared(">=", text), TEXTS),
        st.builds(Between, TEXTS, TEXTS),
        st.sampled_from([Blank(), Noted(), Noted("doubt"), Flagged(), Changed(), Changed(7)]),
        st.builds(lambda text: Not(Has(text)), TEXTS),
    )
)
def test_a_condition_is_read_as_it_is_written(meant: Condition) -> None:
    assert condition(meant.words()) == meant


@pytest.mark.parametrize(
    ("text", "value", "wanted"),
    [
        ("> 100", "۱۰۱", True),
        ("> 100", "n/a", False),
        ("!= 100", "n/a", True),
        ("= 5", "5.0", True),
        ("is 5", "5.0", False),
        ("is 001", "001", True),
        ("10..20", "20", True),
        ("10..", 9, False),
        ("..20", None, False),
        (">= 2020-05-01", "2020-11-24", True),
        ("has علي", "بندر علی", True),
        ("starts RA", "Rasht", True),
        ("not has x", None, True),
        ("blank", None, True),
        (r"/^\d{3}$/", "001", True),
        ("/rasht/i", "Rasht", True),
        ("/rasht/", "Rasht", False),
    ],
)
def test_what_a_condition_wants(text: str, value: Value, wanted: bool) -> None:
    assert condition(text).holds(value) is wanted  # type: ignore[attr-defined]  # all of these do


@pytest.mark.parametrize(
    "text", ["", "like", "> ", "noted gossip", "changed since ada", "/(/", ".."]
)
def test_what_means_nothing_is_told_in_one_sentence(text: str) -> None:
    with pytest.raises(UnknownNameError, match=r"\.$"):
        condition(text)


def test_the_longest_name_is_meant() -> None:
    assert filter_of("city code = 5", COLUMNS) == Filter("city code", Compared("=", "5"))
    assert filter_of("CITY>5", COLUMNS) == Filter("city", Compared(">", "5"))
    assert filter_of('"note: last" blank', COLUMNS) == Filter("note: last", Blank())
    assert filter_of("* noted", COLUMNS) == Filter(None, Noted())
    assert filter_of("city /a b/", COLUMNS).condition == Matches(re.compile("a b"))
    with pytest.raises(UnknownNameError, match="city code"):
        filter_of("cities = 5", COLUMNS)


def test_a_key_has_a_kind_and_a_direction() -> None:
    assert sort_key("city", COLUMNS) == SortKey("city")
    assert sort_key("City:numeric:desc", COLUMNS) == SortKey("city", "numeric", True)
    assert sort_key("note: last:natural", COLUMNS) == SortKey("note: last", "natural")
    assert sort_key("a:desc", COLUMNS) == SortKey("a:desc")
    assert sort_key("a:desc:desc", COLUMNS) == SortKey("a:desc", "text", True)
    with pytest.raises(UnknownNameError, match="no column to sort by"):
        sort_key("town:desc", COLUMNS)


def test_a_column_is_sorted_as_most_of_its_cells_are() -> None:
    assert likely_kind(["۱۲", "5", "n/a", None]) == "numeric"
    assert likely_kind(["row 1", "row 2", "x"]) == "natural"
    assert likely_kind(["Rasht", "Lyon", "7"]) == "text"
    assert likely_kind([]) == "text"
