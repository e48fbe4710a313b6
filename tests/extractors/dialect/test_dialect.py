import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import UnknownNameError
from extractors.dialect import Dialect, FixedWidth, sniff


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "^", "~"])
def test_what_cuts_evenly_is_the_delimiter(delimiter: str) -> None:
    rows = [["name", "share, in %", "day"], ["a", "1.5", "2020-01-02"], ["b", "2.5", "2020-01-03"]]
    text = "\n".join(delimiter.join(row).replace(", in", " in") for row in rows)

    assert sniff(text).dialect.delimiter == delimiter


def test_decimal_commas_are_no_delimiters() -> None:
    assert sniff("a;b\n1,5;2,5\n3,1;4,2\n7,0;8,1\n").dialect.delimiter == ";"


def test_colons_of_times_are_no_delimiters() -> None:
    assert sniff("time,v\n10:20:30,1\n10:21:30,2\n").dialect.delimiter == ","


def test_title_lines_do_not_hide_the_delimiter() -> None:
    text = "Report of the ministry\nas of May\n\n" + "a;b;c\n" + "1;2;3\n" * 4

    assert (sniff(text).dialect.delimiter, sniff(text).width) == (";", 3)


@pytest.mark.parametrize(
    ("text", "quote", "escape"),
    [
        ('a,b\n"x, y",1\n"z",2\n', '"', ""),
        ('a,b\n"x ""y""",1\n"z",2\n', '"', ""),
        ("a,b\n'x, y',1\n'z, w',2\n", "'", ""),
        ('a,b\n"x \\"q\\" y",1\n"z",2\n', '"', "\\"),
        ('a,b\n"C:\\dir\\",1\n"D:\\dir\\",2\n', '"', ""),
    ],
)
def test_what_stands_around_and_within_fields_is_told(text: str, quote: str, escape: str) -> None:
    found = sniff(text)

    assert (found.dialect.quote, found.dialect.escape, found.quoted) == (quote, escape, True)


def test_apostrophes_and_inches_are_no_quotation_marks() -> None:
    assert sniff("word,n\n'tis,1\nrock 'n' roll,2\n").dialect.quote == '"'
    assert sniff('size,n\n5",1\n6",2\n').quoted is False


FIXED = """Population of districts
Code  Name                Pop     Area
001   New York         123,456   12.5
002   Los Angeles        9,876    3.25
003   Santa Fe              12    1.0
"""


def test_columns_of_fixed_width_are_found_beneath_a_title() -> None:
    dialect = sniff(FIXED).dialect

    records = list(dialect.records(FIXED.splitlines(keepends=True)))

    assert records[0] == ["Population of districts"]
    assert records[2] == ["001", "New York", "123,456", "12.5"]


def test_words_of_persian_names_stay_together_in_fixed_width() -> None:
    text = "كد    نام            جمعيت\n001   تهران           ۱۲۳۴\n002   خراسان رضوی     ۹۸۷\n"

    records = list(sniff(text).dialect.records(text.splitlines(keepends=True)))

    assert records[2] == ["002", "خراسان رضوی", "۹۸۷"]


def test_wide_characters_take_two_places() -> None:
    text = "code  name      pop\n001   台南市    1234\n002   北京      98\n003   上海浦東  12\n"

    records = list(sniff(text).dialect.records(text.splitlines(keepends=True)))

    assert records[1:] == [
        ["001", "台南市", "1234"],
        ["002", "北京", "98"],
        ["003", "上海浦東", "12"],
    ]


def test_blanks_part_figures() -> None:
    dialect = sniff("1.0 2.0 3.0\n1.5 2 33\n7 8 9\n").dialect

    assert list(dialect.records(["1.5 2 33\n"])) == [["1.5", "2", "33"]]


@pytest.mark.parametrize(
    "text",
    [
        "This is a report on the state of things. It has sentences, some with commas, some not.\n"
        "The second line goes on, and on, until the end of the line is reached at last.\n",
        "# Title\n\nSome text here.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    ],
)
def test_running_text_is_told_from_tables(text: str) -> None:
    assert sniff(text).is_prose


def test_sentences_in_a_table_are_no_running_text() -> None:
    text = "id;remark\n" + "1;He came, he saw, he went. Then it was over.\n" * 5

    assert not sniff(text).is_prose


@given(st.text("a b1\t", max_size=30))
def test_fixed_width_loses_no_text(line: str) -> None:
    cells = FixedWidth((0, 3, 9)).cut(line)

    assert "".join("".join(cells).split()) == "".join(line.split())


def test_places_are_written_as_they_are_read() -> None:
    assert FixedWidth.of("cells 0,6,23").text() == "cells 0,6,23"
    assert FixedWidth.of("6, 23").edges == (0, 6, 23)
    with pytest.raises(UnknownNameError, match="names no columns"):
        FixedWidth.of("six")


@given(st.lists(st.text("ab ,;'", min_size=1), min_size=1, max_size=4))
def test_a_dialect_reads_what_it_says(fields: list[str]) -> None:
    line = ";".join(f'"{field}"' for field in fields)

    assert list(Dialect(";").records([line])) == [fields]
