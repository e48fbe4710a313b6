from hypothesis import given
from hypothesis import strategies as st

from curator.values import CATEGORIES, characters, suspicions


def test_each_code_point_has_its_number_name_and_kind() -> None:
    (yeh,) = characters("ی")

    assert (yeh.sign, yeh.code, yeh.name) == ("ی", "U+06CC", "ARABIC LETTER FARSI YEH")
    assert CATEGORIES[yeh.category] == "letter"


def test_marks_that_cannot_be_seen_are_made_visible() -> None:
    text = "\u200c\u200d\u200e\u200f\u00a0\ufeff\u200b\n\u0640\u064e "

    assert [each.sign for each in characters(text)] == [
        "ZWNJ", "ZWJ", "LRM", "RLM", "⍽", "BOM", "ZWSP", "⏎", "ـ", "◌\u064e", "␣",
    ]  # fmt: skip


def test_arabic_and_persian_letters_are_told_apart() -> None:
    remarks = {each.text: each.remark for each in characters("يیكک")}

    assert "U+06CC" in remarks["ي"]
    assert "U+064A" in remarks["ی"]
    assert "U+06A9" in remarks["ك"]


def test_digits_tell_their_family() -> None:
    assert [each.remark for each in characters("1١۱१")] == [
        "European digit", "Arabic digit", "Persian digit", "Devanagari digit",
    ]  # fmt: skip


def test_mixed_digits_and_letters_are_suspicious() -> None:
    assert suspicions("۱۲3") == ["Its digits are mixed: Persian digit, European digit."]
    assert len(suspicions(" علي کی\u200c")) == 3
    assert suspicions("تهران ۱۲") == []


@given(st.text(max_size=20))
def test_every_text_is_told_code_point_by_code_point(text: str) -> None:
    told = list(characters(text))

    assert "".join(each.text for each in told) == text
    assert all(each.category in CATEGORIES and each.sign and each.name for each in told)
    assert all(each.sign.isprintable() for each in told)
